/** `npm run bench:score`: scores per second with a full receipt, beside json-rules-engine evaluating the same conditions once, interleaved. */
import { Engine } from 'json-rules-engine';
import { DAY, HOUR } from '../shared/event.ts';
import { DEFAULT } from '../shared/presets.ts';
import type { Fact } from '../shared/score/fact.ts';
import { addFacts, tallyOf } from '../shared/score/interpret.ts';
import { snapshotOf } from '../shared/score/snapshot.ts';
import { type Snapshot, score } from '../shared/score.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const TYPES = ['page_viewed', 'pricing_viewed', 'email_opened', 'email_clicked', 'file_downloaded'];
const ROUNDS = 7;
const SLICE_MS = 400;

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

let at = NOW;
const ours = () => {
  at += 1;
  score(snapshot, DEFAULT, at);
};
const theirs = () => engine.run(counted);
const fold = foldOne();

const rates: Record<string, number[]> = { ours: [], theirs: [], fold: [] };
for (let round = 0; round < ROUNDS; round++) {
  rates.ours?.push(perSecond(ours));
  rates.theirs?.push(await perSecondAsync(theirs));
  rates.fold?.push(perSecond(fold));
}
const [a, b, c] = ['ours', 'theirs', 'fold'].map((name) => median(rates[name] ?? []));
console.log(
  `score with receipt: ${Math.round(a ?? 0)}/s · json-rules-engine, same conditions once: ${Math.round(b ?? 0)}/s · ${((a ?? 0) / (b ?? 1)).toFixed(1)} × (goal ≥ 100 ×)`,
);
console.log(`fold one event: ${(1e6 / (c ?? 1)).toFixed(2)} µs (goal ≤ 2 µs)`);

function foldOne(): () => void {
  let tally = tallyOf(facts, DEFAULT, NOW);
  let n = 0;
  return () => {
    n += 1;
    if (n % 200 === 0) tally = tallyOf(facts, DEFAULT, NOW);
    addFacts(tally, [{ id: `f${n}`, type: 'page_viewed', at: NOW + n, subject: 'l:1' }], DEFAULT, NOW);
  };
}

function perSecond(work: () => void): number {
  const started = performance.now();
  let done = 0;
  while (performance.now() - started < SLICE_MS) {
    for (let i = 0; i < 50; i++) work();
    done += 50;
  }
  return (done * 1000) / (performance.now() - started);
}

async function perSecondAsync(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let done = 0;
  for (; performance.now() - started < SLICE_MS; done++) await work();
  return (done * 1000) / (performance.now() - started);
}

function median(values: number[]): number {
  return values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0;
}
