/** The console's clock: one signal that every cooling number reads. */
import { signal } from '@preact/signals';

const STEP = 15_000;

/** The moment that the page shows (ms). */
export const now = signal(Date.now());

/** Lets the clock run. Out: how to stop it. */
export function startClock(): () => void {
  tick();
  const timer = setInterval(tick, STEP);
  return () => clearInterval(timer);
}

/** Reads the time at once, for what just happened. */
export function tick(): void {
  now.value = Date.now();
}
