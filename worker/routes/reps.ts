/** Reps: invited by a link that is good once, listed, revoked at once. */
import { Hono } from 'hono';
import { InvitationAnswer, InvitationRequest, RepsAnswer } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody } from '../body';
import { workspaceOf } from '../env';
import { idempotent } from '../idempotency';
import { describe } from '../openapi';
import { Problem } from '../problem';

const tag = 'Workspace';

export const reps = new Hono<App>()
  .get(
    '/',
    needs('admin'),
    describe({ tag, summary: 'Reps and invitations that are open', answers: [200, RepsAnswer, 'Reps'] }),
    async (c) => c.json({ reps: await workspaceOf(c.env).reps() }),
  )
  .post(
    '/invitations',
    needs('admin'),
    idempotent,
    describe({
      tag,
      summary: 'Invite a rep',
      description: 'The link is good once, for a week, in a browser that has the extension.',
      body: InvitationRequest,
      example: { name: 'Grace Hopper', owner: 'grace@acme.example' },
      answers: [201, InvitationAnswer, 'The rep to be, and the link'],
    }),
    async (c) => {
      const { rep, code } = await workspaceOf(c.env).inviteRep(await jsonBody(c, InvitationRequest), c.var.who);
      const link = `${new URL(c.req.url).origin}/console/#/join?${new URLSearchParams({ code: code.secret })}`;
      return c.json({ rep, link, expiresAt: new Date(code.expiresAt ?? 0).toISOString() }, 201);
    },
  )
  .delete(
    '/:id',
    needs('admin'),
    describe({
      tag,
      summary: 'Revoke a rep',
      description: 'Token, open sockets and an invitation that was not taken end at once. What the rep has said stays.',
      answers: [204, null, 'Revoked'],
      refuses: [404],
    }),
    async (c) => {
      if (!(await workspaceOf(c.env).revokeRep(c.req.param('id'), c.var.who)))
        throw new Problem(404, 'There is no such rep.');
      return c.body(null, 204);
    },
  );
