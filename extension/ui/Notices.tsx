/** Whether the rep wants to be notified of leads that become urgent, and in which hours not. */
import type { Wishes } from '../wishes';

export interface NoticesProps extends Pick<Wishes, 'notify' | 'hush'> {
  onNotify(notify: Wishes['notify']): void;
  onWish(wish: Partial<Wishes>): void;
}

const CHOICES = [
  { value: 'off', label: 'Never' },
  { value: 'tier1', label: 'When one becomes urgent (tier 1)' },
  { value: 'tier2', label: 'When one rises to tier 1 or 2' },
] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export function Notices({ notify, hush, onNotify, onWish }: NoticesProps) {
  return (
    <fieldset>
      <legend>Notifications</legend>
      <p class="note">
        Of leads that are yours or nobody’s, each at most once in four hours. The number on Steelyard’s button is that
        of urgent leads that nobody has seen to on this device; it needs no permission.
      </p>
      {CHOICES.map(({ value, label }) => (
        <label key={value}>
          <input
            type="radio"
            name="notify"
            checked={notify === value}
            onClick={(event) => event.isTrusted && onNotify(value)}
          />
          <span>{label}</span>
        </label>
      ))}
      {notify !== 'off' && (
        <p class="hush">
          <Hour label="Quiet from" value={hush.from} onChoose={(from) => onWish({ hush: { ...hush, from } })} />
          <Hour label="to" value={hush.to} onChoose={(to) => onWish({ hush: { ...hush, to } })} />
        </p>
      )}
    </fieldset>
  );
}

function Hour({ label, value, onChoose }: { label: string; value: number; onChoose: (hour: number) => void }) {
  return (
    <label>
      {label}
      <select value={value} onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}>
        {HOURS.map((hour) => (
          <option key={hour} value={hour}>
            {String(hour).padStart(2, '0')}:00
          </option>
        ))}
      </select>
    </label>
  );
}
