/** How often one key, and one network without a key, may ask: 429 before anybody is asked who that is. */
import { createHash } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import { beforeEach, expect, it } from 'vitest';
import { Problem, problemAnswer } from '../../worker/problem.ts';

/** The platform's part is played here; the module is read apart from our own types. */
const modules = { auth: '../../worker/auth.ts' };
const { door, needs }: { door: MiddlewareHandler; needs: (scope: string) => MiddlewareHandler } = await import(
  modules.auth
);

const KEY = 'sk_known';
const WHO = { kind: 'secret', holder: 'k1', name: 'A key', scopes: ['admin'] };

/** A limit of so many requests, which never end. */
class Limit {
  readonly counts = new Map<string, number>();
  private readonly most: number;
  constructor(most: number) {
    this.most = most;
  }
  limit = async ({ key }: { key: string }) => {
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return { success: count <= this.most };
  };
}

let asked: number;
let limits: { API_LIMIT: Limit; DOOR_LIMIT: Limit };
const app = new Hono().get('/private', needs('admin'), (c) => c.text('in')).post('/door', door, (c) => c.text('in'));
app.onError((error) => {
  if (error instanceof Problem) return problemAnswer(error);
  throw error;
});

beforeEach(() => {
  asked = 0;
  limits = { API_LIMIT: new Limit(3), DOOR_LIMIT: new Limit(2) };
});

async function ask(path: string, key: string | null, address: string | null): Promise<number> {
  const known = createHash('sha256').update(KEY).digest('hex');
  const workspace = {
    settings: async () => ({ lookupKey: 'secret' }),
    principal: async (hash: string) => {
      asked += 1;
      return hash === known ? WHO : null;
    },
  };
  const env = {
    ...limits,
    KV: { get: async () => null },
    WORKSPACE: { idFromName: (name: string) => name, get: () => workspace },
  };
  const headers = {
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    ...(address === null ? {} : { 'cf-connecting-ip': address }),
  };
  const answer = await app.request(path, { method: path === '/door' ? 'POST' : 'GET', headers }, env);
  if (answer.status === 429) {
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 429, title: 'Too many requests' });
  }
  return answer.status;
}

const often = async (path: string, key: string | null, address: string | null) => {
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) statuses.push(await ask(path, key, address));
  return statuses;
};

it('holds up a key in one network, before the workspace is asked, and the same key elsewhere not', async () => {
  expect(await often('/private', KEY, '198.51.100.1')).toEqual([200, 200, 200, 429, 429]);
  expect(asked).toBe(3);
  expect(await ask('/private', KEY, '198.51.99.1')).toBe(200);
  expect(await ask('/private', KEY, '198.51.100.9')).toBe(429);
});

it('holds up a network that comes with keys that are none, each another one', async () => {
  const statuses = [];
  for (const key of ['a', 'b', 'c', 'd']) statuses.push(await ask('/private', `sk_${key}`, '2001:db8:7::1'));
  expect(statuses).toEqual([401, 401, 429, 429]);
  expect(await ask('/private', KEY, '2001:db8:7:2::1')).toBe(200);
  expect(await ask('/private', null, '2001:db8:7:3::1')).toBe(429);
});

it('holds up a network at the doors that take no key', async () => {
  expect(await often('/door', null, '203.0.113.1')).toEqual([200, 200, 429, 429, 429]);
  expect(await ask('/door', null, '203.0.112.1')).toBe(200);
});

it('counts nobody on this machine, behind whose address everybody is the same', async () => {
  for (const address of [null, '127.0.0.1', '::1', '::ffff:127.0.0.1'])
    expect(await often('/private', KEY, address)).toEqual([200, 200, 200, 200, 200]);
  expect(await often('/door', null, '127.0.0.1')).toEqual([200, 200, 200, 200, 200]);
  expect([limits.API_LIMIT.counts.size, limits.DOOR_LIMIT.counts.size]).toEqual([0, 0]);
});

it('keeps no key and no address', async () => {
  await ask('/private', KEY, '198.51.100.1');
  await ask('/door', null, '198.51.100.1');
  const counted = [...limits.API_LIMIT.counts.keys(), ...limits.DOOR_LIMIT.counts.keys()].join(' ');
  expect(counted).toMatch(/^[0-9a-f]{64} [0-9a-f]{32} door [0-9a-f]{32}$/);
});
