/** The account score: how much the company wants, how many of its people are engaged, how good the best of them are, and how well its technology fits (mission S021). */
import { DAY } from '../event';
import type { Stage } from '../lead';
import type { Model } from '../model';
import { technologiesOf } from '../profile/technology';
import { exact } from './reason';
import type { Tally } from './tally';

/** A person of the account, scored. */
export interface Person {
  lead: { id: string; email: string | null; name: string | null; stage: Stage };
  points: number;
  tier: number | null;
  tally: Tally;
}
/** One line of the account's receipt. */
export interface AccountLine {
  part: 'intent' | 'breadth' | 'best_leads' | 'technology';
  label: string;
  points: number;
}
export interface AccountScore {
  value: number;
  /** People who were on the site or in the product lately. */
  engaged: number;
  bestLeads: Omit<Person, 'tally'>[];
  technology: { wanted: string[]; known: string[]; all: string[] };
  /** They add up to `value`. */
  lines: AccountLine[];
}

/**
 * In: the company's Balance (its own signals and those of all its people), its people, its technologies in one spelling (`Fit`), the
 * model, now (ms). Out: the score with its receipt.
 */
export function accountScore(
  balance: number,
  people: Person[],
  technologies: string[],
  { account }: Model,
  now: number,
): AccountScore {
  const engaged = people.filter(({ tally }) => isEngaged(tally, account.engagedDays, now)).length;
  const inOrder = people.toSorted((a, b) => b.points - a.points || (a.lead.id < b.lead.id ? -1 : 1));
  const bestLeads = inOrder.slice(0, account.bestLeads.count).filter(({ points }) => points > 0);
  const bestPoints = bestLeads.reduce((sum, { points }) => sum + points, 0) * account.bestLeads.share;
  const known = account.technologies.wanted.filter((wanted) => isKnown(wanted, technologies));
  const share = account.technologies.wanted.length === 0 ? 0 : known.length / account.technologies.wanted.length;
  const steps = account.breadth.filter(({ people: atLeast }) => engaged >= atLeast).map(({ points }) => points);
  const lines: AccountLine[] = [
    { part: 'intent' as const, label: 'Intent of the company and its people', points: exact(balance) },
    {
      part: 'breadth' as const,
      label: `${engaged} engaged ${engaged === 1 ? 'person' : 'people'}`,
      points: Math.max(0, ...steps),
    },
    {
      part: 'best_leads' as const,
      label: bestLeads.length === 1 ? 'The best lead' : `The best ${bestLeads.length} leads`,
      points: exact(bestPoints),
    },
    { part: 'technology' as const, label: 'Technology fit', points: exact(account.technologies.points * share) },
  ].filter(({ points }) => points !== 0);
  return {
    value: exact(lines.reduce((sum, { points }) => sum + points, 0)),
    engaged,
    bestLeads: bestLeads.map(({ tally: _, ...person }) => person),
    technology: { wanted: account.technologies.wanted, known, all: technologies },
    lines,
  };
}

/** A model and a vendor may spell a technology in two ways: both are read by the same rules. */
const isKnown = (wanted: string, known: string[]): boolean =>
  technologiesOf([wanted])?.some((name) => known.includes(name)) ?? false;

const isEngaged = ({ lastVisitAt }: Tally, days: number, now: number): boolean =>
  lastVisitAt !== null && lastVisitAt >= now - days * DAY;
