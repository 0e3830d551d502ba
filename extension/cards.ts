/** Whose card a page shows. What draws it is a script of its own, which comes into the page when there is somebody to show. */
import type { Cause } from '../shared/score';
import { NAME } from './english/surfaces';
import type { Known } from './known';
import { type Match, matchOf } from './match';
import { type OnScreen, type Person, sendMessage } from './messages';
import type { Sayings } from './said';
import { addressesOf } from './sites/address';
import type { Screen } from './sites/screen';
import type { Stories } from './stories';
import type { NobodyProps } from './ui/Nobody';
import type { PeopleProps } from './ui/People';
import type { Reading } from './ui/reading';
import { causeOf } from './ui/reading';

/** What the card says: of a person, or of somebody who has no score to show. */
export interface CardView {
  card: { person: PeopleProps } | { nobody: NobodyProps };
  /** The element below which it goes; null: it floats. */
  anchor: Element | null;
  /** What a floating card is called, whether it is unfolded, and what folds it. */
  title: string;
  isOpen: boolean;
  onToggle(): void;
}
/** The other script's side: it draws, and takes away. */
export interface CardRoom {
  draw(view: CardView): void;
  /** Whether the card stands where it was put. */
  isAt(anchor: Element | null): boolean;
  close(): void;
}
/** Under this name the card's script leaves `() => CardRoom` for ours, in the world that only scripts of the extension share. */
export const CARD = 'steelyardCard';

/** Somebody who may be whom the page is about, with what there is to show. */
interface Candidate {
  match: Match;
  person: Person;
  reading: Reading;
}
interface Drawn {
  shown: Reading[];
  surface: OnScreen['surface'];
}

export interface Cards {
  /** In: what the page shows, whether anything but the page can have changed. Out: what the card and its switcher show, and where. */
  draw(screen: Screen, hasNews: boolean): Drawn;
  close(): void;
}

/** In: who is known, what was said and what is told, what to do when the rep chooses. Out: the card, which finds its place each time that it is drawn. */
export function openCards(known: Known, sayings: Sayings, stories: Stories, onChange: () => void): Cards {
  const room = openRoomSoon(onChange);
  const denied = new Set<string>();
  let about = '';
  let place: Element | null = null;
  let last: Drawn | null = null;
  let chosen: string | null = null;
  let isOpen = true;

  const confirm = ({ match, person }: Candidate, ownKey: string, isSame: boolean) => {
    const { id } = person.snapshot.lead;
    if (isSame || match.degree === 'confirmed') known.confirm(ownKey, isSame ? id : null);
    else denied.add(ownKey + id);
    onChange();
  };

  const personOf = (one: Candidate, choices: Reading[], ownKey: string | null): PeopleProps | null => {
    const model = known.model();
    const { id } = one.reading.lead;
    const told = stories.of(id);
    return (
      model && {
        ...{ choices, model, origin: known.origin(), reading: one.reading, degree: one.match.degree, now: Date.now() },
        ...{ link: known.link(), said: sayings.of(id), knownAt: one.person.knownAt },
        onConfirm: ownKey === null ? null : (isSame) => confirm(one, ownKey, isSame),
        told,
        elsewhere: addressesOf(told?.story?.aliases ?? []),
        onOutcome: (outcome, note) => sayings.say(id, outcome, note),
        onTakeBack: (said) => sayings.takeBack(id, said),
        onSnooze: (until) => stories.snooze(id, until),
        onChoose(lead) {
          chosen = lead;
          onChange();
        },
      }
    );
  };

  const put = (card: CardView['card'] | null, anchor: Element | null, title: string): Drawn['surface'] => {
    if (card === null) {
      room.close();
      return 'none';
    }
    const onToggle = () => {
      isOpen = !isOpen;
      onChange();
    };
    room.draw({ card, anchor, title, isOpen, onToggle });
    return anchor === null ? 'floating' : 'anchored';
  };

  return {
    close: () => room.close(),
    draw({ kind, people, anchor, place: { key: ownKey } }, hasNews) {
      const now = JSON.stringify([ownKey, people]);
      const isSame = now === about && anchor === place;
      if (isSame && !hasNews && last !== null && (last.surface === 'none' || room.isAt(anchor))) return last;
      if (now !== about) chosen = null;
      [about, place] = [now, anchor];
      const matches = people.map((subject) => matchOf(subject, known));
      const candidates = distinct(matches.flatMap((match) => candidatesOf(match, known)));
      const choices = candidates.filter(({ reading }) => !denied.has(ownKey + reading.lead.id));
      const shown = choices.map(({ reading }) => reading);
      const current = choices.find(({ reading }) => reading.lead.id === chosen) ?? choices[0];
      const person = current === undefined ? null : personOf(current, shown, ownKey);
      const [first] = people;
      const [match] = matches;
      const cause = kind === 'record' && people.length === 1 && match ? noScore(match, candidates, known) : null;
      const nobody = first && cause ? { nobody: { name: first.name, cause } } : null;
      const title = person?.reading.lead.name ?? first?.name ?? NAME;
      last = { shown, surface: put(person === null ? nobody : { person }, anchor, title) };
      return last;
    },
  };
}

/** Why there is nobody to show: nobody fits, the rep has said of all who do that they are somebody else, or who fits has no score. */
function noScore({ degree, people }: Match, candidates: Candidate[], known: Known): Cause | null {
  if (degree === 'none' || candidates.length > 0) return 'unknown_lead';
  const [person] = people;
  const model = known.model();
  return person !== undefined && model !== null ? causeOf(person.snapshot, model, Date.now()) : null;
}

const candidatesOf = (match: Match, known: Known): Candidate[] =>
  match.people.flatMap((person) => {
    const reading = known.reading(person);
    return reading === null ? [] : { match, person, reading };
  });

const distinct = (candidates: Candidate[]): Candidate[] =>
  candidates.filter(({ reading }, i) => candidates.findIndex((one) => one.reading.lead.id === reading.lead.id) === i);

/** In: what to do once the card's script is there. Out: its room, for which it is sent when something is to be drawn. */
function openRoomSoon(onReady: () => void): CardRoom {
  let room: CardRoom | null = null;
  let isAsked = false;
  return {
    draw(view) {
      const open: (() => CardRoom) | undefined = Reflect.get(globalThis, CARD);
      room ??= open?.() ?? null;
      room?.draw(view);
      if (room !== null || isAsked) return;
      isAsked = true;
      const again = () => {
        isAsked = false;
      };
      sendMessage('bringCard').then(onReady, again);
    },
    isAt: (anchor) => room?.isAt(anchor) ?? false,
    close: () => room?.close(),
  };
}
