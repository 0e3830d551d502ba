/** What a source says: attributes as they come in → observations. */

import { CLOCK_SKEW } from '../shared/event';
import type { AttributeValue } from '../shared/lead';
import type { Said } from './objects/ledger/events';
import { Problem } from './problem';

/** In: attributes, the source's name, when they were true (ms; absent: now). Out: one observation each. Errors: 422 for the future. */
export function said(
  attributes: Record<string, AttributeValue>,
  source: string,
  observedAt: number | undefined,
): Said[] {
  const now = Date.now();
  const isAhead = observedAt !== undefined && observedAt > now + CLOCK_SKEW;
  if (isAhead)
    throw new Problem(422, 'Some fields are not as they should be.', {
      errors: [{ path: 'observedAt', message: 'lies in the future' }],
    });
  return Object.entries(attributes).map(([name, value]) => [name, { value, source, observedAt: observedAt ?? now }]);
}
