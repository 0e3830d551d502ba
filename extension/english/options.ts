/** Every word of the options page, in English; a translation is another file of this shape. */
import type { HostRow } from '../sites/hosts';

export const OPTIONS = {
  welcome: 'Welcome to Steelyard',
  title: 'Steelyard options',
  about:
    'It shows beside the people you write with how urgent they are and why. Four things to decide; all of them can be changed later under Options.',
  erase: 'Erase all of it',
  held: 'What this browser holds',
  holds: (people: number, keys: number, unsent: number) =>
    `${people} people with what their scores are computed from, ${keys} answers about addresses (as hashes), ${unsent} outcomes that wait to be sent.`,
};
export const CONNECTION = {
  title: 'Connection',
  not: 'Not connected. ',
  as: (rep: string) => `Connected as ${rep}. `,
  connect: 'Connect in the console',
  again: 'Connect as somebody else',
  disconnect: 'Disconnect',
  erases: (unsent: number) =>
    `Erases all that this browser holds of the workspace${unsent > 0 ? `, and ${unsent} outcomes that wait to be sent` : ''}.`,
};
export const SHORTCUT = {
  title: 'Keyboard',
  opens: (keys: string) =>
    `${keys} takes you to the card of who is on screen; where there is none, to the queue. Escape leads back.`,
  none: 'No keys open the card: your browser has given them to somebody else.',
  change: 'Other keys are chosen on your browser’s page of extension shortcuts.',
};
export const QUIET = {
  title: 'Never look up addresses of these domains',
  how: 'One on each line. Other addresses leave this browser as keyed hashes only.',
};
const RECORD = 'the name, the e-mail address and the company on it';
export const HOST_WORDS = {
  title: 'Where scores are shown',
  how: 'Your browser asks for each by itself, and you can take each back here.',
  own: 'Comes with the extension',
  allow: (name: string) => `Allow ${name}`,
  leave: (name: string) => `Leave ${name}`,
};
/** What each host is called, and what its permission is for. */
export const PURPOSES: Record<HostRow['id'], [name: string, purpose: string]> = {
  gmail: [
    'Gmail',
    'Reads the addresses of the people in a list, a thread or the head of a mail that you write. Never subjects, never bodies.',
  ],
  hubspot: ['HubSpot', `Reads the record’s number in the page’s address, and ${RECORD}.`],
  salesforce: [
    'Salesforce',
    `Reads the record’s id in the page’s address, and ${RECORD}. Puts nothing into its lists.`,
  ],
  pipedrive: ['Pipedrive', `Reads the record’s number in the page’s address, and ${RECORD}.`],
  linkedin: [
    'LinkedIn and Sales Navigator',
    'Reads the profile’s name in the page’s address. What happens in the page is your choice below.',
  ],
};
export const LINKEDIN = {
  title: 'On LinkedIn',
  panel: [
    'Side panel (recommended)',
    'Scores are beside the page. Nothing is put into it and no script of ours runs there, so LinkedIn sees no difference.',
  ],
  card: [
    'Card in the page',
    'Scores are below the profile’s head. LinkedIn’s terms forbid additions to its pages, and it looks for them: an account can be restricted.',
  ],
};
export const NOTIFY = {
  title: 'Notifications',
  how: 'Of leads that are yours or nobody’s, each at most once in four hours. The number on Steelyard’s button is that of urgent leads that nobody has seen to on this device; it needs no permission.',
  off: 'Never',
  tier1: 'When one becomes urgent (tier 1)',
  tier2: 'When one rises to tier 1 or 2',
  from: 'Quiet from',
  to: 'to',
};
export const DIAGNOSTICS = {
  title: 'What was found on the open pages',
  none: 'No page of a host is open.',
  page: (host: string, keys: number, surface: string) =>
    `${host}: ${keys === 1 ? 'one key' : `${keys} keys`}, card ${surface}`,
  found: (what: string, rung: number) =>
    `${what}: ${rung === 0 ? 'not found' : rung === 1 ? 'found by the best way' : `found by way ${rung}`}`,
  again: 'Look again',
  asDelivered: 'Every host is on, and read as this version of Steelyard reads it.',
  allOn: 'Every host is on.',
  off: (hosts: string) => `Switched off by your workspace: ${hosts}. Nothing of ours is shown there.`,
  corrected: (version: number, what: string) => `Corrected by your workspace (version ${version}): ${what}.`,
};
