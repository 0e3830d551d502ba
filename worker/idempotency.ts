/** `Idempotency-Key`: a POST that was answered once is answered the same again, for a day. */
import type { Context, MiddlewareHandler } from 'hono';
import type { App } from './auth';
import { bodyText, PRIVATE_LIMIT } from './body';
import { workspaceOf } from './env';
import { Problem } from './problem';
import { hashOf } from './secret';

/** Stands behind `needs`: a key belongs to who sent it. Errors: 409 while the first one runs, 422 for another request. */
export const idempotent: MiddlewareHandler<App> = (c, next) =>
  idempotentBy((request) => bodyText(request, PRIVATE_LIMIT))(c, next);

/** In: what tells two requests to one address apart. Out: the same, for bodies that are not to be read twice. */
export const idempotentBy =
  (mark: (c: Context<App>) => Promise<string>): MiddlewareHandler<App> =>
  async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (key === undefined) return next();
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw refusal('has not 1–200 visible ASCII characters');
    const name = `${c.var.who.holder} ${key}`;
    const fingerprint = await hashOf(`${c.req.path}${new URL(c.req.url).search}\n${await mark(c)}`);
    const workspace = workspaceOf(c.env);
    const begun = await workspace.beginRequest(name, fingerprint);
    if (begun.state === 'running')
      throw new Problem(409, 'The first request with this Idempotency-Key is still running.');
    if (begun.state === 'other') throw refusal('was used for another request');
    if (begun.state === 'done') return again(begun.status, begun.body);
    await next();
    await workspace.finishRequest(name, c.res.status, await c.res.clone().text());
  };

const refusal = (message: string): Problem =>
  new Problem(422, `The Idempotency-Key ${message}.`, { errors: [{ path: 'Idempotency-Key', message }] });

function again(status: number, body: string): Response {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  return new Response(body === '' ? null : body, {
    status,
    headers: { 'content-type': type, 'idempotent-replayed': 'true' },
  });
}
