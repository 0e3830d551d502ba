/** What every answer says for its own protection, and the name by which a log line and an answer are found together. */
import type { MiddlewareHandler } from 'hono';
import type { App } from './auth';

/** An answer that is no page: nothing in it may run, nobody may frame it. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

/** The platform's own name for the request where there is one; a client's is not believed. */
export const guarded: MiddlewareHandler<App> = async (c, next) => {
  const id = c.req.header('cf-ray') ?? crypto.randomUUID();
  c.set('requestId', id);
  await next();
  if (c.res.status === 101) return;
  const headers = c.res.headers;
  headers.set('x-request-id', id);
  headers.set('x-content-type-options', 'nosniff');
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', NO_PAGE);
};
