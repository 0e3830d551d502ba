/** The stories of the leads whose card is shown: asked for once each, and again after news of them. */
import { type Push, sendMessage, type Told } from './messages';

/** A story is asked for again after this long (ms), and after this long when nobody answered. */
const FRESH = 5 * 60_000;
const RETRY = 15_000;

export interface Stories {
  /** Out: what is known of a lead's story, and asks when that is old; null while nothing is. */
  of(lead: string): Told | null;
  /** Puts a lead aside until a moment (ms); null takes it up again. */
  snooze(lead: string, until: number | null): void;
  hear(news: Push): void;
}

/** In: what to do when something changed, whether anybody can be asked. Out: the stories, none. */
export function openStories(onChange: () => void, canAsk: () => boolean = () => true): Stories {
  const told = new Map<string, { story: Told | null; askedAt: number }>();

  const ask = (lead: string) => {
    const story = told.get(lead)?.story ?? null;
    told.set(lead, { story, askedAt: Date.now() });
    sendMessage('story', lead).then(
      (fresh) => {
        // While nobody answers, the last story stays.
        told.set(lead, { story: { ...fresh, story: fresh.story ?? story?.story ?? null }, askedAt: Date.now() });
        onChange();
      },
      () => {},
    );
  };

  return {
    of(lead) {
      const held = told.get(lead);
      const age = Date.now() - (held?.askedAt ?? 0);
      if (age > (held?.story?.story == null ? RETRY : FRESH) && canAsk()) ask(lead);
      return told.get(lead)?.story ?? null;
    },
    snooze(lead, until) {
      sendMessage('snooze', { lead, until }).then(
        () => ask(lead),
        () => {},
      );
    },
    hear(news) {
      if (news.type === 'reset') told.clear();
      if (news.type === 'changed') told.delete(news.lead);
    },
  };
}
