/** A site that asks for consent: what came before it is not stored, whoever sends it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
let key = '';
beforeAll(async () => {
  edge = await Edge.start();
  key = (await edge.api('POST', '/v1/sites', { name: 'Asks first', consent: true })).body.key;
});
afterAll(() => edge.stop());

const now = Date.now();
const event = (type: string, secondsAgo: number, more: object = {}) => ({
  ...{ id: edge.id(), type, occurredAt: now - 1000 * secondsAgo },
  ...more,
});
const word = (consent: string, secondsAgo: number) => event('consent_changed', secondsAgo, { consent });
const send = async (visitor: string, events: object[], more: object = {}) => {
  const { status, body } = await edge.call('POST', '/v1/events', { key, visitor, events, ...more });
  return [status, body.accepted, body.rejected.map(({ index, path }) => `${index} ${path}`)];
};

it('takes nothing before consent, everything after it, and nothing after it was taken back', async () => {
  const email = 'asked@northwind.example';
  expect(await send('v-1', [event('page_viewed', 90), event('identified', 89, { email })])).toEqual([
    202,
    0,
    ['0 consent', '1 consent'],
  ]);
  expect((await edge.score(email, '&fresh=1')).unscored).toBe('unknown_lead');
  const mixed = [event('page_viewed', 80), word('granted', 70), event('identified', 60, { email })];
  expect(await send('v-1', mixed)).toEqual([202, 2, ['0 consent']]);
  expect(await send('v-1', [event('file_downloaded', 50)])).toEqual([202, 1, []]);
  expect(await send('v-2', [event('page_viewed', 50)])).toEqual([202, 0, ['0 consent']]);
  expect(await send('v-1', [word('denied', 40)])).toEqual([202, 1, []]);
  expect(await send('v-1', [event('page_viewed', 30), event('page_viewed', 45)])).toEqual([202, 1, ['0 consent']]);
  const { lead } = await edge.score(email, '&fresh=1');
  const { touches } = (await edge.api('GET', `/v1/leads/${lead.id}/timeline`)).body;
  expect(touches.map(({ type }) => type)).toEqual([
    ...['consent_changed', 'page_viewed', 'file_downloaded', 'identified', 'consent_changed'],
  ]);
});

it('takes the word of a tag that waits for consent itself', async () => {
  expect(await send('v-3', [event('page_viewed', 20)], { consent: 'required' })).toEqual([202, 1, []]);
  expect(await send('v-3', [event('page_viewed', 20)], { consent: 'undefined' })).toEqual([202, 0, ['0 consent']]);
});

it('is asked for nowhere else', async () => {
  const { body } = await edge.events('v-4', [event('page_viewed', 20)]);
  expect(body).toMatchObject({ accepted: 1, rejected: [] });
});
