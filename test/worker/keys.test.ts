/** Who may do what: every route of the API's document, with every kind of key. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
let token: string;
beforeAll(async () => {
  edge = await Edge.start();
  const { code } = (await edge.api('POST', '/v1/pairings', {})).body;
  token = (await edge.call('POST', '/v1/pairings/claim', { code }, { 'content-type': 'application/json' })).body.token;
});
afterAll(() => edge.stop());

/** Route → who opens it. Complete: the test below compares it with the document. */
const OPENED_BY: Record<string, 'page' | 'admin' | 'anyone' | 'itself'> = {
  'POST /v1/events': 'page',
  'POST /v1/touches': 'admin',
  'PUT /v1/leads': 'admin',
  'PUT /v1/accounts/{domain}': 'admin',
  'POST /v1/pairings': 'admin',
  'POST /v1/sessions/tickets': 'admin',
  'GET /v1/sites': 'admin',
  'GET /v1/workspace': 'admin',
  'GET /v1/leads': 'anyone',
  'GET /v1/leads/{id}': 'anyone',
  'DELETE /v1/leads/{id}': 'admin',
  'GET /v1/leads/{id}/export': 'admin',
  'GET /v1/leads/{id}/history': 'anyone',
  'GET /v1/leads/{id}/timeline': 'anyone',
  'GET /v1/leads/{id}/merges': 'anyone',
  'POST /v1/leads/{id}/merges': 'anyone',
  'POST /v1/leads/{id}/merges/{merge}/undo': 'anyone',
  'GET /v1/accounts/{domain}': 'anyone',
  'GET /v1/scores': 'anyone',
  'POST /v1/scores': 'anyone',
  'POST /v1/outcomes': 'anyone',
  'POST /v1/live/tickets': 'anyone',
  'GET /v1/me': 'anyone',
  'GET /v1/models': 'anyone',
  'PUT /v1/models': 'admin',
  'GET /v1/models/{version}': 'anyone',
  'GET /v1/models/{version}/diff': 'anyone',
  'POST /v1/models/{version}/publish': 'admin',
  'GET /v1/admin/backup': 'admin',
  'POST /v1/admin/restore': 'admin',
  'GET /healthz': 'itself',
  'GET /v1/live': 'itself',
  'POST /v1/sessions': 'itself',
  'DELETE /v1/sessions': 'itself',
  'POST /v1/pairings/claim': 'itself',
};

it('covers every route of the document', async () => {
  const { body } = await edge.call('GET', '/openapi.json');
  const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.toSorted()).toEqual(Object.keys(OPENED_BY).toSorted());
});

it('refuses with 401 what has no valid key, with 403 what has one of the wrong kind', async () => {
  for (const [route, opener] of Object.entries(OPENED_BY)) {
    if (opener === 'itself' || opener === 'page') continue;
    const [method = '', path = ''] = route
      .replace('{id}', 'ld_1')
      .replace('{merge}', 'mg_1')
      .replace('{version}', '1')
      .replace('{domain}', 'a.example')
      .split(' ');
    const status = async (key?: string) => {
      const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
      return (await edge.call(method, path, method === 'GET' ? undefined : {}, headers)).status;
    };
    const wrong = `${edge.keys.secretKey.slice(0, -1)}x`;
    expect([route, await status(), await status('sk_no'), await status(wrong)]).toEqual([route, 401, 401, 401]);
    expect([route, await status(edge.keys.siteKey)]).toEqual([route, 403]);
    const asRep = await status(token);
    if (opener === 'admin') expect([route, asRep]).toEqual([route, 403]);
    else expect([401, 403]).not.toContain(asRep);
  }
});

it('signs the console in with a cookie that only its own pages may use', async () => {
  const json = { 'content-type': 'application/json' };
  const sign = (origin: string) =>
    edge.call('POST', '/v1/sessions', { secretKey: edge.keys.secretKey }, { ...json, origin });
  expect((await sign('https://evil.example')).status).toBe(403);
  const cookie = (await sign(edge.url)).headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  const session = { cookie: cookie.split(';')[0] ?? '' };
  expect((await edge.call('GET', '/v1/me', undefined, session)).body).toMatchObject({ kind: 'admin' });
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
