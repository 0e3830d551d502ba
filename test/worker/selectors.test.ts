/** Corrected selectors: signed by the key that a pairing brings, numbered upwards, refused by name when they are no selectors. */

import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Paired, SelectorsAnswer } from '../../shared/wire.ts';
import { Edge } from './edge.ts';

let edge: Edge;
let paired: Paired;

beforeAll(async () => {
  edge = await Edge.start();
  paired = await pair();
});
afterAll(() => edge.stop());

const pair = async (): Promise<Paired> => {
  const { code } = (await edge.api('POST', '/v1/pairings', {})).body;
  return v.parse(Paired, (await edge.call('POST', '/v1/pairings/claim', { code }, JSON_TYPE)).body);
};
const JSON_TYPE = { 'content-type': 'application/json' };
const read = async () => {
  const asked = await edge.call('GET', '/v1/selectors', undefined, { authorization: `Bearer ${paired.token}` });
  return v.parse(SelectorsAnswer, asked.body).signed;
};
const put = (hosts: unknown) => edge.api('PUT', '/v1/selectors', { hosts });
const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

it('are none at first; then signed, as a rep’s browser can prove', async () => {
  expect(await read()).toBeNull();
  const ladders = { subject: { most: 20, ways: ['h2.hQ', '[role="main"] h2'] } };
  expect((await put({ gmail: { ladders } })).body).toEqual({ version: 1 });
  expect((await put({ gmail: { ladders }, linkedin: { isOff: true } })).body).toEqual({ version: 2 });
  const { document = '', signature = '' } = (await read()) ?? {};
  expect(JSON.parse(document)).toEqual({ version: 2, hosts: { gmail: { ladders }, linkedin: { isOff: true } } });
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('spki', bytes(paired.selectorsKey ?? ''), curve, false, ['verify']);
  const isOurs = (text: string) =>
    crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes(signature), new TextEncoder().encode(text));
  expect([await isOurs(document), await isOurs(`${document} `)]).toEqual([true, false]);
  const { entries } = (await edge.api('GET', '/v1/audit?action=selectors_set')).body;
  expect(entries).toHaveLength(2);
});

it('come with the same key to every browser', async () => {
  expect((await pair()).selectorsKey).toBe(paired.selectorsKey);
});

it.each([
  ['hosts.outlook', { outlook: { isOff: true } }],
  ['hosts.gmail.isOff', { gmail: { isOff: 'yes' } }],
  ['hosts.gmail.ladders.subject.ways.0', { gmail: { ladders: { subject: { most: 1, ways: ['a, b'] } } } }],
  ['hosts.gmail.ladders.subject.ways', { gmail: { ladders: { subject: { most: 1, ways: [] } } } }],
  ['hosts.gmail.ladders.subject.most', { gmail: { ladders: { subject: { most: -1, ways: ['a'] } } } }],
  ['hosts.gmail.code', { gmail: { code: 'alert(1)' } }],
])('are refused at %s, and what held before goes on', async (path, hosts) => {
  const before = (await read())?.document;
  const { status, body } = await put(hosts);
  expect([status, body.errors?.[0]?.path]).toEqual([422, path]);
  expect((await read())?.document).toBe(before);
});
