/** Spam: kinds of evidence and their weights in, a verdict out (scoring.md §3, mission S064). */
import type { Model, Rule } from '../model';
import { exact, iso } from './reason';
import type { Tally } from './tally';

export type Verdict = 'clean' | 'suspicious' | 'spam';
export interface Spam {
  verdict: Verdict;
  evidence: { kind: string; label: string; weight: number; count: number; lastAt: string }[];
  /** Touches that count for nothing because a bot made them. */
  voided: number;
  /** What those and the clicks of e-mail scanners would have given when they were fresh, each rule under its cap. */
  removedPoints: number;
}

/** The kind of evidence that needs no other. */
export const SAID_SO = 'said_so';
/** Kind of evidence → the words for it. */
const LABELS: Record<string, string> = {
  honeypot: 'Filled the hidden field',
  instant: 'Sent within a second',
  hasty: 'Sent within two seconds',
  webdriver: 'An automated browser',
  no_hand: 'No key, no pointer, no touch, no autofill',
  same_text: 'The same text in every field',
  bot_agent: 'A browser that calls itself a bot',
  crawler: 'A crawler by its own name',
  [SAID_SO]: 'A person has said so',
  no_browser: 'A request that no browser makes',
  disposable_mailbox: 'A throw-away mailbox',
  gibberish_name: 'A name that nobody has',
  role_address: 'The address of a desk',
  conflict: 'Sources that contradict each other',
};

/**
 * In: a lead's tally, the kinds of evidence in its address and name, whether it stands without the browsers that are in doubt, the
 * model, now (ms). Out: the verdict on the lead and what it rests on.
 */
export function spamOf(tally: Tally, ofLead: string[], stands: boolean, model: Model, now: number): Spam {
  // An address or a name that looks wrong is settled by a person's word; what a machine does later is not.
  const doubts = tally.cleared > 0 ? [] : ofLead;
  const own = ofLead.map((kind): [string, [number, number]] => [kind, [1, now]]);
  const evidence = Object.entries({ ...Object.fromEntries(own), ...tally.evidence })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, [count, lastAt]]) => ({
      kind,
      label: LABELS[kind] ?? kind,
      weight: kind === SAID_SO ? model.spam.spamAt : (model.spam.evidence[kind] ?? 0),
      count,
      lastAt: iso(lastAt),
    }));
  const verdict = worse(verdictOf(tally, stands), verdictOn(doubts, model));
  const voided = Object.values(tally.voided).reduce((sum, count) => sum + count, 0);
  return { verdict, evidence, voided, removedPoints: removedPoints(tally, model) };
}

function removedPoints({ voided, leftOut }: Tally, { rules }: Model): number {
  const removed: Record<string, number> = { ...voided, email_clicked: (voided.email_clicked ?? 0) + leftOut.scanner };
  const ofRule = ({ when, cap }: Rule): number => {
    const points = when.kind === 'touch' ? Object.entries(when.points) : [];
    const sum = points.reduce((total, [signal, each]) => total + Math.max(0, each) * (removed[signal] ?? 0), 0);
    return Math.min(sum, cap === null || cap < 0 ? sum : cap);
  };
  return exact(rules.reduce((total, rule) => total + ofRule(rule), 0));
}

/** In: kinds of evidence and the model's weights. Out: the verdict on what carries them, a submission or a lead. */
export function verdictOn(kinds: string[], model: Model): Verdict {
  const sum = kinds.reduce((total, kind) => total + (model.spam.evidence[kind] ?? 0), 0);
  return sum >= model.spam.spamAt ? 'spam' : sum >= model.spam.suspiciousAt ? 'suspicious' : 'clean';
}

/**
 * The verdict on the lead by its submissions. What a bot did under somebody's address is voided, yet it can neither silence nor
 * lower a person of whom something else is known, or who has sent one clean submission.
 */
function verdictOf({ forms, deeds, evidence }: Tally, stands: boolean): Verdict {
  if (SAID_SO in evidence) return 'spam';
  if (forms.clean > 0 || stands) return 'clean';
  if (forms.spam > 0 && deeds === 0) return 'spam';
  return forms.suspicious > 0 ? 'suspicious' : 'clean';
}

const worse = (a: Verdict, b: Verdict): Verdict => (BADNESS.indexOf(a) > BADNESS.indexOf(b) ? a : b);
const BADNESS: Verdict[] = ['clean', 'suspicious', 'spam'];
