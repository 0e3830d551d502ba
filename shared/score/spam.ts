/** Spam: kinds of evidence and their weights in, a verdict out (scoring.md §3, mission S064). */
import type { Model } from '../model';
import type { Tally } from './tally';

export type Verdict = 'clean' | 'suspicious' | 'spam';

/** Kind of evidence → the words for it. */
export const EVIDENCE_LABELS: Record<string, string> = {
  honeypot: 'Filled the hidden field',
  instant: 'Sent within a second',
  hasty: 'Sent within two seconds',
  webdriver: 'An automated browser',
  no_hand: 'No key, no pointer, no touch, no autofill',
  same_text: 'The same text in every field',
  bot_agent: 'A browser that calls itself a bot',
  disposable_mailbox: 'A throw-away mailbox',
  gibberish_name: 'A name that nobody has',
};

/** In: kinds of evidence and the model's weights. Out: the verdict on what carries them, a submission or a lead. */
export function verdictOn(kinds: string[], model: Model): Verdict {
  const sum = kinds.reduce((total, kind) => total + (model.spam.evidence[kind] ?? 0), 0);
  return sum >= model.spam.spamAt ? 'spam' : sum >= model.spam.suspiciousAt ? 'suspicious' : 'clean';
}

/**
 * In: a lead's tally. Out: the verdict on the lead. What a bot did under somebody's address is voided, yet it cannot silence
 * a person who has other touches or one clean submission.
 */
export function verdictOf({ forms, touches }: Tally): Verdict {
  if (forms.clean > 0) return 'clean';
  if (forms.spam > 0 && touches === 0) return 'spam';
  return forms.suspicious > 0 ? 'suspicious' : 'clean';
}

/** In: two verdicts. Out: the worse of them. */
export const worse = (a: Verdict, b: Verdict): Verdict => (BADNESS.indexOf(a) > BADNESS.indexOf(b) ? a : b);
const BADNESS: Verdict[] = ['clean', 'suspicious', 'spam'];
