/** What a source says: attributes as they come in → observations. A visitor's own word is a claim. */

import { CLOCK_SKEW, type PageEvent } from '../shared/event';
import type { Attributes, AttributeValue } from '../shared/lead';
import { iso } from '../shared/score/reason';
import type { Sla } from '../shared/score/snapshot';
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

/** In: attributes. Out: the same, as they travel. */
export const saidAloud = (attributes: Attributes) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, said]) => [
      name,
      said.map((seen) => ({ ...seen, observedAt: iso(seen.observedAt) })),
    ]),
  );

/** In: what was promised to a lead, now (ms). Out: the same, as it travels. */
export const slaAloud = ({ startedAt, dueAt, keptAt, ...promise }: Sla, now: number) => ({
  ...promise,
  ...{ startedAt: iso(startedAt), dueAt: iso(dueAt), breached: (keptAt ?? now) >= dueAt },
  keptAt: keptAt === null ? null : iso(keptAt),
});

/** The refusal of more than a record can hold. */
export const noRoom = (): Problem =>
  new Problem(422, 'All sources together say too much of this record.', {
    errors: [{ path: 'attributes', message: 'is more than the record has room for' }],
  });

/** What a form may say of a person. */
const CLAIMED = [
  'name',
  'first_name',
  'last_name',
  'title',
  'job_title',
  'company',
  'company_size',
  'industry',
  'country',
  'phone',
  'budget',
  'reason',
  'next_step',
];
const PHONE_FIELD = /phone|^tel$|mobile|telefon/i;

/** In: a page's event, its moment (ms). Out: what it claims of the person who caused it. */
export function claims(event: PageEvent, observedAt: number): Said[] {
  if (event.type !== 'form_submitted' && event.type !== 'identified') return [];
  const source = event.type === 'form_submitted' ? 'form' : 'identify';
  const hasPhone = event.type === 'form_submitted' && event.fields?.some((field) => PHONE_FIELD.test(field)) === true;
  const traits: Said[] = Object.entries(event.traits ?? {})
    .filter(([name, value]) => CLAIMED.includes(name) && value !== '')
    .map(([name, value]) => [name, { value, source, observedAt }]);
  return hasPhone ? [['phone', { value: true, source, observedAt }], ...traits] : traits;
}
