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
  const opens = facts.flatMap(({ type, at }) => (type === 'email_opened' ? at : [])).sort((a, b) => a - b);
  const firstOpen = opens[0] ?? Infinity;
  const scanned = new Set<Fact>();
  let lastOpen = -1;
  for (const click of clicks) {
    while ((opens[lastOpen + 1] ?? Infinity) <= click.at) lastOpen++;
    if (isTooSoon(click) || !isOpened(click, opens[lastOpen])) scanned.add(click);
  }
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
 * In: an open or a click, the moments (ms) of known clicks, of opens, and of clicks that were left out. Out: whether it must be judged
 * together with the facts before it: a click near others, too soon or without an open, an open after which a click may be a person's.
 */
export function needsHistory(fact: Fact, clicks: number[], opens: number[], scanned: number[]): boolean {
  if (fact.type === 'email_opened') return scanned.some((at) => at >= fact.at);
  const isNear = [...clicks, ...scanned].some((at) => Math.abs(at - fact.at) <= BURST);
  return isNear || isTooSoon(fact) || !opens.some((at) => at <= fact.at && isOpened(fact, at));
}

/** Who clicks without an open has not seen the mail. Only who tells when it was sent tells of its opens as well (decisions/0031). */
const isOpened = ({ sentAt }: Fact, openedAt = -Infinity): boolean => sentAt === undefined || openedAt >= sentAt;

const isTooSoon = ({ at, sentAt }: Fact): boolean => sentAt !== undefined && at - sentAt < TOO_SOON;
