/** Consent where a site asks for it: what a visitor's browser reports before it was given is not taken in. */
import type { Consent } from '../../../shared/event';
import type { Entry } from './events';

type Word = { at: number; consent: Consent };

/** In: entries. Out: those that came before consent, or after it was taken back. A word on consent itself is always heard. */
export function beforeConsent(sql: SqlStorage, entries: Entry[]): Entry[] {
  const awaited = entries.filter(({ awaitsConsent }) => awaitsConsent === true);
  return [...Map.groupBy(awaited, ({ subject }) => subject)].flatMap(([subject, own]) => {
    const words = [...wordsOf(sql, subject), ...own.filter(isWord).map(wordIn)].sort((a, b) => a.at - b.at);
    const isGiven = (at: number) => words.findLast((word) => word.at <= at)?.consent === 'granted';
    return own.filter((entry) => !isWord(entry) && !isGiven(entry.at));
  });
}

const isWord = ({ type }: Entry): boolean => type === 'consent_changed';

function wordIn({ at, body }: Entry): Word {
  const { consent }: Pick<Word, 'consent'> = JSON.parse(body);
  return { at, consent };
}

const wordsOf = (sql: SqlStorage, subject: string): Word[] =>
  sql
    .exec<Word>(
      "SELECT at, body->>'consent' AS consent FROM events WHERE subject = ? AND type = 'consent_changed'",
      subject,
    )
    .toArray();
