/** From facts to touches: what each event means under a model, folded into a tally. */
import { CLOCK_SKEW, DAY, OLDEST_FACT } from '../event';
import type { Meaning, Model } from '../model';
import { isSignal, signalType } from '../signal';
import { silentSubjects } from './claim';
import { evidenceKinds, senderKinds } from './evidence';
import { byTime, type Fact } from './fact';
import { glob } from './glob';
import { needsHistory, scannerClicks } from './scanner';
import { SAID_SO, type Verdict, verdictOn } from './spam';
import {
  addTouch,
  advance,
  emptyTally,
  forgetViews,
  isDeed,
  keepView,
  type LeftOut,
  later,
  type Tally,
  type Touch,
  unseenView,
  type View,
} from './tally';

/** So many clicks of scanners are remembered: what comes near them is judged with them. */
const MOST_SCANS = 50;

/**
 * In: every fact of a lead (any order, each id once), the model, the moment (ms). Out: the tally.
 * All touches of a subject whose submissions are spam, and of none of which one is clean, count for nothing.
 */
export function tallyOf(facts: Fact[], model: Model, now: number): Tally {
  const tally = emptyTally(now);
  const word = lastWord(facts);
  if (word?.verdict === 'clean') tally.cleared = word.at;
  if (word?.verdict === 'spam') note(tally, [SAID_SO], word.at);
  const open = facts.filter((fact) => !isCleared(tally, fact));
  tally.bots = subjectsJudged(['spam'], open, model);
  tally.doubted = subjectsJudged(['spam', 'suspicious'], open, model);
  tally.silent = silentSubjects(facts);
  const scanned = scannerClicks(facts);
  for (const { at } of scanned) leaveOut(tally, 'scanner', at);
  const rest = facts.filter((fact) => !scanned.has(fact)).sort(byTime);
  const touches = rest.flatMap((fact) => read(tally, model, fact, now));
  for (const touch of touches.sort(([a], [b]) => a - b)) addTouch(tally, model, touch);
  forgetViews(tally);
  return tally;
}

/**
 * Adds facts to a tally in place, at a cost that does not depend on the history behind it.
 * Out: false, with nothing added, when the past must be looked at again (a fact older than the horizon, attention for a view
 * older than it, a submission that casts doubt on a subject or clears it, a word on consent or on spam, a click that may be a
 * scanner's): then `tallyOf` gives the result from the whole history.
 */
export function addFacts(tally: Tally, facts: Fact[], model: Model, now: number): boolean {
  advance(tally, model, now);
  if (!facts.every((fact) => isAddable(tally, model, fact, facts))) return false;
  for (const fact of facts.toSorted(byTime)) {
    for (const touch of read(tally, model, fact, now)) addTouch(tally, model, touch);
  }
  return true;
}

function isAddable(tally: Tally, model: Model, fact: Fact, batch: Fact[]): boolean {
  if (fact.at < tally.horizon + (fact.type === 'page_engaged' ? DAY : 0)) return false;
  if (fact.type === 'email_opened' || fact.type === 'email_clicked') {
    const known = tally.recent.filter(([, signal]) => signal === 'email_clicked').map(([at]) => at);
    const others = (type: string) => batch.filter((other) => other !== fact && other.type === type).map(({ at }) => at);
    const clicks = [...known, ...others('email_clicked')];
    const opens = [tally.openedAt ?? [], others('email_opened')].flat();
    // A click that was voided is in no list, and may be part of a burst.
    if (tally.voided.email_clicked || needsHistory(fact, clicks, opens, tally.scans)) return false;
  }
  if (fact.type === 'spam_judged' || fact.type === 'consent_changed') return false;
  if (!isSubmission(fact)) return true;
  const verdict = verdictOn(evidenceKinds(fact), model);
  const isDoubted = tally.doubted.includes(fact.subject);
  return verdict === 'clean' ? !isDoubted : verdict === 'suspicious' && isDoubted;
}

