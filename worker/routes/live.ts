/** The live feed: a ticket for a socket (browsers cannot send a key with one), then the socket. */
import { Hono } from 'hono';
import { LiveQuery, TicketAnswer } from '../../shared/wire';
import { type App, door, needs } from '../auth';
import { queryOf } from '../body';
import { workspaceOf } from '../env';
import { idempotent } from '../idempotency';
import { describe } from '../openapi';
import { Problem } from '../problem';

/** Pages of ours and browser extensions; what is no browser names no origin. */
const EXTENSION = /^(chrome|moz|safari-web)-extension:\/\//;

export const live = new Hono<App>()
  .post(
    '/tickets',
    needs('scores:read'),
    idempotent,
    describe({
      tag: 'Live',
      summary: 'A ticket for one socket, good for 30 s',
      answers: [201, TicketAnswer, 'The ticket'],
    }),
    async (c) => {
      const { holder, name } = c.var.who;
      const { secret, expiresAt } = await workspaceOf(c.env).issue({ kind: 'live', holder, name });
      return c.json({ ticket: secret, expiresAt: new Date(expiresAt ?? 0).toISOString() }, 201);
    },
  )
  .get(
    '/',
    describe({
      tag: 'Live',
      summary: 'The socket: score_changed and alert messages; `since` resumes without gaps',
      description:
        'Everybody is told of, or those whom `lead`, `account` and the filters of the queue name; `{"type":"subscribe","leads":[],"accounts":[],"queue":{"tier":1}}` says it anew. Who also comes back by a filter of the queue may hear of leads that were never in it.',
      key: 'none',
      query: LiveQuery,
      answers: [101, null, 'Switching protocols'],
      refuses: [401, 403, 426, 429],
    }),
    door,
    async (c) => {
      if (!c.req.query('ticket'))
        throw new Problem(401, 'Ask for a ticket (POST /v1/live/tickets) and send it as "ticket".');
      queryOf(c, LiveQuery);
      const origin = c.req.header('origin');
      const isOurs = origin === undefined || origin === new URL(c.req.url).origin || EXTENSION.test(origin);
      if (!isOurs) throw new Problem(403, 'The socket is for the console and the extension only.');
      if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') throw new Problem(426, 'This is a WebSocket.');
      const answer = await workspaceOf(c.env).fetch(c.req.raw);
      if (answer.status === 401) throw new Problem(401, 'The ticket is used up or too old.');
      return answer;
    },
  );
