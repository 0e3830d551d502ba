/** Whether the rep wants to be notified of leads that become urgent, and in which hours not. */
import { NOTIFY } from '../english/options';
import type { Wishes } from '../wishes';

export interface NoticesProps extends Pick<Wishes, 'notify' | 'hush'> {
  onNotify(notify: Wishes['notify']): void;
  onWish(wish: Partial<Wishes>): void;
}

const CHOICES = ['off', 'tier1', 'tier2'] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export function Notices({ notify, hush, onNotify, onWish }: NoticesProps) {
  return (
    <fieldset>
      <legend>{NOTIFY.title}</legend>
      <p class="note">{NOTIFY.how}</p>
      {CHOICES.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name="notify"
            checked={notify === value}
            onClick={(event) => event.isTrusted && onNotify(value)}
          />
          <span>{NOTIFY[value]}</span>
        </label>
      ))}
      {notify !== 'off' && (
        <p class="hush">
          <Hour label={NOTIFY.from} value={hush.from} onChoose={(from) => onWish({ hush: { ...hush, from } })} />
          <Hour label={NOTIFY.to} value={hush.to} onChoose={(to) => onWish({ hush: { ...hush, to } })} />
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
