/** Figures of a bench: of many samples the ones that goals are about. */

/** In: samples, a share (0–1). Out: the smallest sample that is not below that share of them. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export interface Figure {
  figure: string;
  seen: string;
  goal: string;
  isMet: boolean | null;
}

export const round = (value: number): number => Math.round(value * 10) / 10;

/** In: what is measured, samples (ms), the most that p95 may be. */
export function p95(figure: string, samples: number[], most: number): Figure {
  const [half, high, max] = [0.5, 0.95, 1].map((share) => round(percentile(samples, share)));
  const seen = `p50 ${half}, p95 ${high}, max ${max} ms (${samples.length})`;
  return { figure, seen, goal: `p95 ≤ ${most} ms`, isMet: (high ?? Number.NaN) <= most };
}
