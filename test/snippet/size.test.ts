/** What the README says of the snippet's size is what was built. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { PARTS, root } from '../../scripts/build.ts';

const built = (file: string) => brotliCompressSync(readFileSync(join(root, 'dist/assets', file))).length;

it('is the README’s', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  expect(readme).toContain(`Snippet ${(built('s.js') / 1000).toFixed(1)} kB brotli`);
});

it('of each part is at most 700 bytes, and every part is built', () => {
  for (const part of PARTS) expect(built(`parts/${part}.js`), part).toBeLessThanOrEqual(700);
  expect(readdirSync(join(root, 'dist/assets/parts'))).toHaveLength(PARTS.length);
});
