/** Attention to one view: the time for which it was visible and had the focus, told in pieces that add up. */
import { guard } from './guard';

/** The first piece is due after this much (ms), since models ask for five seconds; */
const FIRST = 5000;
/** each further one after this much (ms). */
const NEXT = 30_000;
/** Timers may come early by the clock that measures (ms). */
const SLACK = 20;

export interface Attention {
  /** Attention begins or ends. */
  turn(isOn: boolean): void;
  /** Tells what has not been told yet. */
  tell(): void;
  /** Tells, and begins at nothing: another view. */
  restart(): void;
}

/** In: what to do with a piece (whole ms). Out: a watch that stands still. */
export function createAttention(report: (engagedMs: number) => void): Attention {
  let isOn = false;
  let since = 0;
  let total = 0;
  let told = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const turn = (on: boolean) => {
    const now = performance.now();
    // More than a timer's span is a machine that slept, where this clock may go on.
    if (isOn) total += Math.min(now - since, NEXT + 1000);
    since = now;
    isOn = on;
    clearTimeout(timer);
    if (isOn) timer = setTimeout(guard(tell), (told < FIRST ? FIRST : told + NEXT) - total + SLACK);
  };

  const tell = () => {
    turn(isOn);
    const piece = Math.round(total) - told;
    told += piece;
    if (piece) report(piece);
    turn(isOn);
  };

  const restart = () => {
    tell();
    total = told = 0;
    turn(isOn);
  };

  return { turn, tell, restart };
}
