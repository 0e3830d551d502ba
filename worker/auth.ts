/** Who is asking: a secret key, a rep's token or the console's session, and whether it has the scope that a route takes. */
import type { Context, MiddlewareHandler, Next } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Scope } from '../shared/wire';
import { type Env, workspaceOf } from './env';
import { keepRate, type Network, networkOf } from './network';
import type { Kind, Principal } from './objects/workspace/credentials';
import { describeKey } from './openapi';
import { Problem } from './problem';
import { hashOf } from './secret';

export type App = { Bindings: Env; Variables: { who: Principal; requestId: string } };
export const SESSION_COOKIE = 'steelyard_session';

/**
 * Lets a request pass whose key has the scope (absent: any valid key), and says so in the API's document. Else 401 without a valid
 * key, 403 with one that may not do this.
 */
export const needs = (scope?: Scope): MiddlewareHandler<App> =>
  Object.assign(async (c: Context<App>, next: Next) => {
    const who = await principalOf(c);
    if (scope !== undefined && !mayDo(who, scope))
      throw new Problem(403, `This key may not do that; it takes one with the scope "${scope}".`);
    c.set('who', who);
    await next();
  }, describeKey(scope));

const mayDo = ({ scopes }: Principal, scope: Scope): boolean => scopes.includes('admin') || scopes.includes(scope);

async function principalOf(c: Context<App>): Promise<Principal> {
  const bearer = bearerOf(c);
  if (bearer?.startsWith('pk_')) throw new Problem(403, 'A public key may only send events; use a secret key.');
  const cookie = bearer === undefined ? getCookie(c, SESSION_COOKIE) : undefined;
  if (cookie !== undefined) requireSameOrigin(c);
  const secret = bearer ?? cookie;
  const kinds: Kind[] = bearer === undefined ? ['session'] : ['secret', 'rep'];
  const who = secret === undefined ? null : await holderOf(c, await hashOf(secret), kinds);
  if (who !== null) return who;
  await keepDoor(c);
  throw new Problem(401, 'Send a valid key as "Authorization: Bearer …".', {
    headers: { 'www-authenticate': 'Bearer' },
  });
}

/** In: a key by its hash. Out: who holds it, or null. It is counted before anybody is asked. Errors: 429. */
async function holderOf(c: Context<App>, hash: string, kinds: Kind[]): Promise<Principal | null> {
  await keepRate(c.env.API_LIMIT, await networkIn(c), hash);
  return workspaceOf(c.env).principal(hash, kinds);
}

const networkIn = (c: Context<App>): Promise<Network> => networkOf(c.env, c.req.header('cf-connecting-ip'), Date.now());

/** Counts a request of somebody who has no valid key, or none yet. Errors: 429 when their network makes too many. */
export const keepDoor = async (c: Context<App>): Promise<void> =>
  keepRate(c.env.DOOR_LIMIT, await networkIn(c), 'door');

/** The same as a route's middleware. */
export const door: MiddlewareHandler<App> = async (c, next) => {
  await keepDoor(c);
  await next();
};

/** In: a request. Out: the key in its Authorization header, if it has one. */
export const bearerOf = (c: Context<App>): string | undefined =>
  /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];

/** A cookie travels by itself, so a change must come from our own pages (the cookie is also SameSite=Strict). */
export function requireSameOrigin(c: Context<App>): void {
  const origin = c.req.header('origin');
  const isSafe = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!isSafe && origin !== new URL(c.req.url).origin)
    throw new Problem(403, 'The console’s session is for its own pages only.');
}

/** Pages of any origin may read the answer, an error’s too; no cookie travels with it. */
export const anyOrigin: MiddlewareHandler<App> = async (c, next) => {
  await next();
  c.res.headers.set('access-control-allow-origin', '*');
  c.res.headers.set('access-control-expose-headers', 'retry-after');
};

/** What the API answers is for who asked, and is what it says it is. */
export const isPrivate: MiddlewareHandler<App> = async (c, next) => {
  await next();
  if (c.res.status === 101) return;
  c.res.headers.set('cache-control', 'no-store');
};
