/** What a rep says and does at each tier and level, as this project suggests it (mission S004–S006, S146). */
import type { Playbook } from '../model';

export const PLAYBOOK: Playbook = {
  tiers: {
    tier1: 'Call within the hour, by name, with what they have just looked at. Prepare it by hand.',
    tier2: 'Write today from a template, with one personal sentence. Call when they answer.',
    tier3: 'Leave it to the sequence; look again when something happens.',
    none: 'Nothing urgent. Nurture by interest.',
  },
  levels: {
    cold: 'Wait: newsletter and content only.',
    warm: 'Nurture: one useful thing a fortnight, a question at the end.',
    hot: 'Push: offer a conversation with a date.',
    super_hot: 'Push now: propose the next step and who should join.',
  },
};
