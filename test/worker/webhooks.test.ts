/** Webhooks over the API: made with a secret that is told once, told of what they asked for, signed, tried again, ended by 410. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Edge } from './edge.ts';
import { Receiver, verified } from './receiver.ts';

let edge: Edge;
let receiver: Receiver;
beforeAll(async () => {
  edge = await Edge.start(undefined, true);
  receiver = await Receiver.start();
});
afterAll(async () => {
  await edge.stop();
  await receiver.stop();
});

const add = async (path: string, events: string[], more: object = {}) =>
  (await edge.api('POST', '/v1/webhooks', { url: receiver.url(path), events, ...more })).body;
const touch = (email: string, type: string, occurredAt = Date.now()) =>
  edge.api('POST', '/v1/touches', { touches: [{ id: edge.id(), email, type, occurredAt }] });
const log = async (id: string, query = '') => (await edge.api('GET', `/v1/webhooks/${id}/deliveries${query}`)).body;
const remove = (id: string) => edge.api('DELETE', `/v1/webhooks/${id}`);

describe('a webhook', () => {
  it('is told of changes with the score, what it was before, and a signature', async () => {
    const { id, secret } = await add('/changes', ['score_changed', 'tier_changed', 'level_changed']);
    expect(secret).toMatch(/^whsec_/);
    await touch('ada@hooks.example', 'demo_requested');
    await expect.poll(() => receiver.at('/changes').length).toBe(2);
    await touch('ada@hooks.example', 'pricing_viewed');
    await expect.poll(() => receiver.at('/changes').length).toBe(4);
    const [first, ...more] = receiver.messages('/changes', secret);
    expect(first).toMatchObject({
      data: { lead: { email: 'ada@hooks.example' }, score: { balance: { value: 10, tier: 1 } }, previous: null },
    });
    const types = [first, ...more].map((message) => message?.type);
    expect(types.slice(0, 2).sort()).toEqual(['score_changed', 'tier_changed']);
    expect(types.slice(2).sort()).toEqual(['level_changed', 'score_changed']);
    expect(more.at(-1)).toMatchObject({
      data: {
        score: { points: { level: 'warm' } },
        previous: { balance: { value: 10, tier: 1 }, points: { value: 30, level: 'cold' } },
      },
    });
    expect(new Set(receiver.at('/changes').map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    await remove(id);
  });

  it('is told of what it asked for only, outcomes too', async () => {
    const { id, secret } = await add('/outcomes', ['outcome_recorded']);
    await touch('grace@hooks.example', 'demo_requested');
    await edge.api('POST', '/v1/outcomes', {
      email: 'grace@hooks.example',
      outcome: 'won',
      value: 900,
      note: 'Signed',
    });
    await expect.poll(() => receiver.at('/outcomes').length).toBe(1);
    expect(receiver.messages('/outcomes', secret)[0]).toMatchObject({
      type: 'outcome_recorded',
      data: { lead: { stage: 'customer' }, score: {}, outcome: { outcome: 'won', value: 900, note: 'Signed' } },
    });
    await remove(id);
  });

  it('is told when a lead has cooled down though nothing happened', async () => {
    const { id, secret } = await add('/cooled', ['tier_changed']);
    const age = (48 + 10.34 * Math.log2(10 / 9)) * 3_600_000;
    await touch('cool@hooks.example', 'demo_requested', Math.round(Date.now() - age + 1500));
    await expect.poll(() => receiver.at('/cooled').length).toBe(2);
    expect(receiver.messages('/cooled', secret)[1]).toMatchObject({
      data: { score: { balance: { tier: 2 } }, previous: { balance: { tier: 1 } } },
    });
    await remove(id);
  });

  it('shows its secret at creation and rotation only; after a rotation both sign', async () => {
    const { id, secret } = await add('/rotated', ['tier_changed']);
    const rotated = (await edge.api('POST', `/v1/webhooks/${id}/rotate`, {})).body;
    expect(rotated.secret).not.toBe(secret);
    expect((await edge.api('POST', `/v1/webhooks/${id}/test`, {})).status).toBe(202);
    await expect.poll(() => receiver.at('/rotated').length).toBe(1);
    for (const good of [secret, rotated.secret]) expect(receiver.messages('/rotated', good)[0]?.type).toBe('test');
    expect(() => receiver.messages('/rotated', 'whsec_bm90IHRoaXMgb25lIGF0IGFsbCE=')).toThrow();
    for (const path of ['', `/${id}`, `/${id}/deliveries`]) {
      expect((await edge.api('GET', `/v1/webhooks${path}`)).text).not.toMatch(/whsec|secret/);
    }
    await remove(id);
  });

  it('is changed as a whole, hears nothing while disabled, and is gone when deleted', async () => {
    const { id } = await add('/changed', ['outcome_recorded'], { description: 'Before' });
    const put = await edge.api('PUT', `/v1/webhooks/${id}`, { url: receiver.url('/changed'), enabled: false });
    expect(put.body).toMatchObject({ id, enabled: false, description: '' });
    expect((await edge.api('GET', `/v1/webhooks/${id}`)).body).toEqual(put.body);
    await touch('quiet@hooks.example', 'demo_requested');
    expect((await edge.score('quiet@hooks.example', '&fresh=1')).score.balance.tier).toBe(1);
    expect((await edge.api('POST', `/v1/webhooks/${id}/test`, {})).status).toBe(422);
    await edge.api('PUT', `/v1/webhooks/${id}`, { url: receiver.url('/changed'), events: ['tier_changed'] });
    await touch('loud@hooks.example', 'demo_requested');
    await expect.poll(() => receiver.at('/changed').length).toBe(1);
    expect((await log(id)).deliveries.map(({ type }) => type)).toEqual(['tier_changed']);
    expect((await remove(id)).status).toBe(204);
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/deliveries'],
      ['POST', '/test'],
      ['POST', '/rotate'],
      ['POST', '/deliveries/msg_1/redeliver'],
    ] as const) {
      const answer = await edge.api(method, `/v1/webhooks/${id}${path}`, method === 'POST' ? {} : undefined);
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it('says what is wrong with nonsense', async () => {
    const wrong = async (body: unknown) =>
      (await edge.api('POST', '/v1/webhooks', body)).body.errors.map(({ path, message }) => `${path} ${message}`);
    expect(await wrong({})).toEqual(['url is missing']);
    expect(await wrong({ url: 'luck' })).toEqual(['url is not an address']);
    expect(await wrong({ url: 'ftp://hooks.example/' })).toEqual(['url does not begin with https://']);
    expect(await wrong({ url: 'https://a:b@hooks.example/' })).toEqual(['url holds a name or a password']);
    expect(await wrong({ url: 'https://hooks.example/', events: [] })).toEqual(['events is empty']);
    expect(await wrong({ url: 'https://hooks.example/', events: ['luck'] })).toEqual([
      expect.stringMatching(/^events.0 is none of score_changed, /),
    ]);
    expect(await wrong({ url: 'https://hooks.example/', luck: 1 })).toEqual(['luck is not a known field']);
    expect((await edge.api('GET', '/v1/webhooks')).body).toEqual({ webhooks: [], cursor: null });
  });

  it('is made once for one Idempotency-Key', async () => {
    const body = { url: receiver.url('/once'), events: ['lead_merged'] };
    const made = () => edge.api('POST', '/v1/webhooks', body, { 'idempotency-key': 'hook-1' });
    expect((await made()).body).toEqual((await made()).body);
    const { webhooks } = (await edge.api('GET', '/v1/webhooks')).body;
    expect(webhooks).toHaveLength(1);
    await remove(webhooks[0]?.id ?? '');
  });
});

describe('an address in a private network', () => {
  it('is refused when the webhook is made, and again when something is to be sent', async () => {
    const { id } = await add('/private', ['tier_changed']);
    await edge.restart(undefined, false);
    const { url } = (await edge.api('GET', `/v1/webhooks/${id}`)).body;
    const refused = await edge.api('POST', '/v1/webhooks', { url });
    expect([refused.status, refused.body.errors[0]?.path, refused.text.includes('127.0.0.1')]).toEqual([
      422,
      'url',
      false,
    ]);
    await edge.api('POST', `/v1/webhooks/${id}/test`, {});
    await expect.poll(async () => (await log(id)).deliveries[0]?.error).toBe('private_target');
    expect(receiver.at('/private')).toEqual([]);
    await edge.restart(undefined, true);
    await remove(id);
  });
});

describe('a delivery', () => {
  it('that fails is tried again with the same id and body, and is in the log', async () => {
    let count = 0;
    receiver.answer((path, answer) => {
      count += path === '/flaky' ? 1 : 0;
      answer.writeHead(path === '/flaky' && count === 1 ? 503 : 200).end('body');
    });
    const { id, secret } = await add('/flaky', ['tier_changed']);
    await touch('flaky@hooks.example', 'demo_requested');
    await expect.poll(async () => (await log(id)).deliveries[0]?.status).toBe(503);
    const [failed] = (await log(id)).deliveries;
    expect(failed).toMatchObject({ type: 'tier_changed', state: 'pending', attempts: 1, error: null });
    const pause = Date.parse(failed?.nextAttemptAt ?? '') - Date.parse(failed?.lastAttemptAt ?? '');
    expect(pause).toBeGreaterThanOrEqual(5000);
    expect(pause).toBeLessThanOrEqual(5500);
    await expect.poll(async () => (await log(id)).deliveries[0]?.state).toBe('delivered');
    const [one, two] = receiver.at('/flaky');
    expect(two?.headers['webhook-id']).toBe(one?.headers['webhook-id']);
    expect(two?.body).toBe(one?.body);
    if (two !== undefined) expect(verified(two, secret).type).toBe('tier_changed');
    await remove(id);
  });

  it('does not follow a redirect, and is not held up by a slow neighbour', async () => {
    const held: (() => void)[] = [];
    receiver.answer((path, answer) => {
      if (path === '/slow') held.push(() => answer.writeHead(200).end());
      else if (path === '/moved') answer.writeHead(302, { location: receiver.url('/elsewhere') }).end();
      else answer.writeHead(200).end();
    });
    const [slow, moved, quick] = await Promise.all(
      ['/slow', '/moved', '/quick'].map((path) => add(path, ['tier_changed'])),
    );
    for (let i = 0; i < 10; i++) await touch(`many${i}@hooks.example`, 'demo_requested');
    await expect.poll(() => receiver.at('/quick').length).toBe(10);
    await expect.poll(() => receiver.at('/slow').length).toBe(6);
    expect((await log(slow?.id ?? '')).deliveries.map(({ state }) => state)).not.toContain('delivered');
    await expect.poll(async () => (await log(moved?.id ?? '')).deliveries[0]?.error).toBe('redirect');
    expect(receiver.at('/elsewhere')).toEqual([]);
    receiver.answer((_, answer) => answer.writeHead(200).end());
    for (const release of held) release();
    await expect.poll(async () => (await log(slow?.id ?? '', '?state=delivered')).deliveries.length).toBe(10);
    for (const one of [slow, moved, quick]) await remove(one?.id ?? '');
  });

  it('that is answered with 410 disables its webhook; what waits is sent again by hand', async () => {
    receiver.answer((_, answer) => answer.writeHead(410).end());
    const { id } = await add('/gone', ['tier_changed']);
    await touch('gone@hooks.example', 'demo_requested');
    await expect
      .poll(async () => (await edge.api('GET', `/v1/webhooks/${id}`)).body)
      .toMatchObject({ enabled: false, disabledBecause: 'gone' });
    await expect.poll(async () => (await log(id)).deliveries[0]?.state).toBe('failed');
    const [delivery] = (await log(id)).deliveries;
    const again = `/v1/webhooks/${id}/deliveries/${delivery?.id}/redeliver`;
    expect((await edge.api('POST', again, {})).status).toBe(422);
    receiver.answer((_, answer) => answer.writeHead(200).end());
    await edge.api('PUT', `/v1/webhooks/${id}`, { url: receiver.url('/gone') });
    expect((await edge.api('POST', again, {})).body).toMatchObject({ id: delivery?.id, state: 'pending', attempts: 0 });
    await expect.poll(async () => (await log(id)).deliveries[0]?.state).toBe('delivered');
    expect(new Set(receiver.at('/gone').map(({ headers }) => headers['webhook-id']))).toEqual(new Set([delivery?.id]));
    expect((await edge.api('POST', `/v1/webhooks/${id}/deliveries/luck/redeliver`, {})).status).toBe(404);
    await remove(id);
  });

  it('is listed by pages, newest first, and by its state', async () => {
    const { id } = await add('/pages', ['tier_changed']);
    for (let i = 0; i < 5; i++) await edge.api('POST', `/v1/webhooks/${id}/test`, {});
    await expect.poll(async () => (await log(id, '?state=delivered')).deliveries.length).toBe(5);
    const first = await log(id, '?limit=3');
    const second = await log(id, `?limit=3&cursor=${first.cursor}`);
    const ids = [...first.deliveries, ...second.deliveries].map((delivery) => delivery.id);
    expect([new Set(ids).size, second.cursor]).toEqual([5, null]);
    expect((await log(id, '?state=failed')).deliveries).toEqual([]);
    expect((await edge.api('GET', `/v1/webhooks/${id}/deliveries?cursor=luck`)).status).toBe(422);
    await remove(id);
  });

  it('tells nothing of a person who was erased, nor keeps what it told', async () => {
    receiver.answer((_, answer) => answer.writeHead(500).end());
    const { id } = await add('/erased', ['tier_changed']);
    await touch('erased@hooks.example', 'demo_requested');
    await expect.poll(async () => (await log(id)).deliveries.length).toBe(1);
    const { lead } = await edge.score('erased@hooks.example', '&fresh=1');
    await edge.api('DELETE', `/v1/leads/${lead.id}`);
    await expect.poll(async () => (await log(id)).deliveries).toEqual([]);
    await remove(id);
  });
});
