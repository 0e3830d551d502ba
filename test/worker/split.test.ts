/** The split of a ledger: events keep coming, the server is killed, and everybody has every touch once. */
import { expect, it } from 'vitest';
import { splitTrial } from '../../scripts/split-trial/trial.ts';

it('moves half of a ledger twice under load and kill -9, and loses and doubles nothing', async () => {
  const { faults, ledgers, events } = await splitTrial({ events: 4000, splits: 2, kills: 3 });
  expect(faults).toEqual([]);
  expect([ledgers, events]).toEqual([3, 4000]);
}, 120_000);
