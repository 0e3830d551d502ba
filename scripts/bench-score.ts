/** `npm run bench:score` (the first part of `npm run bench`): a score with a full receipt, beside json-rules-engine evaluating the same conditions once, interleaved. */
import { Engine } from 'json-rules-engine';
import { DAY, HOUR } from '../shared/event.ts';
import { DEFAULT } from '../shared/presets.ts';
import type { Fact } from '../shared/score/fact.ts';
import { addFacts, tallyOf } from '../shared/score/interpret.ts';
import { snapshotOf } from '../shared/score/snapshot.ts';
import { type Snapshot, score, scoreAgain } from '../shared/score.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const TYPES = ['page_viewed', 'pricing_viewed', 'email_opened', 'email_clicked', 'file_downloaded'];
const WARM_UP = 10;
const ROUNDS = 60;
const SLICE_MS = 40;

const facts: Fact[] = Array.from({ length: 50 }, (_, i) => {
  return { id: `e${i}`, type: TYPES[i % TYPES.length] ?? 'page_viewed', at: NOW - i * 29 * HOUR, subject: 'l:1' };
});
const said = (value: string | number) => [{ value, source: 'crm', observedAt: NOW - DAY }];
const snapshot: Snapshot = snapshotOf(
  {
    ...{ id: 'ld_1', email: 'ada@northwind.example', name: 'Ada', account: 'northwind.example', owner: null },
    ...{ stage: null, optedOut: false, attributes: { title: said('VP Operations'), phone: said('1') } },
  },
  { domain: 'northwind.example', attributes: { employees: said(200) } },
  tallyOf(facts, DEFAULT, NOW),
  DEFAULT,
  NOW,
);

/** The rules' conditions as that engine writes them, on facts that are already counted for it. */
const engine = new Engine(
  DEFAULT.rules
    .filter(({ id }) => id !== 'target_industry' && id !== 'outside_territory')
    .map(({ id, label }) => ({
      conditions: { all: [{ fact: id, operator: 'greaterThanInclusive', value: 1 }] },
      event: { type: id, params: { label } },
    })),
);
const counted = Object.fromEntries(DEFAULT.rules.map(({ id }, i) => [id, i % 3]));

let looks = 0;
/** Every quarter minute, as a console looks, for an hour; then from the start. */
const ours = () => scoreAgain(snapshot, DEFAULT, NOW + (looks++ % 240) * 15_000);
const theirs = () => engine.run(counted);
const first = () => score(snapshot, DEFAULT, NOW);
const fold = foldOne();

const rounds: Record<'ours' | 'theirs' | 'times' | 'first' | 'fold', number>[] = [];
for (let round = -WARM_UP; round < ROUNDS; round++) {
  const a = microsOf(ours);
  const b = await microsOfAsync(theirs);
  // Neighbours in time: what else the machine does hits both alike.
  const row = { ours: a, theirs: b, times: b / a, first: microsOf(first), fold: microsOf(fold) };
  if (round >= 0) rounds.push(row);
}
const at = (name: keyof (typeof rounds)[number], share = 0.5) =>
  rounds
    .map((row) => row[name])
    .sort((x, y) => x - y)
    [Math.floor(ROUNDS * share)]?.toFixed(name === 'times' ? 0 : 2);
console.log(
  `score with receipt: ${at('ours')} µs · json-rules-engine, same conditions once: ${at('theirs')} µs · ${at('times')} × as many a second (goal ≥ 100; the middle half of ${ROUNDS} rounds: ${at('times', 0.25)} to ${at('times', 0.75)})`,
);
console.log(`first score of a snapshot: ${at('first')} µs`);
console.log(`fold one event: ${at('fold')} µs (goal ≤ 2 µs)`);

function foldOne(): () => void {
  let tally = tallyOf(facts, DEFAULT, NOW);
  let n = 0;
  return () => {
    n += 1;
    if (n % 200 === 0) tally = tallyOf(facts, DEFAULT, NOW);
    addFacts(tally, [{ id: `f${n}`, type: 'page_viewed', at: NOW + n, subject: 'l:1' }], DEFAULT, NOW);
  };
}

/** In: work. Out: how long this thread is busy with one (µs); it may wait for other work of the machine meanwhile. */
function microsOf(work: () => void): number {
  const [started, before] = [performance.now(), process.threadCpuUsage()];
  let done = 0;
  for (; performance.now() - started < SLICE_MS; done += 50) {
    for (let i = 0; i < 50; i++) work();
  }
  return busySince(before) / done;
}

async function microsOfAsync(work: () => Promise<unknown>): Promise<number> {
  const [started, before] = [performance.now(), process.threadCpuUsage()];
  let done = 0;
  for (; performance.now() - started < SLICE_MS; done++) await work();
  return busySince(before) / done;
}

function busySince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
