/** The card: one person, how urgent, how interested, why, and one click to say what came of it. */
import type { Model } from '../../shared/model';
import type { OutcomeKind } from '../../shared/outcome';
import { AXES, BANDS, CARD_WORDS, SLA } from '../english/surfaces';
import type { Link, Said, Told } from '../messages';
import { Advice, Doubts } from './Advice';
import { Beam } from './Beam';
import { Carry, type CarryProps } from './Carry';
import { Matched, type MatchedProps } from './Matched';
import { Outcomes } from './Outcomes';
import { Owed } from './Owed';
import { Receipt } from './Receipt';
import { nameOf, type Reading } from './reading';
import { Snooze } from './Snooze';
import { Before, Trend } from './Story';
import { clock, figure, levelWord, span } from './words';

export interface CardProps extends MatchedProps {
  reading: Reading;
  /** Its cut-offs are on the beam, its playbook below it. */
  model: Model;
  /** Where the console is; null while that is not known. */
  origin: string | null;
  now: number;
  link: Link;
  /** When the server last confirmed this person (ms). */
  knownAt: number;
  said: Said | null;
  /** What there is to tell beside the score; null: nothing yet. */
  told: Told | null;
  /** The same person on the hosts. */
  elsewhere: CarryProps['elsewhere'];
  onOutcome(outcome: OutcomeKind, note: string): void;
  onTakeBack(said: Said): void;
  onSnooze(until: number | null): void;
}

export function Card(props: CardProps) {
  const { reading, model, origin, now, told, elsewhere, degree, onConfirm, onOutcome, onTakeBack, onSnooze } = props;
  const { lead, score, title } = reading;
  const { tier, value } = score.balance;
  const next = clock(reading, now);
  return (
    <article class="card" tabIndex={-1} aria-label={CARD_WORDS.label(nameOf(reading))}>
      <header>
        <h2>{nameOf(reading)}</h2>
        <p class="who">{[title, lead.account, lead.stage].filter((part) => part !== null).join(' · ')}</p>
        <Matched {...{ degree, onConfirm }} />
        <p class="summary">{score.summary}</p>
      </header>
      <dl class="figures">
        <div class="wide">
          <dt>{AXES.balance}</dt>
          <dd>
            <b>{figure(value)}</b>{' '}
            <span class={`tier t${tier ?? 0}`}>{tier === null ? BANDS.noTier : BANDS.tier(tier)}</span>
          </dd>
          <Beam value={value} balance={model.balance} />
        </div>
        <div>
          <dt>{AXES.points}</dt>
          <dd>
            <b>{figure(Math.round(score.points.value))}</b> {levelWord(score)}
          </dd>
        </div>
        <div>
          <dt>{AXES.fit}</dt>
          <dd>
            <b>{score.points.fit.grade}</b> {CARD_WORDS.grade(figure(score.points.fit.points))}
          </dd>
        </div>
      </dl>
      {next !== null && <p class="clock">{next}</p>}
      <Owner owner={lead.owner} sla={reading.sla} now={now} />
      {told?.story && <Trend {...told.story} />}
      <Advice score={score} model={model} />
      <Receipt score={score} now={now} />
      <Doubts score={score} />
      {told?.story && <Before story={told.story} now={now} />}
      <Outcomes lead={lead.id} said={props.said ?? told?.unsent ?? null} {...{ onOutcome, onTakeBack }} />
      <Snooze until={told?.snoozedUntil ?? null} now={now} onSnooze={onSnooze} />
      <Carry sentence={score.summary} record={recordOf(origin, lead.id)} elsewhere={elsewhere} />
      <Stale {...props} />
    </article>
  );
}

const recordOf = (origin: string | null, lead: string): string | null =>
  origin === null ? null : `${origin}/console/#/leads/${encodeURIComponent(lead)}`;

/** Whose lead it is, and by when somebody is to have answered. */
function Owner({ owner, sla, now }: Pick<CardProps, 'now'> & { owner: string | null; sla: Reading['sla'] }) {
  if (owner === null && sla === null) return null;
  return (
    <p class="owner">
      {owner !== null && SLA.owner(owner) + (sla === null ? '' : ' · ')}
      {sla !== null && <Owed sla={sla} now={now} />}
    </p>
  );
}

/** While news cannot arrive, says how old this is. */
function Stale({ link, knownAt, now }: CardProps) {
  if (link.connection === 'live') return null;
  return <p class="note">{CARD_WORDS.old(span(now - Math.max(knownAt, link.heardAt)))}</p>;
}
