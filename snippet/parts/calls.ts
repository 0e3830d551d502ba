/** What the page itself says: who somebody is, what they did, views that only it knows of, and that somebody wants to be nobody. */
import type { Guard } from '../guard';
import type { Recorder } from '../send';
import { emailOf, traitsOf } from './traits';

/** Kept where the visitor's id was. */
const OUT: typeof import('../identity').OUT = 'out';

/** In: the core's hands, what the page has called, what forgets the visitor. */
export function answer(
  record: Recorder,
  guard: Guard,
  view: () => void,
  calls: unknown[][],
  handOver: () => unknown,
  forgetVisitor: (mark?: string) => void,
): void {
  /** What was seen up to now is sent as what it was: the visitor's. */
  const leave = (mark?: string) => {
    handOver();
    forgetVisitor(mark);
  };
  for (const [name, what, more] of calls)
    guard(() => {
      const email = emailOf(`${what}`);
      if (name === 'page') view();
      if (name === 'track' && what)
        record({ type: 'custom', name: `${what}`.slice(0, 100), properties: traitsOf(more) });
      if (name === 'identify' && email) {
        const { traits, proof } = Object(more);
        record({
          type: 'identified',
          email,
          traits: traitsOf(traits),
          proof: proof ? `${proof}`.slice(0, 256) : undefined,
        });
      }
      if (name === 'reset') leave();
      if (name === 'optOut' && what !== false) {
        record({ type: 'consent_changed', consent: 'opted_out' });
        leave(OUT);
        window.steelyard?.('consent', 'denied');
      }
      // Taken back, by who has opted out on this device.
      if (name === 'optOut' && what === false) {
        forgetVisitor();
        window.steelyard?.('consent', 'granted');
        record({ type: 'consent_changed', consent: 'granted' });
      }
    })();
}
