/** Bands of a number, each with its points: of a company's size, or of how use grows. */
import type { Band } from '../model/rule';

/** In: bands, a number. Out: the points of the first band that it lies in (`atLeast` ≤ number < `below`); undefined in none. */
export const bandOf = (bands: Band[], n: number): number | undefined =>
  bands.find(({ atLeast, below }) => n >= (atLeast ?? -Infinity) && n < (below ?? Infinity))?.points;
