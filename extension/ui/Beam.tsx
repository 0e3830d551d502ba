/** The beam: Balance as a weight on a steelyard's arm, with the notches where the tiers begin. Words beside it say the same. */
import type { Model } from '../../shared/model';
import { BANDS } from '../english/surfaces';

const LENGTH = 200;
const INSET = 6;

/** In: the Balance value and the model's cut-offs. Out: a picture; the arm reaches to 1½ times tier 1, what is heavier hangs at its end. */
export function Beam({ value, balance }: { value: number; balance: Pick<Model['balance'], 'tier1' | 'tier2'> }) {
  const reach = balance.tier1 * 1.5;
  const place = (at: number) => INSET + (LENGTH - 2 * INSET) * Math.min(1, Math.max(0, at / reach));
  const x = place(value);
  return (
    <svg class="beam" viewBox={`0 0 ${LENGTH} 26`} aria-hidden="true" focusable="false">
      <line class="arm" x1={INSET} x2={LENGTH - INSET} y1="7" y2="7" />
      <line class="filled" x1={INSET} x2={x} y1="7" y2="7" />
      <Notch x={place(balance.tier2)} name={BANDS.tier(2)} />
      <Notch x={place(balance.tier1)} name={BANDS.tier(1)} />
      <circle class="poise" cx={x} cy="7" r="4.5" />
    </svg>
  );
}

function Notch({ x, name }: { x: number; name: string }) {
  return (
    <g>
      <line class="arm" x1={x} x2={x} y1="3" y2="11" />
      <text x={x} y="23">
        {name}
      </text>
    </g>
  );
}
