/** Who may do what: every route of the API's document, with every kind of key. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SCOPES, type Scope } from '../../shared/wire.ts';
import { Edge } from './edge.ts';

let edge: Edge;
/** What the tests knock with: none of it may open more than it should. */
const keys = { rep: '', revoked: '', wrong: '' };
const byScope: Record<string, string> = {};
const json = { 'content-type': 'application/json' };

beforeAll(async () => {
  edge = await Edge.start();
  const { code } = (await edge.api('POST', '/v1/pairings', {})).body;
  keys.rep = (await edge.call('POST', '/v1/pairings/claim', { code }, json)).body.token;
  keys.wrong = `${edge.keys.secretKey.slice(0, -1)}${edge.keys.secretKey.endsWith('x') ? 'y' : 'x'}`;
  for (const scope of SCOPES) byScope[scope] = (await make([scope])).secret;
  const { id, secret } = await make(['admin']);
  await edge.api('DELETE', `/v1/keys/${id}`);
  keys.revoked = secret;
});
afterAll(() => edge.stop());

const make = async (scopes: string[]) => (await edge.api('POST', '/v1/keys', { name: scopes.join(), scopes })).body;

/** Route → the scope that opens it; `any`: every valid key. Complete: the test below compares it with the document. */
const OPENED_BY: Record<string, Scope | 'any' | 'page' | 'itself'> = {
  'POST /v1/events': 'page',
  'POST /v1/touches': 'facts:write',
  'PUT /v1/leads': 'leads:write',
  'PUT /v1/accounts/{domain}': 'leads:write',
  'POST /v1/pairings': 'admin',
  'POST /v1/sessions/tickets': 'admin',
  'GET /v1/sites': 'admin',
  'GET /v1/admin/ledgers': 'admin',
  'POST /v1/admin/ledgers/split': 'admin',
  'GET /v1/workspace': 'admin',
  'PUT /v1/workspace/retention': 'admin',
  'POST /v1/sites': 'admin',
  'PUT /v1/sites/{id}': 'admin',
  'DELETE /v1/sites/{id}': 'admin',
  'POST /v1/sites/{id}/rotate': 'admin',
  'GET /v1/keys': 'admin',
  'POST /v1/keys': 'admin',
  'POST /v1/keys/{id}/rotate': 'admin',
  'DELETE /v1/keys/{id}': 'admin',
  'GET /v1/reps': 'admin',
  'POST /v1/reps/invitations': 'admin',
  'DELETE /v1/reps/{id}': 'admin',
  'GET /v1/audit': 'admin',
  'GET /v1/selectors': 'scores:read',
  'PUT /v1/selectors': 'admin',
  'GET /v1/leads': 'scores:read',
  'GET /v1/leads/{id}': 'scores:read',
  'DELETE /v1/leads/{id}': 'admin',
  'GET /v1/leads/{id}/export': 'admin',
  'GET /v1/leads/{id}/history': 'scores:read',
  'GET /v1/leads/{id}/timeline': 'scores:read',
  'GET /v1/leads/{id}/merges': 'scores:read',
  'POST /v1/leads/{id}/merges': 'outcomes:write',
  'POST /v1/leads/{id}/merges/{merge}/undo': 'outcomes:write',
  'PUT /v1/leads/{id}/spam': 'outcomes:write',
  'GET /v1/accounts/{domain}': 'scores:read',
  'GET /v1/scores': 'scores:read',
  'POST /v1/scores': 'scores:read',
  'POST /v1/outcomes': 'outcomes:write',
  'POST /v1/live/tickets': 'scores:read',
  'GET /v1/me': 'any',
  'GET /v1/models': 'scores:read',
  'PUT /v1/models': 'models:write',
  'GET /v1/models/{version}': 'scores:read',
  'GET /v1/models/{version}/diff': 'scores:read',
  'POST /v1/models/{version}/publish': 'models:write',
  'GET /v1/admin/status': 'admin',
  'GET /v1/admin/backup': 'admin',
  'POST /v1/admin/restore': 'admin',
  'POST /v1/imports': 'admin',
  'POST /v1/imports/preview': 'admin',
  'GET /v1/imports': 'admin',
  'GET /v1/imports/{id}': 'admin',
  'PATCH /v1/imports/{id}': 'admin',
  'GET /v1/imports/{id}/errors': 'admin',
  'GET /v1/exports/{noun}': 'admin',
  'GET /v1/webhooks': 'admin',
  'POST /v1/webhooks': 'admin',
  'GET /v1/webhooks/{id}': 'admin',
  'PUT /v1/webhooks/{id}': 'admin',
  'DELETE /v1/webhooks/{id}': 'admin',
  'POST /v1/webhooks/{id}/rotate': 'admin',
  'POST /v1/webhooks/{id}/test': 'admin',
  'GET /v1/webhooks/{id}/deliveries': 'admin',
  'POST /v1/webhooks/{id}/deliveries/{delivery}/redeliver': 'admin',
  'GET /healthz': 'itself',
  'GET /v1/live': 'itself',
  'POST /v1/sessions': 'itself',
  'DELETE /v1/sessions': 'itself',
  'POST /v1/pairings/claim': 'itself',
};
const PRIVATE = Object.entries(OPENED_BY).filter(([, opener]) => opener !== 'page' && opener !== 'itself');
const REP: string[] = ['any', 'scores:read', 'outcomes:write'];

