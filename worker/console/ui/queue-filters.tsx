/** The filters of the queue. A choice applies at once, the search when the typing rests. */
import { useRef } from 'preact/hooks';
import type { Filters } from '../queue';

const REST = 250;
const SHOWN = { scored: 'Scored leads', suppressed: 'Suppressed as spam' };
const TIERS = { '': 'Any', 1: 'T1', 2: 'T2', 3: 'T3' };
const LEVELS = { '': 'Any', super_hot: 'Super hot', hot: 'Hot', warm: 'Warm', cold: 'Cold' };
const GRADES = { '': 'Any', A: 'A', B: 'B', C: 'C', D: 'D' };

interface Props {
  filters: Filters;
  change: (change: Partial<Filters>) => unknown;
}

export function QueueFilters({ filters, change }: Props) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const search = (q: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change({ q }), REST);
  };
  const isScored = filters.show === 'scored';
  return (
    <search>
      <form class="filters" aria-label="Leads" onSubmit={(event) => event.preventDefault()}>
        <label class="search">
          Search
          <input
            type="search"
            placeholder="Name, e-mail or account"
            defaultValue={filters.q}
            onInput={({ currentTarget }) => search(currentTarget.value)}
          />
        </label>
        {isScored && (
          <>
            <Choice label="Tier" value={filters.tier} options={TIERS} choose={(tier) => change({ tier })} />
            <Choice label="Level" value={filters.level} options={LEVELS} choose={(level) => change({ level })} />
            <Choice label="Grade" value={filters.grade} options={GRADES} choose={(grade) => change({ grade })} />
          </>
        )}
        <Choice label="Show" value={filters.show} options={SHOWN} choose={(show) => change({ show })} />
      </form>
    </search>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: Record<Value, string>;
  choose: (value: Value) => unknown;
}

function Choice<Value extends string>({ label, value, options, choose }: ChoiceProps<Value>) {
  const isOption = (text: string): text is Value => Object.hasOwn(options, text);
  // An empty key ("any") comes first, whatever the order of the others: integer keys would go before it.
  const entries = Object.entries<string>(options).sort(([a], [b]) => Number(a !== '') - Number(b !== ''));
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          if (isOption(currentTarget.value)) choose(currentTarget.value);
        }}
      >
        {entries.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
