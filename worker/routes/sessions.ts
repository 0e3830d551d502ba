/** Signing in to the console: a key or a one-use ticket becomes a cookie that no script can read. */
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as v from 'valibot';
import { TicketAnswer } from '../../shared/wire';
import { type App, door, needs, requireSameOrigin, SESSION_COOKIE } from '../auth';
import { jsonBody } from '../body';
import { workspaceOf } from '../env';
import { idempotent } from '../idempotency';
import type { Principal } from '../objects/workspace/credentials';
import { describe } from '../openapi';
import { Problem } from '../problem';
import { hashOf } from '../secret';

const secret = v.pipe(v.string(), v.maxLength(200));
const SignIn = v.union(
  [v.strictObject({ secretKey: secret }), v.strictObject({ ticket: secret })],
  'names "secretKey" or "ticket"',
);
const SignedIn = v.object({ name: v.string() });
const MONTH_SECONDS = 30 * 86_400;
const tag = 'Workspace';

export const sessions = new Hono<App>()
  .post(
    '/',
    describe({
      tag,
      summary: 'Sign in to the console',
      key: 'none',
      body: SignIn,
      example: { secretKey: 'sk_…' },
      answers: [201, SignedIn, 'Signed in; the cookie is set'],
      refuses: [401, 429],
    }),
    door,
    async (c) => {
      requireSameOrigin(c);
      const asked = await jsonBody(c, SignIn);
      const workspace = workspaceOf(c.env);
      const who: Principal | null =
        'ticket' in asked
          ? await workspace.redeem(await hashOf(asked.ticket), 'sign_in')
          : await workspace.principal(await hashOf(asked.secretKey), ['secret']);
      if (who === null) throw new Problem(401, 'That is not a key of this installation.');
      const { secret } = await workspace.issue({ kind: 'session', holder: who.holder, name: who.name });
      const isHttps = new URL(c.req.url).protocol === 'https:';
      setCookie(c, SESSION_COOKIE, secret, {
        path: '/',
        httpOnly: true,
        sameSite: 'Strict',
        secure: isHttps,
        maxAge: MONTH_SECONDS,
      });
      return c.json({ name: who.name }, 201);
    },
  )
  .delete('/', describe({ tag, summary: 'Sign out', key: 'none', answers: [204, null, 'Signed out'] }), async (c) => {
    requireSameOrigin(c);
    const session = getCookie(c, SESSION_COOKIE);
    if (session !== undefined) await workspaceOf(c.env).revoke(await hashOf(session));
    deleteCookie(c, SESSION_COOKIE, { path: '/' });
    return c.body(null, 204);
  })
  .post(
    '/tickets',
    needs('admin'),
    idempotent,
    describe({
      tag,
      summary: 'A ticket that signs a browser in once, good for 60 s',
      answers: [201, TicketAnswer, 'The ticket'],
    }),
    async (c) => {
      const { holder, name } = c.var.who;
      const { secret, expiresAt } = await workspaceOf(c.env).issue({ kind: 'sign_in', holder, name });
      return c.json({ ticket: secret, expiresAt: new Date(expiresAt ?? 0).toISOString() }, 201);
    },
  );
