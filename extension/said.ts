/** What a rep said of the leads on this page, and how far each word got. */
import type { OutcomeKind } from '../shared/outcome';
import { type Push, type Said, sendMessage } from './messages';

export interface Sayings {
  of(lead: string): Said | null;
  /** Says it once: the same word again changes nothing unless it failed. */
  say(lead: string, outcome: OutcomeKind, note?: string): void;
  /** Takes back what was said last, unless it has been sent. */
  takeBack(lead: string, said: Said): void;
  /** Takes in how far a word got. */
  hear(news: Push): void;
}

/** In: what to do when something changed. Out: the sayings, empty. */
export function openSayings(onChange: () => void): Sayings {
  const said = new Map<string, Said>();
  const of = (lead: string) => said.get(lead) ?? null;
  const settle = (key: string, state: Said['state']) => {
    for (const [lead, word] of said) if (word.key === key) said.set(lead, { ...word, state });
    onChange();
  };
  return {
    of,
    hear(news) {
      if (news.type === 'said') settle(news.key, news.state);
    },
    say(lead, outcome, note = '') {
      const before = of(lead);
      const isSettled = before === null || before.state === 'failed' || before.state === 'undone';
      if (!isSettled && before.outcome === outcome && note === '') return;
      const key = crypto.randomUUID();
      said.set(lead, { key, outcome, state: 'sending' });
      onChange();
      sendMessage('recordOutcome', { key, lead, outcome, at: Date.now(), ...(note !== '' && { note }) }).then(
        (state) => settle(key, state),
        () => settle(key, 'failed'),
      );
    },
    takeBack(lead, word) {
      said.set(lead, word);
      sendMessage('takeBack', word.key).then(
        (isHere) => settle(word.key, isHere ? 'undone' : 'sent'),
        () => {},
      );
    },
  };
}
