/** What a form submission gives away of the hand behind it: raw evidence in, named kinds out (mission S064). */
import type { Evidence, Traits } from '../event';
import { mailboxOf } from '../profile/mailbox';
import { nameFault, wholeName } from '../profile/name';
import { plain } from '../profile/said';
import type { Submission } from './fact';

/** In: a submission. Out: the kinds of evidence in it, each at most once; none when the form saw nothing. */
export function evidenceKinds({ evidence: said, sender, email, traits }: Submission): string[] {
  if (said === undefined && sender === undefined) return [];
  // What we see of the sender goes before what it says of itself.
  const evidence: Evidence = { ...said, ...sender };
  const hands = ['keys', 'pointer', 'touch', 'inputs', 'autofill', 'paste'];
  const isByHand = hands.some((hand) => evidence[hand]);
  // What comes ready-made (from a password manager: without a trusted input) takes no time; how long the page was open still tells.
  const isReady = evidence.autofill || evidence.paste || (isByHand && evidence.inputs === 0);
  const fillMs = isReady ? evidence.pageMs : evidence.fillMs;
  const ms = typeof fillMs === 'number' ? fillMs : 2000;
  const seen = {
    honeypot: evidence.honeypot,
    instant: ms < 1000,
    hasty: ms >= 1000 && ms < 2000,
    webdriver: evidence.webdriver || isAutomated(evidence),
    // Both say the same thing: count it once.
    bot_agent: evidence.botAgent && !evidence.webdriver,
    // One that is missing may have been lost on the way.
    no_browser: Number(evidence.missingHeaders) > 1,
    no_hand: hands.some((hand) => evidence[hand] !== undefined) && !isByHand,
    same_text: evidence.sameText,
    disposable_mailbox: mailboxOf(email)?.domain === 'disposable',
    gibberish_name: isGibberish(traits),
  };
  return kindsIn(seen);
}

/** In: what a request gave away of its sender. Out: the kinds of evidence on whatever it reports, where no hand can be seen. */
export function senderKinds(sender: Evidence): string[] {
  return kindsIn({
    // It says so itself; in a form, where a hand can be seen, that is one reason among others.
    crawler: sender.crawler,
    bot_agent: sender.botAgent && !sender.crawler,
    no_browser: Number(sender.missingHeaders) > 1,
    webdriver: isAutomated(sender),
  });
}

/** By its pace, or by what the network knows of it. */
const isAutomated = ({ burst, likelyBot }: Evidence): boolean => Boolean(burst || likelyBot);

const kindsIn = (seen: Record<string, unknown>): string[] =>
  Object.entries(seen).flatMap(([kind, isSeen]) => (isSeen ? kind : []));

function isGibberish(traits: Traits = {}): boolean {
  const given = (names: string[]) => Object.entries(traits).find(([name]) => names.includes(plain(name)))?.[1];
  const fault = nameFault(wholeName((names) => String(given(names) ?? '')));
  return fault !== null && fault !== 'empty';
}