/** What a fact adds besides touches goes into the tally; its touches come back, none when a bot made them. */
function read(tally: Tally, model: Model, fact: Fact, now: number): Touch[] {
  const why = whyLeftOut(tally, fact, now);
  if (why !== null) {
    leaveOut(tally, why, fact.at);
    return [];
  }
  if (isSubmission(fact)) judge(tally, model, fact);
  if (fact.type === 'email_opened') tally.openedAt = later(tally.openedAt, fact.at);
  const touches = proven(tally, fact, touchesOf(tally, model, fact));
  const isVoid = !isCleared(tally, fact) && (isMachine(tally, model, fact) || tally.bots.includes(fact.subject));
  if (isVoid) for (const [, signal] of touches) tally.voided[signal] = (tally.voided[signal] ?? 0) + 1;
  else if (!tally.doubted.includes(fact.subject))
    for (const [, signal] of touches) tally.sure[isDeed(signal) ? 'deeds' : 'others'] += 1;
  return isVoid ? [] : touches;
}

/** Whether the request that brought it was a machine's by its own name, or must have been; what shows it goes into the tally. */
function isMachine(tally: Tally, model: Model, fact: Fact): boolean {
  const kinds = isSubmission(fact) ? [] : senderKinds(fact.sender ?? {});
  const isSeen = verdictOn(kinds, model) === 'spam';
  if (isSeen) note(tally, kinds, fact.at);
  return isSeen;
}

/** What speaks against a person counts from a server, or from who has proven to be them. */
function proven(tally: Tally, { isClaimed, at }: Fact, touches: Touch[]): Touch[] {
  if (isClaimed !== true) return touches;
  const [kept, against] = [touches.filter(isHarmless), touches.filter((touch) => !isHarmless(touch))];
  for (const _ of against) leaveOut(tally, 'unproven', at);
  return kept;
}
const isHarmless = ([, signal]: Touch): boolean => signalType(signal).family !== 'risk';

function leaveOut(tally: Tally, why: LeftOut, at: number): void {
  tally.leftOut[why] += 1;
  if (why === 'scanner') tally.scans = [...tally.scans, at].sort((a, b) => a - b).slice(-MOST_SCANS);
}

function whyLeftOut({ silent }: Tally, { type, at, subject }: Fact, now: number): LeftOut | null {
  if (type === 'consent_changed') return null;
  if (silent.includes(subject)) return 'opted_out';
  if (at > now + CLOCK_SKEW) return 'future';
  if (at < OLDEST_FACT) return 'ancient';
  return isSignal(type) || WITHOUT_SIGNAL.includes(type) ? null : 'unknown';
}

/** Facts that are no signal of their own, though what they say may give one. */
const WITHOUT_SIGNAL = [
  ...['page_engaged', 'link_clicked', 'form_submitted', 'identified', 'consent_changed', 'custom', 'spam_judged'],
];

/** A form of which something was seen: of the hand that filled it, or of the request that brought it. */
const isSubmission = ({ type, evidence, sender }: Fact): boolean =>
  type === 'form_submitted' && (evidence !== undefined || sender !== undefined);

function judge(tally: Tally, model: Model, fact: Fact): void {
  const kinds = evidenceKinds(fact);
  tally.forms[isCleared(tally, fact) ? 'clean' : verdictOn(kinds, model)] += 1;
  note(tally, kinds, fact.at);
}

/** Whether a person's word settles a fact: it came before that. */
const isCleared = ({ cleared }: Tally, { at }: Fact): boolean => at <= cleared;

const lastWord = (facts: Fact[]): Fact | undefined =>
  facts
    .filter(({ type }) => type === 'spam_judged')
    .sort(byTime)
    .at(-1);

function note(tally: Tally, kinds: string[], at: number): void {
  for (const kind of kinds) {
    const [count, lastAt] = tally.evidence[kind] ?? [0, at];
    tally.evidence[kind] = [count + 1, Math.max(lastAt, at)];
  }
}

