/** People's data in one jurisdiction: every object is one of that jurisdiction's, and KV, which is everywhere, holds nobody. */
import { expect, it } from 'vitest';

/** The local runtime knows no jurisdictions, so the platform's part is played here; the modules are read apart from our own types. */
const modules = { env: '../../worker/env.ts', kv: '../../worker/kv.ts' };
const { workspaceOf, ledgerNamed } = await import(modules.env);
const { writeSnapshot, readSnapshots, readAlias, writeSettings } = await import(modules.kv);

function platform(more: object = {}) {
  const kept = new Map<string, string>();
  const objects = (where: string) => ({
    idFromName: (name: string) => `${where} ${name}`,
    get: (id: string) => id,
    jurisdiction: (name: string) => objects(name),
  });
  const KV = {
    put: async (key: string, value: string) => kept.set(key, value),
    get: async (key: string) => kept.get(key) ?? null,
  };
  return { kept, env: { LEDGER: objects('anywhere'), WORKSPACE: objects('anywhere'), KV, ...more } };
}
const snapshot = { lead: { id: 'ld_00aaaaaaaaaaaaaaaaaaaaaaaa', email: 'ada@northwind.example' } };

it('is asked of the platform for every object, when it is set', () => {
  const { env } = platform({ JURISDICTION: 'eu' });
  expect([workspaceOf(env), ledgerNamed(env, 'ledger-0')]).toEqual(['eu workspace', 'eu ledger-0']);
  expect(workspaceOf(platform().env)).toBe('anywhere workspace');
});

it('leaves nobody in KV, and the settings there', async () => {
  const { env, kept } = platform({ JURISDICTION: 'eu' });
  await writeSnapshot(env, snapshot, ['linkedin:ada']);
  await writeSettings(env, { version: 1 });
  expect([...kept.keys()]).toEqual(['settings']);
  expect([...(await readSnapshots(env, [{ id: snapshot.lead.id }])), await readAlias(env, 'linkedin:ada')]).toEqual([
    null,
    null,
  ]);
  const elsewhere = platform();
  await writeSnapshot(elsewhere.env, snapshot, ['linkedin:ada']);
  expect(elsewhere.kept.size).toBe(2);
});
