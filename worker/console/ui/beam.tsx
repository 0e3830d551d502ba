/** A value on a graduated beam: the cut-offs are its notches, the value is the poise that hangs on it. */
import { decimal } from '../words';

export interface Notch {
  at: number;
  label: string;
}

const WIDTH = 320;
const EDGE = 14;

/** In: a value, the cut-offs in rising order, what it measures. The beam ends a fifth beyond the larger of both. */
export function Beam({ value, notches, name }: { value: number; notches: Notch[]; name: string }) {
  const most = Math.max(value, ...notches.map(({ at }) => at)) * 1.2;
  const x = (at: number) => EDGE + (Math.min(Math.max(at, 0), most) / most) * (WIDTH - 2 * EDGE);
  const words = notches.map(({ at, label }) => `${label} at ${at}`).join(', ');
  return (
    <svg class="beam" viewBox={`0 0 ${WIDTH} 46`} role="img" aria-label={`${name} ${decimal(value)}; ${words}`}>
      <line class="rail" x1={EDGE} x2={WIDTH - EDGE} y1="20" y2="20" />
      <line class="reach" x1={EDGE} x2={x(value)} y1="20" y2="20" />
      {[{ at: 0, label: '0' }, ...notches].map(({ at, label }) => (
        <g key={at}>
          <line class="notch" x1={x(at)} x2={x(at)} y1="15" y2="25" />
          <text x={x(at)} y="42" text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      <path class="poise" d={`M${x(value)} 19l6 -14h-12z`} />
    </svg>
  );
}
