/** What an installation holds, apart from what time alone changes: to be compared before and after. */

/** Work that is owed, one-use tickets, answers kept for a day, the live feed: they come and go by themselves. */
const PASSING = ['outbox', 'credentials', 'requests', 'live'];
/** What is derived from the log, at the moment when it was looked at. */
const DERIVED = [
  'tally',
  'as_of',
  'balance',
  'points',
  'priority',
  'tier',
  'level',
  'copied_at',
  'stage_now',
  'last_used',
];

/** In: the installation, its secret key. Out: its rows, sorted. */
export async function holdingsOf(url: string, secretKey: string): Promise<string[]> {
  const answer = await fetch(`${url}/v1/admin/backup`, { headers: { authorization: `Bearer ${secretKey}` } });
  if (answer.status !== 200) throw new Error(`the backup answers ${answer.status}`);
  const lines = (await answer.text()).trimEnd().split('\n').slice(1, -1);
  return lines
    .map((line) => JSON.parse(line))
    .filter(({ table }) => !PASSING.includes(table))
    .map(({ table, row }) => {
      const kept = Object.entries(row).filter(([name]) => !DERIVED.includes(name));
      return JSON.stringify([table, Object.fromEntries(kept)]);
    })
    .toSorted();
}
