/** Everything that is served: a strict content security policy on it, nothing inline in it, and a name by which its log line is found. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/build.ts';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const assets = readdirSync(join(root, 'dist/assets'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(join(root, 'dist/assets').length));
const PAGES = [
  '/',
  '/console',
  '/console/',
  '/docs',
  '/demo',
  '/demo/',
  '/demo/pricing',
  '/demo/demo-request',
  '/demo/nothing',
  '/nothing',
];

describe('everything that is served', () => {
  it('has a policy without "unsafe", is what it says it is, and has a name', async () => {
    expect(assets.length).toBeGreaterThan(20);
    for (const path of [...assets, ...PAGES, '/healthz', '/openapi.json', '/v1/me', '/v1/events']) {
      const { headers } = await edge.call('GET', path);
      const policy = headers.get('content-security-policy') ?? '';
      expect([path, policy]).toEqual([path, expect.stringMatching(/^default-src 'none';/)]);
      expect([path, policy]).toEqual([path, expect.not.stringMatching(/unsafe|\*|https?:/)]);
      expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
      expect([path, headers.get('x-request-id')]).toEqual([path, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    }
  });

  it('has nothing inline: no script, no style, no handler', async () => {
    for (const path of [...assets.filter((name) => name.endsWith('.html')), ...PAGES]) {
      const { text, headers } = await edge.call('GET', path);
      if (!headers.get('content-type')?.startsWith('text/html')) continue;
      expect([path, text.match(/<script(?![^>]*\ssrc=)[^>]*>|<style|\son\w+\s*=|\sstyle\s*=|javascript:/gi)]).toEqual([
        path,
        null,
      ]);
    }
  });

  it('is not named by whoever asks', async () => {
    const { headers } = await edge.call('GET', '/healthz', undefined, { 'x-request-id': 'mine' });
    expect(headers.get('x-request-id')).not.toBe('mine');
  });
});
