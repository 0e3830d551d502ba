/** A lead is put aside until tomorrow or next week, on this device, and taken up again. */
import { SNOOZE } from '../english/surfaces';

export interface SnoozeProps {
  /** Until when it is put aside (ms); null: it is not. */
  until: number | null;
  now: number;
  onSnooze(until: number | null): void;
}

const FOR = [
  { days: 1, label: SNOOZE.tomorrow },
  { days: 7, label: SNOOZE.week },
];
const MORNING = 9;

/** In: now (ms), days. Out: nine o’clock of that day (ms), where the rep is. */
function morningIn(now: number, days: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  return day.setHours(MORNING, 0, 0, 0);
}

export function Snooze({ until, now, onSnooze }: SnoozeProps) {
  const isAside = until !== null && until > now;
  const choices = isAside
    ? [{ label: SNOOZE.again, to: null }]
    : FOR.map(({ days, label }) => ({ label, to: morningIn(now, days) }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend and a frame that two buttons do not need
    <div class="snooze" role="group" aria-label={SNOOZE.label}>
      {!isAside && <span class="note">{SNOOZE.label}</span>}
      {choices.map(({ label, to }) => (
        <button key={label} type="button" onClick={(event) => event.isTrusted && onSnooze(to)}>
          {label}
        </button>
      ))}
      <span class="note" role="status">
        {isAside &&
          SNOOZE.until(new Date(until).toLocaleString([], { weekday: 'long', hour: 'numeric', minute: '2-digit' }))}
      </span>
    </div>
  );
}
