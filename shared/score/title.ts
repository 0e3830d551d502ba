/** Job titles as people write them → how far up they sit. */

export type Seniority = 'executive' | 'manager' | 'other';

const EXECUTIVE =
  /\b(chief|c[a-z]o|ciso|chro|v\.?p|svp|evp|avp|vice[\s-]?president|president|director|head|founder|co-?founder|owner|partner|principal|chair(man|woman|person)?|managing|geschäftsführer(in)?|directeur|directrice|direttore)\b/i;
const NOT_EXECUTIVE =
  /\b(assistant(?! v)|secretary|intern|trainee|associate(?! v| director)|junior)\b|\bto the\b|\bproduct owner\b|\bprocess owner\b/i;
const MANAGER =
  /\b(manager|mgr|lead|leader|supervisor|superintendent|coordinator|team\s?lead|foreman|leiter(in)?|responsable)\b/i;

/** In: a job title. Out: executive (director and above: can decide), manager, or other. */
export function seniorityOf(title: string): Seniority {
  if (EXECUTIVE.test(title) && !NOT_EXECUTIVE.test(title)) return 'executive';
  return MANAGER.test(title) && !/\b(assistant|intern|trainee)\b/i.test(title) ? 'manager' : 'other';
}
