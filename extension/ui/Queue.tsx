/** The hot queue: filters, search, order, what is new, and its rows, of which the browser draws those in sight. */
import { QUEUE } from '../english/surfaces';
import type { QueueWish } from '../messages';
import { Chip } from './Chip';
import { Owed } from './Owed';
import { Rows } from './Rows';
import { type Brief, nameOf } from './reading';
import { clock } from './words';

export interface QueueRow {
  brief: Brief;
  /** Something happened since the rep last looked. */
  isNew: boolean;
}
export interface QueueProps {
  wish: QueueWish;
  onlyNew: boolean;
  rows: readonly unknown[];
  /** Out: the row at that place, as it stands now. */
  rowAt(place: number): QueueRow | undefined;
  /** Nobody could be asked: this is what was last known. */
  isOld: boolean;
  now: number;
  /** null: there are no more. */
  onMore: (() => void) | null;
  onWish(change: Partial<QueueWish>): void;
  onOnlyNew(only: boolean): void;
}

interface Shown extends QueueProps {
  /** What it is called, and what is said when nobody is in it. */
  words?: { title: string; nobody: string };
  hasFilters: boolean;
  /** Where the console is. */
  origin: string;
}

export function Queue({ words = QUEUE, hasFilters, origin, ...queue }: Shown) {
  const { rows, isOld, onMore, now } = queue;
  return (
    <section class="queue">
      <h2>{words.title}</h2>
      {hasFilters && <Filters {...queue} />}
      {isOld && <p class="note">{QUEUE.old}</p>}
      {rows.length === 0 ? (
        isOld || <p class="note">{queue.onlyNew ? QUEUE.nothingNew : words.nobody}</p>
      ) : (
        <Rows count={rows.length} onEnd={onMore}>
          {(place) => {
            const row = queue.rowAt(place);
            return row && <Row key={row.brief.lead.id} {...row} now={now} origin={origin} />;
          }}
        </Rows>
      )}
      {onMore !== null && (
        <button type="button" onClick={onMore}>
          {QUEUE.more}
        </button>
      )}
    </section>
  );
}

function Filters({ wish, onlyNew, onWish, onOnlyNew }: QueueProps) {
  return (
    <search class="filters">
      <input
        type="search"
        aria-label={QUEUE.search}
        placeholder={QUEUE.placeholder}
        maxLength={100}
        defaultValue={wish.words}
        onInput={({ currentTarget }) => onWish({ words: currentTarget.value })}
      />
      <Choice
        label={QUEUE.tier}
        of={QUEUE.tiers}
        value={wish.tier ?? ''}
        onChoose={(tier) => onWish({ tier: tierOf(tier) })}
      />
      <Choice
        label={QUEUE.grade}
        of={QUEUE.grades}
        value={wish.grade ?? ''}
        onChoose={(grade) => onWish({ grade: gradeOf(grade) })}
      />
      <Choice
        label={QUEUE.whose}
        of={QUEUE.owners}
        value={wish.isMine ? 'me' : ''}
        onChoose={(who) => onWish({ isMine: who === 'me' })}
      />
      <Choice
        label={QUEUE.order}
        of={QUEUE.orders}
        value={wish.sort}
        onChoose={(sort) => onWish({ sort: sortOf(sort) })}
      />
      <label>
        <input type="checkbox" checked={onlyNew} onChange={({ currentTarget }) => onOnlyNew(currentTarget.checked)} />
        {QUEUE.onlyNew}
      </label>
    </search>
  );
}

const tierOf = (value: string): QueueWish['tier'] =>
  ([1, 2, 3] as const).find((tier) => String(tier) === value) ?? null;
const gradeOf = (value: string): QueueWish['grade'] =>
  (['A', 'B', 'C', 'D'] as const).find((grade) => grade === value) ?? null;
const sortOf = (value: string): QueueWish['sort'] =>
  (['balance', 'points', 'recent'] as const).find((sort) => sort === value) ?? 'priority';

interface ChoiceProps {
  label: string;
  of: Record<string, string>;
  value: string | number;
  onChoose(value: string): void;
}
function Choice({ label, of, value, onChoose }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
      {Object.entries(of)
        .sort(([a], [b]) => Number(a !== '') - Number(b !== ''))
        .map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
    </select>
  );
}

function Row({ brief, isNew, now, origin }: QueueRow & { now: number; origin: string }) {
  const { lead, score, sla } = brief;
  const rest = [lead.account, sla === null ? clock(brief, now) : null].filter((part) => part !== null);
  return (
    <>
      <a
        class="name"
        href={`${origin}/console/#/leads/${encodeURIComponent(lead.id)}`}
        target="_blank"
        rel="noreferrer"
      >
        {nameOf(brief)}
        {isNew && <b class="new">{QUEUE.isNew}</b>}
      </a>
      <Chip score={score} />
      <span class="note">
        {sla !== null && <Owed sla={sla} now={now} />}
        {(sla === null ? rest : ['', ...rest]).join(' · ')}
      </span>
    </>
  );
}
