/** Arrival: after a move inside a host's app, what the page still shows of the record that was left is not believed. */
import type { Screen, Subject } from './sites/screen';

/**
 * Out: takes each look at the page and gives back what of it may be believed.
 * An address is ahead of its page: what was on screen at the last record is suspect until the page has been seen without it.
 */
export function openArrival(): (screen: Screen) => Screen {
  let here: string | null = null;
  let last = new Set<string>();
  let suspects = new Set<string>();

  return (screen) => {
    const { record, key } = screen.place;
    const shown = new Set(screen.people.flatMap((subject) => wordsOf(subject, key)));
    if (here !== null && record !== here) suspects = last;
    here = record;
    last = shown;
    suspects = new Set([...suspects].filter((word) => shown.has(word)));
    if (suspects.size === 0) return screen;
    return { ...screen, people: screen.people.flatMap((subject) => believed(subject, suspects) ?? []) };
  };
}

/** What of somebody comes from the page; the key that the address itself names does not. */
const wordsOf = ({ keys, name }: Subject, own: string | null): string[] =>
  [...keys.filter((key) => key !== own), name].filter((word) => word !== null);

/** A company is as good as the name beside it: two people in a row may share one. */
function believed({ keys, name, company }: Subject, suspects: Set<string>): Subject | null {
  const kept = keys.filter((key) => !suspects.has(key));
  const isStale = name === null || suspects.has(name);
  return kept.length === 0 && isStale
    ? null
    : { keys: kept, name: isStale ? null : name, company: isStale ? null : company };
}
