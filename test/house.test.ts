/** Enforces the rules of the house (architecture.md) on every source file, and proves that each rule can fail. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RULES, type Rule } from './house/rules';
import { type House, houseOf, readHouse } from './house/source';

const root = fileURLToPath(new URL('..', import.meta.url));
const house = readHouse(root);

describe('the house', () => {
  it('has its rooms', () => {
    for (const folder of ['shared', 'snippet', 'worker', 'extension']) {
      expect(
        [...house.keys()].some((path) => path.startsWith(`${folder}/`)),
        folder,
      ).toBe(true);
    }
  });

  it.each(RULES)('$name', (rule) => {
    const wrong = faultsOf(rule, house);
    expect(wrong, `${rule.cure}\n${wrong.join('\n')}\n`).toEqual([]);
  });

  it.each(['shared', 'snippet', 'worker', 'extension'])('%s has a tsconfig of its own', (wing) => {
    const cure = `Write ${wing}/tsconfig.json with the libraries of its runtime only: the wrong platform must not compile.`;
    expect(existsSync(`${root}${wing}/tsconfig.json`), cure).toBe(true);
  });
});

describe('each rule can fail', () => {
  it.each(RULES)('$name', (rule) => {
    expect(faultsOf(rule, houseOf(rule.breaks))).not.toEqual([]);
  });

  const small = (path: string, code: string): string[] => {
    const own = houseOf({ [path]: `/** A file. */\n${code}` });
    return RULES.flatMap((rule) => faultsOf(rule, own));
  };
  it.each([
    ['shared/event.ts', 'export const at = () => new Date();'],
    ['shared/event.ts', 'export const at = () => Date();'],
    ['shared/event.ts', 'export const id = () => crypto.randomUUID();'],
    ['shared/event.ts', 'export const at = () => performance.now();'],
    ['shared/event.ts', "import { Hono } from 'hono';"],
    ['shared/event.ts', "export * from './wire';"],
    ['shared/event.ts', "export const late = () => import('./wire');"],
    ['shared/score/tally.ts', "import { score } from '../score';"],
    ['snippet/index.ts', "export * from '../extension/db';"],
    ['snippet/index.ts', "import 'preact';"],
    ['worker/a.ts', "import '@/../extension/db';"],
    ['worker/a.ts', `export const q = (id: string) => \`DELETE FROM leads WHERE id = \${id}\`;`],
    ['worker/a.ts', "export const q = (sql: Sql, id: string) => sql.exec('SELECT ' + id);"],
    ['worker/a.ts', "export const f = ({ KV }: Env) => KV.put('a', 'b');"],
    ['extension/sites/x.ts', "import { db } from '../db';"],
    ['extension/ui/A.tsx', 'export const a = <p aria-label="name" />;'],
    ['extension/notices.ts', `export const say = (name: string) => \`\${name} is urgent\`;`],
    ['extension/view.ts', "export const word = 'Undo';"],
    ['worker/a.ts', 'export const f = (a: any) => a;'],
    ['test/a.test.ts', "describe.only.each([])('a', () => {});"],
    ['test/a.test.ts', "it.only('a', () => {});"],
    ['worker/a.ts', `// ${'TO'}${'DO'}: later`],
  ])('also in %s: %s', (path, code) => {
    expect(small(path, code)).not.toEqual([]);
  });

  it.each([
    [
      'shared/event.ts',
      "import * as v from 'valibot'; import { isEmail } from './id'; export const at = new Date(0); // Date.now()",
    ],
    ['shared/score/tally.ts', "import type { Model } from '../model'; import { reason } from './reason';"],
    ['snippet/index.ts', "import type { PageEvent } from '../shared/event'; import { send } from './send';"],
    [
      'worker/a.ts',
      'export const f = (sql: Sql, id: string) => sql.exec(`SELECT 1 FROM leads WHERE id = ?`, id, \'import x from "../extension"\');',
    ],
    ['worker/kv.ts', "export const f = (env: Env) => env.KV.get('a');"],
    [
      'worker/a.ts',
      `const COLUMNS = 'id'; export const q = (id: string) => [\`SELECT \${COLUMNS} FROM leads\`, \`Saw \${id}\`];`,
    ],
    ['extension/entrypoints/a.content.ts', "import type { Row } from '../db';"],
    ['worker/a.ts', "export const any = 'as any';"],
    ['extension/ui/A.tsx', `export const a = <p class="two words" id="a b">{NAME}</p>;`],
  ])('and does not in %s: %s', (path, code) => {
    expect(small(path, code)).toEqual([]);
  });
});

function faultsOf(rule: Rule, files: House): string[] {
  const found = [...files.values()].flatMap((file) => rule.faults(file, files).map((fault) => `${file.path} ${fault}`));
  return [...new Set(found)];
}
