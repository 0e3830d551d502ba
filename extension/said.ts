/** What a rep said of the leads on this page, and how far each word got. */
import type { OutcomeKind } from '../shared/outcome';
import { type Push, type Said, sendMessage } from './messages';

export interface Sayings {
  of(lead: string): Said | null;
  /** Says it once: the same word again changes nothing unless it failed. */
  say(lead: string, outcome: OutcomeKind): void;
  /** Takes in that a word which was kept has reached the server. */
  hear(news: Push): void;
}

/** In: what to do when something changed. Out: the sayings, empty. */
export function openSayings(onChange: () => void): Sayings {
  const said = new Map<string, Said>();
  const of = (lead: string) => said.get(lead) ?? null;
  return {
    of,
    hear(news) {
      if (news.type !== 'sent' || of(news.lead)?.outcome !== news.outcome) return;
      said.set(news.lead, { outcome: news.outcome, state: 'sent' });
      onChange();
    },
    say(lead, outcome) {
      const before = of(lead);
      if (before?.outcome === outcome && before.state !== 'failed') return;
      const now: Said = { outcome, state: 'sending' };
      const settle = (state: Said['state']) => {
        if (of(lead) === now) said.set(lead, { outcome, state });
        onChange();
      };
      said.set(lead, now);
      onChange();
      sendMessage('recordOutcome', { lead, outcome, at: Date.now() }).then(settle, () => settle('failed'));
    },
  };
}
