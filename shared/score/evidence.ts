/** What a form submission gives away of the hand behind it: raw evidence in, named kinds out (mission S064). */
import type { Traits } from '../event';
import { mailboxOf } from '../profile/mailbox';
import { nameFault, wholeName } from '../profile/name';
import { plain } from '../profile/said';
import type { Submission } from './fact';

/** In: a submission. Out: the kinds of evidence in it, each at most once; none when the form saw nothing. */
export function evidenceKinds({ evidence, email, traits }: Submission): string[] {
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
  if (mailboxOf(email)?.domain === 'disposable') kinds.push('disposable_mailbox');
  if (isGibberish(traits)) kinds.push('gibberish_name');
  return kinds;
}

function isGibberish(traits: Traits = {}): boolean {
  const given = (names: string[]) => Object.entries(traits).find(([name]) => names.includes(plain(name)))?.[1];
  const fault = nameFault(wholeName((names) => String(given(names) ?? '')));
  return fault !== null && fault !== 'empty';
}