it('is told of every route by the document, and tells the document’s scope', async () => {
  const { body } = await edge.call('GET', '/openapi.json');
  const told = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]) => [`${method.toUpperCase()} ${path}`, openerIn(route)]),
  );
  const known = Object.entries(OPENED_BY).map(([route, opener]) => [
    route,
    opener === 'page' || opener === 'itself' ? 'nobody' : opener,
  ]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known));
});

/** In: a route of the document. Out: the scope that it names. */
function openerIn({ security }: { security: { bearer: string[] }[] }): string {
  const [first] = security;
  return first === undefined ? 'nobody' : (first.bearer[0] ?? 'any');
}

it.each(PRIVATE)('%s is opened by %s and nothing else', async (route, opener) => {
  const [method = '', path = ''] = route
    .replace('{id}', 'none_1')
    .replace('{version}', '99')
    .replace('{merge}', '1')
    .replace('{noun}', 'leads')
    .replace('{domain}', 'a.example')
    .split(' ');
  const status = async (key?: string) => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    return (await edge.call(method, path, method === 'GET' ? undefined : '[', { ...json, ...headers })).status;
  };
  expect([await status(), await status('sk_no'), await status(keys.wrong), await status(keys.revoked)]).toEqual([
    401, 401, 401, 401,
  ]);
  expect(await status(edge.keys.siteKey)).toBe(403);
  const isOpen = async (key: string | undefined) => ![401, 403].includes(await status(key));
  expect(await isOpen(keys.rep)).toBe(REP.includes(opener));
  for (const scope of SCOPES)
    expect([scope, await isOpen(byScope[scope])]).toEqual([
      scope,
      ['any', scope].includes(opener) || scope === 'admin',
    ]);
  expect(await isOpen(edge.keys.secretKey)).toBe(true);
});

it('signs the console in with a cookie that only its own pages may use', async () => {
  const sign = (origin: string) =>
    edge.call('POST', '/v1/sessions', { secretKey: edge.keys.secretKey }, { ...json, origin });
  expect((await sign('https://evil.example')).status).toBe(403);
  const cookie = (await sign(edge.url)).headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  const session = { cookie: cookie.split(';')[0] ?? '' };
  expect((await edge.call('GET', '/v1/me', undefined, session)).body).toMatchObject({ kind: 'admin', key: 'session' });
  const pair = (origin: string) => edge.call('POST', '/v1/pairings', '', { ...session, origin });
  expect([(await pair('https://evil.example')).status, (await pair(edge.url)).status]).toEqual([403, 201]);
  await edge.call('DELETE', '/v1/sessions', undefined, { ...session, origin: edge.url });
  expect((await edge.call('GET', '/v1/me', undefined, session)).status).toBe(401);
});

it('serves the console, the docs and the demo under a strict content security policy', async () => {
  for (const path of ['/console/', '/docs', '/demo/', '/demo/pricing']) {
    const answer = await edge.call('GET', path);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe/);
  }
  expect((await edge.call('GET', '/demo/')).text).toContain(`data-key="${edge.keys.siteKey}"`);
  expect((await edge.call('GET', '/s.js')).headers.get('access-control-allow-origin')).toBe('*');
});
