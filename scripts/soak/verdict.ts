/** Whether a soak was good: memory flat, the slowest answers not far from the usual, nothing lost. */

export interface Reading {
  /** Seconds since the start. */
  at: number;
  memoryMB: number;
  /** Acknowledged so far. */
  events: number;
}

/** After the first third (caches fill, the engine compiles) memory may grow by so much until the end, or by this share. */
const GROWTH_MB = 40;
const GROWTH_SHARE = 0.25;
/** The 99th percentile may be so many times the median. */
const TAIL = 10;

/** In: readings of the memory, latencies (ms), what was acknowledged and what is stored. Out: the findings in words, and whether all are good. */
export function verdictOn(readings: Reading[], latencies: number[], acknowledged: number, stored: number) {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const [p50, p99] = [at(0.5), at(0.99)];
  const settled = readings.slice(Math.floor(readings.length / 3));
  const total = settled.map(({ memoryMB }) => memoryMB);
  const growth = mean(total.slice(-3)) - mean(total.slice(0, 3));
  const isFlat = growth <= Math.max(GROWTH_MB, mean(total.slice(0, 3)) * GROWTH_SHARE);
  const lines = [
    `${acknowledged} events acknowledged, ${stored} stored: ${acknowledged - stored} lost`,
    `acknowledged in ${p50.toFixed(1)} ms (p50), ${p99.toFixed(1)} ms (p99): ${(p99 / p50).toFixed(1)} × (goal ≤ ${TAIL} ×)`,
    `memory ${mean(total.slice(0, 3)).toFixed(0)} MB after the first third, ${mean(total.slice(-3)).toFixed(0)} MB at the end: ${isFlat ? 'flat' : 'it grows'}`,
  ];
  return {
    isGood: stored === acknowledged && p99 <= TAIL * p50 && isFlat,
    p50,
    p99,
    acknowledged,
    stored,
    growth,
    lines,
  };
}

const mean = (numbers: number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
