/** Urgent leads: counted while nobody has seen to them, spoken of once when they rise. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../../extension/db';
import type { Api, UrgentLead } from '../../extension/sync/api';
import { setMark } from '../../extension/sync/marks';
import { openUrgent } from '../../extension/sync/urgent';
import { isHushed } from '../../extension/wishes';

vi.mock('wxt/browser', () => ({ browser: {} }));

const ada = { id: 'ld_ada', name: 'Ada', summary: 'Asked for a demo.' };
const bob = { id: 'ld_bob', name: 'Bob', summary: 'Viewed pricing.' };
const HOUR = 3_600_000;
let db: Database;
let tiers: Record<number, (typeof ada)[]>;
let lowest: number | null;
let counts: number[];
let spoken: string[];
let tests = 0;
const answer = vi.fn(
  async (tier: number): Promise<UrgentLead[]> => (tiers[tier] ?? []).map((lead) => ({ ...lead, tier })),
);

beforeEach(() => {
  vi.restoreAllMocks();
  db = openDatabase(`urgent-${tests++}`);
  [tiers, lowest, counts, spoken] = [{}, 1, [], []];
});
/** Looks as a background does that has just begun. */
const look = () =>
  openUrgent({
    db,
    api: async () => Object.assign(Object.create(null), { urgent: answer }) satisfies Pick<Api, 'urgent'>,
    wished: async () => lowest,
    count: (waiting) => void counts.push(waiting),
    speak: ({ name, tier }) => void spoken.push(`${name} ${tier}`),
  }).catchUp();

describe('urgent leads', () => {
  it('are counted until somebody sees to them or puts them aside', async () => {
    tiers = { 1: [ada, bob] };
    await look();
    await setMark(db, 'handled', ada.id, Date.now());
    await look();
    await setMark(db, 'snoozed', bob.id, Date.now() + HOUR);
    await look();
    await setMark(db, 'snoozed', bob.id, null);
    await look();
    expect(counts).toEqual([2, 1, 0, 1]);
  });
  it('count anew when they come back after they had cooled', async () => {
    tiers = { 1: [ada] };
    await setMark(db, 'handled', ada.id, Date.now());
    await look();
    tiers = {};
    await look();
    tiers = { 1: [ada] };
    await look();
    expect(counts).toEqual([0, 0, 1]);
  });
  it('are spoken of when they rise, not those that were there at the first look', async () => {
    tiers = { 1: [ada] };
    await look();
    tiers = { 1: [ada, bob] };
    await look();
    await look();
    expect(spoken).toEqual(['Bob 1']);
  });
  it('are spoken of again only after four hours', async () => {
    await look();
    const visit = async (list: (typeof ada)[]) => {
      tiers = { 1: list };
      await look();
    };
    for (const list of [[ada], [], [ada]]) await visit(list);
    expect(spoken).toEqual(['Ada 1']);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 4 * HOUR + 1);
    for (const list of [[], [ada]]) await visit(list);
    expect(spoken).toEqual(['Ada 1', 'Ada 1']);
  });
  it('of tier 2 are spoken of when that is wished, and when they rise further', async () => {
    lowest = 2;
    await look();
    tiers = { 2: [ada, bob] };
    await look();
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 5 * HOUR);
    tiers = { 1: [ada], 2: [bob] };
    await look();
    expect(spoken).toEqual(['Ada 2', 'Bob 2', 'Ada 1']);
    expect(counts.at(-1)).toBe(1);
  });
  it('that rose in a quiet hour are not spoken of afterwards', async () => {
    await look();
    lowest = null;
    tiers = { 1: [ada] };
    await look();
    lowest = 1;
    await look();
    expect([spoken, counts.at(-1)]).toEqual([[], 1]);
  });
  it('are left as they were while nobody answers', async () => {
    tiers = { 1: [ada] };
    await look();
    answer.mockRejectedValueOnce(new Error('down'));
    await look();
    tiers = { 1: [ada] };
    await look();
    expect([spoken, counts]).toEqual([[], [1, 1]]);
  });
});

describe('quiet hours', () => {
  it.each([
    [19, 8, [18, 19, 23, 0, 7, 8], [false, true, true, true, true, false]],
    [12, 13, [11, 12, 13], [false, true, false]],
    [9, 9, [8, 9, 10], [false, false, false]],
  ])('from %i to %i', (from, to, hours, quiet) => {
    expect(hours.map((hour) => isHushed(hour, { from, to }))).toEqual(quiet);
  });
});