function touchesOf(tally: Tally, model: Model, fact: Fact): Touch[] {
  if (fact.type === 'page_engaged') return engaged(tally, model, fact);
  const isPart = fact.type === 'video_watched' && fact.percent !== undefined;
  const own: Touch[] = isSignal(fact.type) && !isPart ? [[fact.at, fact.type]] : [];
  const meaning = model.meanings.find((row) => fits(row, fact));
  if (meaning === undefined) return own;
  if (meaning.afterMs === undefined) return [...own, [fact.at, meaning.signal]];
  const key = viewKey(fact, fact.id);
  const pieces = tally.views[key]?.early ?? [];
  const engagedMs = pieces.filter(([at]) => isWithinDay(fact.at, at)).reduce((sum, [, ms]) => sum + ms, 0);
  const early = pieces.filter(([at]) => !isWithinDay(fact.at, at));
  keepView(tally, key, { at: fact.at, meaning: model.meanings.indexOf(meaning), engagedMs, early });
  return engagedMs >= meaning.afterMs ? [...own, [fact.at, meaning.signal]] : own;
}

/** A piece of attention: makes its page view count at the moment the view began, once the pieces within a day of it add up. */
function engaged(tally: Tally, model: Model, fact: Fact): Touch[] {
  const { at, page, engagedMs = 0 } = fact;
  const isView = page !== undefined && /^[A-Za-z0-9][\w.:-]{0,127}$/.test(page);
  const url = fact.url ?? (isView ? undefined : page);
  const row = url === undefined ? undefined : viewMeaning(model, pathOf(url));
  if (!isView) return crosses(row, 0, engagedMs) ? [[at, row.signal]] : [];
  if (url !== undefined && row === undefined) return [];
  const key = viewKey(fact, page);
  const view = tally.views[key] ?? unseenView();
  if (view.at === null || !isWithinDay(view.at, at)) {
    const early: View['early'] = [...view.early, [at, engagedMs]];
    early.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    keepView(tally, key, { ...view, early });
    return [];
  }
  const total = view.engagedMs + engagedMs;
  tally.views[key] = { ...view, engagedMs: total };
  const meaning = model.meanings[view.meaning ?? -1];
  return crosses(meaning, view.engagedMs, total) ? [[view.at, meaning.signal]] : [];
}

/**
 * A view and the attention to it come from one subject: nobody's attention counts for somebody else's view. Ids have no space,
 * so that a key with one names neither another view nor a property of every object.
 */
const viewKey = ({ subject }: Fact, view: string): string => `${subject} ${view}`;

const isWithinDay = (a: number, b: number): boolean => Math.abs(a - b) <= DAY;

const crosses = (row: Meaning | undefined, before: number, after: number): row is Meaning =>
  row?.afterMs !== undefined && before < row.afterMs && after >= row.afterMs;

const viewMeaning = (model: Model, path: string | null): Meaning | undefined =>
  model.meanings.find((row) => row.event === 'page_viewed' && (row.path === undefined || glob(row.path, path ?? '')));

function fits(row: Meaning, fact: Fact): boolean {
  if (row.event !== fact.type) return false;
  if (row.path !== undefined && !glob(row.path, pathOf(fact.url) ?? '')) return false;
  if (row.name !== undefined && !glob(row.name, fact.form ?? fact.name ?? '')) return false;
  return row.minPercent === undefined || (fact.percent ?? 0) >= row.minPercent;
}

/** Out: the subjects of which a submission has one of these verdicts and none is clean. */
function subjectsJudged(verdicts: Verdict[], facts: Fact[], model: Model): string[] {
  const meant = new Set<string>();
  const clean = new Set<string>();
  for (const fact of facts.filter(isSubmission)) {
    const verdict = verdictOn(evidenceKinds(fact), model);
    if (verdicts.includes(verdict)) meant.add(fact.subject);
    if (verdict === 'clean') clean.add(fact.subject);
  }
  return [...meant].filter((subject) => !clean.has(subject)).sort();
}

/** In: an address, absolute or not. Out: its path in lower case. */
function pathOf(url: string | undefined): string | null {
  if (url === undefined) return null;
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return (path.startsWith('/') ? path : `/${path}`).toLowerCase();
}
