/** What a stranger with the public key cannot do to a person whom others know: mute, lower or erase them (decisions/0032). */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const MINUTE = 60_000;
const now = Date.now();
const human = { keys: 40, pointer: 3, fillMs: 9000 };
const form = (email: string, at: number, evidence: object = human) => ({
  ...{ id: edge.id(), type: 'form_submitted', occurredAt: at, form: 'demo', email, evidence },
});
const word = (consent: string, at: number) => ({ id: edge.id(), type: 'consent_changed', occurredAt: at, consent });
const told = (email: string, type: string, more: object = {}) =>
  edge.api('POST', '/v1/touches', { touches: [{ id: edge.id(), email, type, occurredAt: now - MINUTE, ...more }] });
const standing = async (email: string) => {
  const { unscored, score } = await edge.score(email, '&fresh=1');
  return unscored ?? [score.balance.value, Math.round(score.points.value)];
};

describe('a stranger’s opt-out', () => {
  const email = 'known@northwind.example';

  it('takes nothing from a lead whom a server knows, whatever comes after it', async () => {
    await told(email, 'webinar_attended');
    const before = await standing(email);
    await edge.events('v-mute', [form(email, now - 5000), word('opted_out', now - 4000)]);
    expect(await standing(email)).toEqual(before);
    await edge.events('v-mute', [form(email, now - 3000)]);
    expect(await standing(email)).toEqual(before);
    const { notes } = (await edge.score(email, '&fresh=1')).score;
    expect(notes).toContainEqual({ kind: 'opted_out', count: 2, message: expect.any(String) });
    await edge.restart();
    expect(await standing(email)).toEqual(before);
  });

  it('takes nothing from whom another browser is', async () => {
    const other = 'other@contoso.example';
    await edge.events('v-own', [form(other, now - 9 * MINUTE)]);
    const before = await standing(other);
    await edge.events('v-stranger', [form(other, now - 5000), word('opted_out', now - 4000)]);
    expect(await standing(other)).toEqual(before);
    await edge.events('v-own', [word('opted_out', now - 3000)]);
    expect(await standing(other)).toBe('opted_out');
  });
});

describe('a person’s own opt-out', () => {
  it('ends the score when a server tells of it, until a server tells otherwise', async () => {
    const email = 'written@contoso.example';
    await edge.events('v-written', [form(email, now - 9 * MINUTE)]);
    const before = await standing(email);
    await told(email, 'consent_changed', { consent: 'opted_out', occurredAt: now - 8 * MINUTE });
    expect(await standing(email)).toBe('opted_out');
    await edge.events('v-written', [word('granted', now - 7 * MINUTE)]);
    expect(await standing(email)).toBe('opted_out');
    await told(email, 'consent_changed', { consent: 'granted', occurredAt: now - 6 * MINUTE });
    expect(await standing(email)).toEqual(before);
  });

  it('ends the score when the browser has proven who it is', async () => {
    const email = 'proven@contoso.example';
    const secret = (await edge.api('GET', '/v1/workspace')).body.sites[0]?.identitySecret ?? '';
    const proof = createHmac('sha256', secret).update(email).digest('hex');
    await told(email, 'webinar_attended');
    const identified = { id: edge.id(), type: 'identified', occurredAt: now - 5000, email };
    await edge.events('v-wrong', [{ ...identified, proof: 'f'.repeat(64) }, word('opted_out', now - 4000)]);
    expect(await standing(email)).not.toBe('opted_out');
    await edge.events('v-proven', [{ ...identified, id: edge.id(), proof }, word('opted_out', now - 4000)]);
    expect(await standing(email)).toBe('opted_out');
  });

  it.each([
    ['without its word', { type: 'consent_changed' }, 'consent'],
    ['of another type', { type: 'webinar_attended', consent: 'opted_out' }, 'consent'],
    ['with a word that is none', { type: 'consent_changed', consent: 'gone' }, 'consent'],
  ])('is refused %s', async (_, more, path) => {
    const good = { id: edge.id(), email: 'rest@contoso.example', type: 'email_opened', occurredAt: now };
    const { body } = await edge.api('POST', '/v1/touches', {
      touches: [
        { ...good, ...more },
        { ...good, id: edge.id() },
      ],
    });
    expect(body).toMatchObject({ accepted: 1, rejected: [{ index: 0, path }] });
  });
});

it('a bot’s form in somebody’s name neither lowers nor suppresses them', async () => {
  const [deeds, news] = ['deeds@contoso.example', 'news@fabrikam.example'];
  await told(deeds, 'webinar_attended');
  await told(news, 'fundraising');
  await edge.api('PUT', '/v1/leads', { email: news, attributes: { title: 'CEO' }, source: 'crm' });
  for (const email of [deeds, news]) {
    const before = await standing(email);
    await edge.events('v-bot', [form(email, now - 5000, { honeypot: true, keys: 0 })]);
    expect(await standing(email)).toEqual(before);
    await edge.events('v-odd', [form(email, now - 4000, { webdriver: true, keys: 3 })]);
    const after = await edge.score(email, '&fresh=1');
    expect(after.score.spam.verdict).toBe('clean');
    expect(after.score.points.value).toBeGreaterThanOrEqual(Number(before[1]));
  }
});

it('a bot’s form does not suppress a company', async () => {
  await told('boss@tailspin.example', 'fundraising');
  await edge.events('v-junk', [form('junk@tailspin.example', now - 5000, { honeypot: true, keys: 0 })]);
  expect((await edge.api('GET', '/v1/accounts/tailspin.example')).body.score.balance.value).toBe(9);
});
