/** What the workspace settles reaches a ledger in the order in which it was settled, also while the ledger is slow to hear. */
import { expect, it, vi } from 'vitest';
import { DEFAULT } from '../../shared/presets';
import './platform.ts';
import { emptyStorage } from './sqlite.ts';

vi.stubGlobal('WebSocketRequestResponsePair', class {});
/** The platform's part is played here; the module is read apart from our own types. */
const modules = { workspace: '../../worker/objects/workspace.ts' };

interface Workspace {
  setParent(domain: string, parent: string | null, by: object): Promise<string | null>;
  putDraft(model: object, by: object): number;
  publishModel(version: number, why: null, by: object): Promise<boolean>;
}
const { Workspace: WorkspaceObject }: { Workspace: new (ctx: object, env: object) => Workspace } = await import(
  modules.workspace
);

const BY = { kind: 'secret', holder: 'key', name: 'A key' };

/** A workspace with one ledger, which takes in each telling only when `hear` lets it; `heard`: what it has taken in. */
function slowly() {
  const heard: unknown[] = [];
  const waiting: (() => void)[] = [];
  const take = async (told: unknown) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    heard.push(told);
  };
  const ledger = { setSubsidiaries: take, adopt: ({ version }: { version: number }) => take(version) };
  const env = {
    ...{ ADMIN_KEY_HASH: 'hash', SITE_KEY: 'pk_site', KV: { put: async () => undefined } },
    LEDGER: { idFromName: (name: string) => name, get: () => ledger },
  };
  const ctx = { storage: emptyStorage(), setWebSocketAutoResponse: () => undefined, waitUntil: () => undefined };
  /** The newest of those who wait goes first: whoever does not wait for the one before overtakes it. */
  const hear = async () => {
    do await new Promise(setImmediate);
    while (waiting.length === 0);
    waiting.pop()?.();
  };
  return { workspace: new WorkspaceObject(ctx, env), heard, hear };
}

it('tells subsidiaries one after the other', async () => {
  const { workspace, heard, hear } = slowly();
  const first = workspace.setParent('a.example', 'parent.example', BY);
  await new Promise(setImmediate);
  const second = workspace.setParent('b.example', 'parent.example', BY);
  for (const _ of [first, second]) await hear();
  expect(await Promise.all([first, second])).toEqual([null, null]);
  const one = { 'a.example': 'parent.example' };
  expect(heard).toEqual([one, { ...one, 'b.example': 'parent.example' }]);
});

it('tells published models one after the other', async () => {
  const { workspace, heard, hear } = slowly();
  const draft = workspace.putDraft(DEFAULT, BY);
  const first = workspace.publishModel(draft, null, BY);
  await new Promise(setImmediate);
  const second = workspace.publishModel(DEFAULT.version, null, BY);
  for (const _ of [first, second]) await hear();
  expect(await Promise.all([first, second])).toEqual([true, true]);
  expect(heard).toEqual([draft, DEFAULT.version]);
});
