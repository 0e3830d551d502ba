/** Every word that a rep reads beside a person and in the queue, in English; a translation is another file of this shape. */

import type { Cause } from '../../shared/score';
import type { Degree } from '../match';
import type { DeedState } from '../messages';

/** The page’s own may be others. */
export const LANGUAGE = 'en';
export const DIRECTION = 'ltr';

/** What is said in many places. */
export const NAME = 'Steelyard';
export const AXES = { balance: 'Balance', points: 'Points', fit: 'Fit' } as const;

export const SPANS = {
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  days: (count: number) => `${count} days`,
  ago: (span: string) => `${span} ago`,
  now: 'just now',
};
export const BANDS = {
  levels: { cold: 'cold', warm: 'warm', hot: 'hot', super_hot: 'super hot' },
  tier: (tier: number) => `T${tier}`,
  noTier: 'no tier',
  inTier: (tier: number) => `tier ${tier}`,
};
export const CLOCK = {
  urgent: (left: string, then: string) => `urgent for about ${left} more, then ${then}`,
  leaves: (tier: string, left: string) => `leaves ${tier} in ${left}`,
  cools: (to: string, left: string) => `cools to ${to} in ${left}`,
  warms: (to: string, left: string) => `warms to ${to} in ${left}`,
};
export const SLA = {
  owner: (name: string) => `Owned by ${name}`,
  due: (left: string) => `answer due in ${left}`,
  overdue: (span: string) => `answer ${span} overdue`,
  title: 'My SLAs',
  nobody: 'You owe nobody an answer.',
};
export const BADGE_WORDS = {
  text: (points: number, tier: string | null) => (tier === null ? String(points) : `${points} · ${tier}`),
  label: (points: number, level: string, tier: string) => `Lead score ${points}, ${level}, ${tier}`,
};

export const CARD_WORDS = {
  label: (name: string) => `Score of ${name}`,
  grade: (points: string) => `${points} points`,
  old: (span: string) => `Last known, ${span} old`,
  people: 'People in this conversation',
  fold: 'Fold',
  unfold: 'Show score',
  somebody: 'This person',
  noScore: 'No score',
  record: 'console',
};
export const HINTS = { label: 'Scores of whom you are writing to' };
export const CAUSES: Record<Cause, string> = {
  unknown_lead: 'Not in Steelyard yet. A score appears here with their first visit, form or import.',
  no_touches: 'No score yet: nothing has happened so far.',
  opted_out: 'No score: this person has opted out.',
  suppressed_as_spam: 'No score: all that came from this person looks like spam.',
};
export const ADVICE = {
  tier: 'To do',
  level: 'At this level',
  reason: 'Why they came',
  nextStep: 'What they asked for',
  times: (label: string, count: number) => `${label}, ${count} times`,
  spam: 'Looked like spam',
  doubt: 'Worth knowing',
};
export const DEGREES: Record<Degree, string> = {
  email: 'Matched by e-mail address',
  record: 'Matched by the record’s id',
  alias: 'Matched by the profile’s address',
  confirmed: 'Matched by your word',
  probable: 'Probably: same name, same company. Is it the same person?',
  several: 'Several people fit. Who is it?',
  none: '',
  waiting: '',
};
export const MATCH = { same: 'Same person', other: 'Somebody else' };
export const CARRY = { copy: 'Copy the sentence', copied: 'Copied', open: (place: string) => `Open in ${place}` };
export const SNOOZE = {
  label: 'Snooze',
  tomorrow: 'Tomorrow',
  week: 'A week',
  again: 'Take up again',
  until: (moment: string) => `Put aside until ${moment}`,
};
export const OUTCOMES = {
  note: 'Note, goes with what you press',
  group: 'What came of it',
  good: 'Good',
  junk: 'Junk',
  meeting: 'Meeting',
  won: 'Won',
  lost: 'Lost',
  undo: 'Undo',
};
export const STATES: Record<DeedState, string> = {
  sending: 'One moment …',
  waiting: 'Will be recorded in a moment',
  sent: 'Recorded',
  kept: 'Kept, will be sent when the server answers',
  failed: 'Could not be recorded',
  undone: 'Taken back',
};
export const RECEIPT = {
  lost: (points: string) => ` · decay took ${points}`,
  all: (count: number) => (count === 1 ? 'The one line' : `All ${count} lines`),
  columns: ['Reason', 'Touches', 'At first', 'Now', 'Last'],
};
export const STORY = {
  trend: (days: number, first: string, last: string) => `Points in ${days} days: from ${first} to ${last}`,
  week: (points: string) => `${points} points in a week`,
  company: (engaged: number, people: number, score: string) =>
    `Company: ${engaged} of ${people} people engaged, score ${score}`,
  others: (names: string) => `; also ${names}`,
  touches: 'Last touches',
  outcomes: 'Said before',
};

export const POPUP = {
  console: 'Open console',
  panel: 'Side panel',
  options: 'Options',
  live: 'Live',
  offline: 'Offline',
  heard: (ago: string) => `, last heard ${ago}`,
  nobody: 'Open a conversation, a record or a profile of a lead to see the score here.',
  alerts: 'Alerts',
  connect: [
    'Connect this browser with your workspace on the',
    'console’s connect page',
    ': one click, no key to copy.',
  ],
} as const;
export const QUEUE = {
  title: 'Hot queue',
  old: 'Nobody answers: this is what was last known.',
  nothingNew: 'Nothing new.',
  nobody: 'Nobody is waiting.',
  more: 'Show more',
  isNew: ' new',
  onlyNew: 'Since you last looked',
  search: 'Search name, address or company',
  placeholder: 'Search',
  tier: 'Tier',
  tiers: { '': 'Every tier', 1: 'Tier 1', 2: 'Tier 2', 3: 'Tier 3' },
  grade: 'Grade',
  grades: { '': 'Every grade', A: 'Grade A', B: 'Grade B', C: 'Grade C', D: 'Grade D' },
  whose: 'Whose',
  owners: { '': 'Everybody’s', me: 'Mine' },
  order: 'Order',
  orders: { priority: 'By priority', balance: 'By Balance', points: 'By points', recent: 'Latest first' },
};
export const NOTICES = {
  count: (waiting: number) => (waiting === 1 ? 'one urgent lead waits' : `${waiting} urgent leads wait`),
  urgent: (name: string) => `${name} is urgent`,
  risen: (name: string, tier: number) => `${name} has risen to tier ${tier}`,
};
export const TROUBLES = {
  unreachable: 'Steelyard could not be reached. Try again.',
  refused: (status: number) => `The server answered ${status}.`,
  notHere: (origin: string | null) =>
    `This page cannot connect Steelyard${origin === null ? '' : `; it is connected with ${origin}`}.`,
  notErased: 'Not everything could be erased. Try again.',
};
