/** What the page itself says: who somebody is, what they did, views that only it knows of, and that somebody wants to be nobody. */
import type { Call, Hands } from '../index';
import { drop } from '../storage';
import { emailOf, traitsOf } from './traits';

/** Kept where the visitor's id was. */
const OUT: typeof import('../identity').OUT = 'out';

/** In: the core's hands, what the page has called (each with its stamp: where it is told of twice, it counts once), what forgets the visitor's name. */
export function answer(
  [record, guard, , , , queue, view, , , handOver, , forgetVisitor]: Hands,
  calls: Call[],
  forget: (mark?: string) => void,
): void {
  /** What was seen up to now is sent as what it was: the visitor's. */
  const leave = (mark?: string) => {
    handOver();
    forgetVisitor();
    forget(mark);
  };
  for (const [stamp, call, what, more] of calls)
    guard(() => {
      const email = emailOf(`${what}`);
      if (call === 'page') view();
      if (call === 'track' && what)
        record({ ...stamp, type: 'custom', name: `${what}`.slice(0, 100), properties: traitsOf(more) });
      if (call === 'identify' && email) {
        const { traits, proof } = Object(more);
        record({
          ...stamp,
          type: 'identified',
          email,
          traits: traitsOf(traits),
          proof: proof ? `${proof}`.slice(0, 256) : undefined,
        });
      }
      if (call === 'reset') leave();
      if (call === 'optOut' && what !== false) {
        record({ ...stamp, type: 'consent_changed', consent: 'opted_out' });
        leave(OUT);
        window.steelyard?.('consent', 'denied');
      }
      // Taken back, by who has opted out on this device.
      if (call === 'optOut' && what === false) {
        forgetVisitor();
        forget();
        window.steelyard?.('consent', 'granted');
        record({ ...stamp, type: 'consent_changed', consent: 'granted' });
      }
    })();
  // Heard: the core had kept it until now. A page that goes, or has gone, may not see its requests through.
  if (document.hidden) handOver();
  drop(queue + performance.timeOrigin);
}
