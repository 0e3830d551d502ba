/** E-mail scanners open and click every link within seconds of delivery: such clicks are no clicks. */
import type { Fact } from './fact';

/** Different links clicked within this span (ms) … */
const BURST = 2000;
/** … are a scanner's when there are so many; one fewer where no mail was ever opened before. */
const LINKS = 3;
/** A burst is looked at this far: what comes after begins one of its own. */
const MOST_BURST = 100;
/** Nobody reads a mail and clicks within this time (ms) of its being sent. */
const TOO_SOON = 10_000;

/** In: every fact of a lead, in any order. Out: the clicks that a scanner made. */
export function scannerClicks(facts: Fact[]): Set<Fact> {
  const clicks = facts.filter(({ type }) => type === 'email_clicked').sort((a, b) => a.at - b.at);
  const firstOpen = facts.reduce(
    (first, { type, at }) => (type === 'email_opened' ? Math.min(first, at) : first),
    Infinity,
  );
  const scanned = new Set(clicks.filter(isTooSoon));
  let end = 0;
  clicks.forEach((first, i) => {
    while (end < clicks.length && (clicks[end]?.at ?? 0) - first.at <= BURST) end++;
    const burst = clicks.slice(i, Math.min(end, i + MOST_BURST));
    const links = new Set(burst.flatMap(({ url }) => url ?? []));
    if (links.size >= (firstOpen <= first.at ? LINKS : LINKS - 1)) for (const click of burst) scanned.add(click);
  });
  return scanned;
}

/**
 * In: a fact, the moments (ms) of known clicks and of those that were left out. Out: whether it must be judged together with
 * the facts before it: a click near others, a click too soon, an open after which a burst may be a person's.
 */
export function needsHistory(fact: Fact, clicks: number[], scanned: number[]): boolean {
  if (fact.type === 'email_opened') return scanned.length > 0;
  if (fact.type !== 'email_clicked') return false;
  return isTooSoon(fact) || [...clicks, ...scanned].some((at) => Math.abs(at - fact.at) <= BURST);
}

const isTooSoon = ({ at, sentAt }: Fact): boolean => sentAt !== undefined && at - sentAt < TOO_SOON;
