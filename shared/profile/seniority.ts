/** How far up somebody sits, and what a model weighs of it. */

/** `partner` owns a share of a firm; `staff` is whoever no rule places elsewhere. */
export type Seniority = 'c_suite' | 'partner' | 'vp' | 'director' | 'manager' | 'senior' | 'staff' | 'entry';
/** Who can decide (director and above), who manages, everybody else. */
export type SeniorityGroup = 'executive' | 'manager' | 'other';

/** In: a level, or none. Out: its group. */
export function groupOf(seniority: Seniority | undefined): SeniorityGroup {
  if (seniority === 'manager') return 'manager';
  const isExecutive = seniority !== undefined && EXECUTIVES.includes(seniority);
  return isExecutive ? 'executive' : 'other';
}
const EXECUTIVES: Seniority[] = ['c_suite', 'partner', 'vp', 'director'];
