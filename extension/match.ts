/** Who of those whom we know somebody on screen is, and how sure that is. */
import type { Found, Named, Person } from './messages';
import type { Subject } from './sites/screen';

/**
 * `email` and `record` (the host's own id) are exact, `alias` is another name, `confirmed` a rep's word. `probable` rests on name
 * and company and asks. `none`: not in Steelyard. `waiting`: not known yet, or nobody can be asked.
 */
export type Degree = 'email' | 'record' | 'alias' | 'confirmed' | 'probable' | 'several' | 'none' | 'waiting';
export interface Match {
  degree: Degree;
  /** One, or those among whom it cannot be decided. */
  people: Person[];
}

/** What is known at the moment; undefined: has not been asked, or not been answered yet. */
export interface Knowledge {
  found(key: string): Found | undefined;
  guess(who: Named): Person[] | 'unreachable' | undefined;
}

/** In: somebody on screen, what is known. Out: the match. Keys that name two different people decide nothing. */
export function matchOf({ keys, name, company }: Subject, known: Knowledge): Match {
  const answers = keys.map((key) => ({ key, found: known.found(key) }));
  const hits = answers.flatMap(({ key, found }) => (isPerson(found) ? [{ key, person: found }] : []));
  const people = distinct(hits.map(({ person }) => person));
  const [best] = hits;
  if (people.length > 1) return { degree: 'several', people };
  if (best !== undefined) return { degree: degreeOf(best.key, best.person), people };
  if (answers.some(({ found }) => found !== 'unknown')) return { degree: 'waiting', people: [] };
  if (name === null || company === null) return { degree: 'none', people: [] };
  return ofGuess(known.guess({ name, company }));
}

function ofGuess(guess: Person[] | 'unreachable' | undefined): Match {
  if (guess === undefined || guess === 'unreachable') return { degree: 'waiting', people: [] };
  if (guess.length === 0) return { degree: 'none', people: [] };
  return { degree: guess.length === 1 ? 'probable' : 'several', people: guess };
}

const isPerson = (found: Found | undefined): found is Person => typeof found === 'object';

/** In: a key and whom it found. Out: how sure that is. */
export function degreeOf(key: string, { isConfirmed }: Person): Degree {
  if (isConfirmed) return 'confirmed';
  if (key.includes('@')) return 'email';
  return key.startsWith('linkedin:') ? 'alias' : 'record';
}

const distinct = (people: Person[]): Person[] => [
  ...new Map(people.map((one) => [one.snapshot.lead.id, one])).values(),
];
