/** What the page itself says: who somebody is, what they did, and views that only it knows of. */
import type { Guard } from '../guard';
import type { Recorder } from '../send';
import { emailOf, traitsOf } from './traits';

/** In: the core's hands, what the page has called, which is done with then. */
export function answer(record: Recorder, guard: Guard, view: () => void, calls: unknown[][]): void {
  for (const [name, what, more] of calls.splice(0))
    guard(() => {
      const email = emailOf(`${what}`);
      if (name === 'page') view();
      if (name === 'track' && what)
        record({ type: 'custom', name: `${what}`.slice(0, 100), properties: traitsOf(more) });
      if (name === 'identify' && email) {
        const { traits, proof } = Object(more);
        record({ type: 'identified', email, traits: traitsOf(traits), proof: proof ? `${proof}` : undefined });
      }
    })();
}
