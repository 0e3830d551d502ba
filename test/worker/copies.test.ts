/** Copies in KV: many are read by one request, in order; one that cannot be read is as good as none and spoils no other. */
import { expect, it, vi } from 'vitest';
import { DEFAULT } from '../../shared/presets';
import { tallyOf } from '../../shared/score/interpret';
import { snapshotOf } from '../../shared/score/snapshot';

/** The platform's part is played here; the module is read apart from our own types. */
const module = '../../worker/kv.ts';
const { readSnapshots, writeSnapshot } = await import(module);

const kept = new Map<string, string>();
const get = vi.fn(async (asked: string | string[]) =>
  Array.isArray(asked) ? new Map(asked.map((key) => [key, kept.get(key) ?? null])) : (kept.get(asked) ?? null),
);
const env = { KV: { get, put: async (key: string, value: string) => kept.set(key, value) } };

const idOf = (letter: string) => `ld_07${letter.repeat(24)}`;
const snapshot = (letter: string) =>
  snapshotOf(
    {
      ...{
        id: idOf(letter),
        email: `${letter}@northwind.example`,
        name: null,
        account: null,
        owner: null,
        stage: null,
      },
      ...{ optedOut: false, attributes: {} },
    },
    null,
    tallyOf([], DEFAULT, 0),
    DEFAULT,
    0,
  );

it('are read by one request, in the order in which they are asked for, by id or by hash', async () => {
  for (const letter of ['a', 'b']) await writeSnapshot(env, snapshot(letter), []);
  kept.set(`lead:${'c'.repeat(24)}`, '{"cut off');
  kept.set(`lead:${'d'.repeat(24)}`, '{"lead":{}}');
  const keys = [...'bcdea'].map((letter) => ({ id: idOf(letter) }));
  const found = await readSnapshots(env, [...keys, { emailHash: 'b'.repeat(64) }]);
  expect(found.map((one: ReturnType<typeof snapshot> | null) => one?.lead.id ?? null)).toEqual([
    ...[idOf('b'), null, null, null, idOf('a')],
    idOf('b'),
  ]);
  expect(get).toHaveBeenCalledTimes(1);
});
it('cost nothing where nobody is asked for', async () => {
  get.mockClear();
  expect(await readSnapshots(env, [])).toEqual([]);
  expect(get).not.toHaveBeenCalled();
});
