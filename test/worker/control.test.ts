/** The control plane: sites, keys and reps are made, rotated and revoked, and the audit log tells each deed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const json = { 'content-type': 'application/json' };
const as = (key: string) => ({ authorization: `Bearer ${key}`, ...json });
const me = async (key: string) => (await edge.call('GET', '/v1/me', undefined, as(key))).status;
const actions = async (target: string) =>
  (await edge.api('GET', `/v1/audit?target=${target}`)).body.entries.map(({ action }) => action);

describe('a key', () => {
  const make = (body: object) => edge.api('POST', '/v1/keys', body);

  it('is told once, known by its hash, and does what its scopes say', async () => {
    const { status, body } = await make({ name: 'CRM sync', scopes: ['leads:write'] });
    expect(status).toBe(201);
    expect(body.secret).toMatch(new RegExp(`^sk_${body.id.slice(4)}_[\\w-]{43}$`));
    const listed = (await edge.api('GET', '/v1/keys')).body.keys;
    expect(listed).toContainEqual(expect.objectContaining({ id: body.id, name: 'CRM sync', scopes: ['leads:write'] }));
    expect(JSON.stringify(listed)).not.toContain(body.secret.slice(-43));
    expect(edge.filesWith(new RegExp(body.secret.slice(-43)))).toEqual([]);
  });

  it('is noted when it is used, to the hour', async () => {
    const { body } = await make({ name: 'used', scopes: ['scores:read'] });
    const lastUse = async () =>
      (await edge.api('GET', '/v1/keys')).body.keys.find(({ id }) => id === body.id)?.lastUsedAt;
    expect(await lastUse()).toBeNull();
    await me(body.secret);
    const first = await lastUse();
    await me(body.secret);
    expect([typeof first, await lastUse()]).toEqual(['string', first]);
  });

  it('is rotated without a gap: two secrets are good, the third ends the first', async () => {
    const { id, secret } = (await make({ name: 'rotated', scopes: ['admin'] })).body;
    const second = (await edge.api('POST', `/v1/keys/${id}/rotate`, {})).body;
    expect([await me(secret), await me(second.secret)]).toEqual([200, 200]);
    const third = (await edge.api('POST', `/v1/keys/${id}/rotate`, { overlapHours: 1 })).body.secret;
    expect([await me(secret), await me(second.secret), await me(third)]).toEqual([401, 200, 200]);
    const last = (await edge.api('POST', `/v1/keys/${id}/rotate`, { overlapHours: 0 })).body.secret;
    expect([await me(third), await me(last)]).toEqual([401, 200]);
    expect(await actions(id)).toEqual(['key_rotated', 'key_rotated', 'key_rotated', 'key_created']);
  });

  it('takes the sessions that it began along when it is revoked', async () => {
    const { id, secret } = (await make({ name: 'leaver', scopes: ['admin'] })).body;
    const answer = await edge.call('POST', '/v1/sessions', { secretKey: secret }, { ...json, origin: edge.url });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const session = async () => (await edge.call('GET', '/v1/me', undefined, { cookie })).status;
    expect(await session()).toBe(200);
    expect((await edge.api('DELETE', `/v1/keys/${id}`)).status).toBe(204);
    expect([await session(), await me(secret)]).toEqual([401, 401]);
    expect((await edge.api('DELETE', `/v1/keys/${id}`)).status).toBe(404);
  });

  it.each([
    [{ name: '', scopes: ['admin'] }, 'name'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['root'] }, 'scopes.0'],
    [{ name: 'x', scopes: ['admin'], luck: 1 }, 'luck'],
    [{ name: 'x'.repeat(101), scopes: ['admin'] }, 'name'],
  ])('with nonsense is refused by its field: %o', async (body, path) => {
    expect(await make(body)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  it('of the installation is neither rotated nor revoked over the API, and an unknown one is 404', async () => {
    expect((await edge.api('DELETE', '/v1/keys/key_admin')).status).toBe(409);
    expect((await edge.api('POST', '/v1/keys/key_admin/rotate', {})).status).toBe(409);
    expect((await edge.api('POST', '/v1/keys/key_no/rotate', {})).status).toBe(404);
    expect(await edge.api('POST', '/v1/keys/key_no/rotate', { overlapHours: -1 })).toMatchObject({ status: 422 });
  });

  it('that is asked for twice with one Idempotency-Key is one key', async () => {
    const ask = () => edge.api('POST', '/v1/keys', { name: 'once', scopes: ['admin'] }, { 'idempotency-key': 'k-1' });
    const [first, second] = [await ask(), await ask()];
    expect(second.body.id).toBe(first.body.id);
  });
});

describe('a site', () => {
  const send = (key: string, origin: string) =>
    edge.call(
      'POST',
      '/v1/events',
      { key, visitor: 'v-site', events: [{ id: edge.id(), type: 'page_viewed', occurredAt: Date.now() }] },
      { 'content-type': 'text/plain', origin },
    );
  const status = async (key: string, origin = 'https://acme.example') => (await send(key, origin)).status;

  it('takes events from its origins only, at once after each change', async () => {
    const { id, key } = (await edge.api('POST', '/v1/sites', { name: 'Acme', origins: ['https://acme.example'] })).body;
    expect([await status(key), await status(key, 'https://evil.example')]).toEqual([202, 403]);
    const origins = ['https://*.acme.example'];
    await edge.api('PUT', `/v1/sites/${id}`, { name: 'Acme', origins, consent: false });
    const partly = await edge.api('PUT', `/v1/sites/${id}`, { name: 'Acme' });
    expect([partly.status, partly.body.errors.map(({ path }) => path)]).toEqual([422, ['origins', 'consent']]);
    const tried = [
      'https://shop.acme.example',
      'https://acme.example',
      'https://evilacme.example',
      'http://a.acme.example',
    ];
    expect(await Promise.all(tried.map((origin) => status(key, origin)))).toEqual([202, 403, 403, 403]);
    expect((await edge.api('DELETE', `/v1/sites/${id}`)).status).toBe(204);
    expect(await status(key, 'https://shop.acme.example')).toBe(401);
    expect(await actions(id)).toEqual(['site_deleted', 'site_changed', 'site_created']);
  });

  it('has two public keys while it is rotated', async () => {
    const { id, key } = (await edge.api('POST', '/v1/sites', { name: 'Two' })).body;
    const second = (await edge.api('POST', `/v1/sites/${id}/rotate`, {})).body;
    expect(second.key).not.toBe(key);
    expect([await status(key), await status(second.key)]).toEqual([202, 202]);
    const third = (await edge.api('POST', `/v1/sites/${id}/rotate`, { overlapHours: 0 })).body;
    expect([await status(key), await status(second.key), await status(third.key)]).toEqual([401, 401, 202]);
  });

  it('that was deleted or rotated stays so after a restart, the first one too', async () => {
    const first = (await edge.api('GET', '/v1/sites')).body.sites.find(({ key }) => key === edge.keys.siteKey);
    const rotated = (await edge.api('POST', `/v1/sites/${first?.id}/rotate`, { overlapHours: 0 })).body;
    await edge.restart();
    expect([await status(edge.keys.siteKey), await status(rotated.key)]).toEqual([401, 202]);
    await edge.api('DELETE', `/v1/sites/${first?.id}`);
    await edge.restart();
    expect((await edge.api('GET', '/v1/sites')).body.sites.map(({ id }) => id)).not.toContain(first?.id);
  });

  it.each([
    [{ name: 'x', origins: ['acme.example'] }, 'origins.0'],
    [{ name: 'x', origins: ['https://acme.example/path'] }, 'origins.0'],
    [{ name: 'x', origins: ['https://*'] }, 'origins.0'],
    [{ name: 'x', origins: 'https://acme.example' }, 'origins'],
    [{ name: 'x', consent: 'yes' }, 'consent'],
    [{ origins: [] }, 'name'],
  ])('with nonsense is refused by its field: %o', async (body, path) => {
    expect(await edge.api('POST', '/v1/sites', body)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
    expect((await edge.api('PUT', '/v1/sites/site_no', { name: 'x', origins: [], consent: false })).status).toBe(404);
  });
});

describe('a rep', () => {
  const invite = async (name: string) => (await edge.api('POST', '/v1/reps/invitations', { name })).body;
  const codeIn = (link: string) => new URLSearchParams(new URL(link).hash.split('?')[1]).get('code') ?? '';
  const claim = (code: string) => edge.call('POST', '/v1/pairings/claim', { code }, json);

  const firstOf = (socket: WebSocket) =>
    new Promise<string>((resolve) => {
      for (const type of ['open', 'error']) socket.addEventListener(type, () => resolve(type));
    });

  it('is invited by a link that is good once', async () => {
    const { rep, link } = await invite('Grace');
    expect(rep).toMatchObject({ name: 'Grace', pairedAt: null, invitedBy: 'Administrator' });
    expect(link).toMatch(/\/console\/#\/join\?code=/);
    const taken = await claim(codeIn(link));
    expect(taken).toMatchObject({ status: 201, body: { rep: { id: rep.id, name: 'Grace' } } });
    expect((await claim(codeIn(link))).status).toBe(401);
    const listed = (await edge.api('GET', '/v1/reps')).body.reps.find(({ id }) => id === rep.id);
    expect(listed?.pairedAt).toEqual(expect.any(String));
    expect(await actions(rep.id)).toEqual(['rep_paired', 'rep_invited']);
  });

  it('whose invitation was taken back cannot take it', async () => {
    const { rep, link } = await invite('Nobody');
    await edge.api('DELETE', `/v1/reps/${rep.id}`);
    expect((await claim(codeIn(link))).status).toBe(401);
    expect((await edge.api('DELETE', `/v1/reps/${rep.id}`)).status).toBe(404);
  });

  it('who is revoked is out at once: token, tickets, and open sockets within a second', async () => {
    const { rep, link } = await invite('Leaver');
    const { token } = (await claim(codeIn(link))).body;
    const ticket = async () => (await edge.call('POST', '/v1/live/tickets', {}, as(token))).body.ticket;
    const [used, unused] = [await ticket(), await ticket()];
    const address = `${edge.url.replace('http', 'ws')}/v1/live?ticket=`;
    const socket = new WebSocket(address + used);
    expect(await firstOf(socket)).toBe('open');
    expect((await edge.api('DELETE', `/v1/reps/${rep.id}`)).status).toBe(204);
    await expect.poll(() => socket.readyState, { timeout: 1000 }).not.toBe(WebSocket.OPEN);
    expect(await me(token)).toBe(401);
    expect(await firstOf(new WebSocket(address + unused))).toBe('error');
  });

  it('asks for their own leads by what the CRM calls them', async () => {
    const put = (email: string, owner: string) =>
      edge.api('PUT', '/v1/leads', { email, attributes: { owner }, source: 'crm' });
    await put('mine@owned.example', 'grace@acme.example');
    await put('other@owned.example', 'alan@acme.example');
    const { link } = (await edge.api('POST', '/v1/reps/invitations', { name: 'G', owner: 'grace@acme.example' })).body;
    const { token } = (await claim(codeIn(link))).body;
    const { body } = await edge.call('GET', '/v1/leads?account=owned.example&owner=me', undefined, as(token));
    expect(body.leads.map(({ lead }) => lead.email)).toEqual(['mine@owned.example']);
  });
});

describe('the audit log', () => {
  it('tells who did what from which key, page by page, and keeps no secret', async () => {
    const { id, secret } = (await edge.api('POST', '/v1/keys', { name: 'Auditor', scopes: ['admin'] })).body;
    for (const name of ['a', 'b', 'c']) await edge.call('POST', '/v1/sites', { name }, as(secret));
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body }: { body: { entries: { detail: Record<string, unknown> }[]; cursor: string | null } } =
        await edge.api('GET', `/v1/audit?actor=${id}&action=site_created&limit=2${more}`);
      seen.push(...body.entries.map(({ detail }) => String(detail.name)));
      cursor = body.cursor;
    }
    expect(seen).toEqual(['c', 'b', 'a']);
    const { entries } = (await edge.api('GET', `/v1/audit?actor=${id}`)).body;
    expect(entries[0]).toMatchObject({ action: 'site_created', actor: { kind: 'secret', id, name: 'Auditor' } });
    expect((await edge.api('GET', '/v1/audit?limit=200')).text).not.toMatch(/sk_|pairing_/);
  });

  it('refuses what it does not know by its field', async () => {
    for (const [query, path] of [
      ['luck=1', 'luck'],
      ['limit=0', 'limit'],
      ['cursor=no', 'cursor'],
    ])
      expect(await edge.api('GET', `/v1/audit?${query}`)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });
});
