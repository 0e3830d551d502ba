/** The verdict on a form submission: raw evidence in, named kinds and their weights out (scoring.md §3, mission S064). */
import type { Evidence } from '../event';
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
};

/** In: what a form saw (or nothing). Out: the kinds of evidence in it, each named at most once. */
export function evidenceKinds(evidence: Evidence | undefined): string[] {
  if (evidence === undefined) return [];
  const fillMs = typeof evidence.fillMs === 'number' ? evidence.fillMs : Number.POSITIVE_INFINITY;
  const hands = ['keys', 'pointer', 'touch', 'autofill', 'paste'] as const;
  const knowsHands = hands.some((hand) => evidence[hand] !== undefined);
  const kinds = [];
  if (evidence.honeypot) kinds.push('honeypot');
  if (fillMs < 1000) kinds.push('instant');
  else if (fillMs < 2000) kinds.push('hasty');
  // Both say the same thing: count it once.
  if (evidence.webdriver) kinds.push('webdriver');
  else if (evidence.botAgent) kinds.push('bot_agent');
  if (knowsHands && !hands.some((hand) => evidence[hand])) kinds.push('no_hand');
  if (evidence.sameText) kinds.push('same_text');
  return kinds;
}

/** In: kinds of evidence and the model's weights. Out: the verdict on this one submission. */
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
