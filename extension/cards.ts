/** Whose card a page shows. What draws it is a script of its own, which comes into the page when there is somebody to show. */
import type { Cause } from '../shared/score';
import type { Drawer } from './drawer';
import { NAME } from './english/surfaces';
import type { Known } from './known';
import { type Match, matchOf } from './match';
import type { Person, Surface } from './messages';
import type { Sayings } from './said';
import type { Screen } from './sites/screen';
import type { Stories } from './stories';
import type { NobodyProps } from './ui/Nobody';
import type { PeopleProps } from './ui/People';
import type { Reading } from './ui/reading';
import { causeOf } from './ui/reading';

/** A person and what can be done; where else they are found follows from what is told. */
export type Shown = Omit<PeopleProps, 'elsewhere'>;

/** What the card says: of a person, or of somebody who has no score to show. */
export interface CardView {
  card: { person: Shown } | { nobody: NobodyProps };
  /** The element below which it goes; null: it floats. */
  anchor: Element | null;
  /** What a floating card is called, whether it is unfolded, and what folds it. */
  title: string;
  isOpen: boolean;
  onToggle(): void;
}

/** Somebody who may be whom the page is about, with what there is to show. */
interface Candidate {
  match: Match;
  person: Person;
  reading: Reading;
}
interface Drawn {
  shown: Reading[];
  surface: Surface;
}

export interface Cards {
  /** In: what the page shows, whether anything but the page can have changed. Out: what the card and its switcher show, and where. */
  draw(screen: Screen, hasNews: boolean): Drawn;
  /** Unfolds it and gives it the focus, as soon as there is one. */
  focus(): void;
  close(): void;
}

export interface CardsOptions {
  known: Known;
  sayings: Sayings;
  stories: Stories;
  drawer: Drawer;
  /** What to do when the rep chooses. */
  onChange(): void;
}

/** Out: the card, which finds its place each time that it is drawn. */
export function openCards({ known, sayings, stories, drawer, onChange }: CardsOptions): Cards {
  const denied = new Set<string>();
  let about = '';
  let place: Element | null = null;
  let last: Drawn | null = null;
  let chosen: string | null = null;
  let isOpen = true;
  let isCalled = false;

  const confirm = ({ match, person }: Candidate, ownKey: string, isSame: boolean) => {
    const { id } = person.snapshot.lead;
    if (isSame || match.degree === 'confirmed') known.confirm(ownKey, isSame ? id : null);
    else denied.add(ownKey + id);
    onChange();
  };

  const personOf = (one: Candidate, choices: Reading[], ownKey: string | null): Shown | null => {
    const model = known.model();
    const { id } = one.reading.lead;
    return (
      model && {
        ...{ choices, model, origin: known.origin(), reading: one.reading, degree: one.match.degree, now: Date.now() },
        ...{ link: known.link(), said: sayings.of(id), knownAt: one.person.knownAt },
        onConfirm: ownKey === null ? null : (isSame) => confirm(one, ownKey, isSame),
        told: stories.of(id),
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
    const room = drawer(card !== null)?.card;
    if (card === null) {
      isCalled = false;
      room?.close();
      return 'none';
    }
    const onToggle = () => {
      isOpen = !isOpen;
      onChange();
    };
    room?.draw({ card, anchor, title, isOpen, onToggle });
    if (isCalled) room?.focus();
    isCalled &&= room === undefined;
    return anchor === null ? 'floating' : 'anchored';
  };

  return {
    close: () => drawer(false)?.card.close(),
    focus() {
      isCalled = isOpen = true;
      onChange();
    },
    draw({ kind, people, anchor, place: { key: ownKey } }, hasNews) {
      const now = JSON.stringify([ownKey, people]);
      const isSame = now === about && anchor === place;
      if (isSame && !hasNews && last !== null && (last.surface === 'none' || drawer(false)?.card.isAt(anchor)))
        return last;
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
