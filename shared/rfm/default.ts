/** This project's table of segments, apart from its schema: who carries the table needs no parser. */
import type { Segments } from './segments';

/** Recency and frequency decide; the amount tells the best from the loyal and the asleep from the lost. */
export const DEFAULT_SEGMENTS: Segments = [
  { name: 'champions', label: 'Champions (VIP)', r: [4, 5], f: [4, 5], m: [4, 5] },
  { name: 'loyal', label: 'Loyal', r: [3, 5], f: [4, 5], m: [1, 5] },
  { name: 'promising', label: 'Promising', r: [4, 5], f: [2, 3], m: [1, 5] },
  { name: 'recent', label: 'Recent (new)', r: [4, 5], f: [1, 1], m: [1, 5] },
  { name: 'needs_attention', label: 'Needs attention', r: [3, 3], f: [2, 3], m: [1, 5] },
  { name: 'about_to_sleep', label: 'About to sleep', r: [3, 3], f: [1, 1], m: [1, 5] },
  { name: 'cannot_lose', label: 'Cannot lose', r: [1, 2], f: [4, 5], m: [4, 5] },
  { name: 'at_risk', label: 'At risk', r: [1, 2], f: [3, 5], m: [1, 5] },
  { name: 'lost', label: 'Lost', r: [1, 1], f: [1, 2], m: [1, 2] },
  { name: 'hibernating', label: 'Hibernating (dormant)', r: [1, 2], f: [1, 2], m: [1, 5] },
];
