/** Secret keys: made with scopes, rotated without a gap, revoked at once. */
import { Hono } from 'hono';
import { KeyIssued, KeyRequest, KeysAnswer } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody } from '../body';
import { workspaceOf } from '../env';
import { idempotent } from '../idempotency';
import { ADMINISTRATOR } from '../objects/workspace/begin';
import { describe } from '../openapi';
import { Problem } from '../problem';
import { describeRotation, overlapOf } from '../rotation';

const tag = 'Workspace';

export const keys = new Hono<App>()
  .get(
    '/',
    needs('admin'),
    describe({ tag, summary: 'Keys, their scopes and when they were last used', answers: [200, KeysAnswer, 'Keys'] }),
    async (c) => c.json({ keys: await workspaceOf(c.env).keys() }),
  )
  .post(
    '/',
    needs('admin'),
    idempotent,
    describe({
      tag,
      summary: 'Make a key',
      description: 'The answer is the only place where its secret ever stands.',
      body: KeyRequest,
      example: { name: 'CRM sync', scopes: ['facts:write', 'leads:write'] },
      answers: [201, KeyIssued, 'The key and its secret'],
    }),
    async (c) => c.json(await workspaceOf(c.env).addKey(await jsonBody(c, KeyRequest), c.var.who), 201),
  )
  .post(
    '/:id/rotate',
    needs('admin'),
    idempotent,
    describeRotation('Give a key a new secret', [200, KeyIssued, 'The key and its new secret']),
    async (c) => {
      const overlap = await overlapOf(c);
      const key = await workspaceOf(c.env).rotateKey(notTheFirst(c.req.param('id')), overlap, c.var.who);
      if (key === null) throw noKey();
      return c.json(key);
    },
  )
  .delete(
    '/:id',
    needs('admin'),
    describe({
      tag,
      summary: 'Revoke a key',
      description: 'Its secrets, the console sessions and the sockets that were begun with it end at once.',
      answers: [204, null, 'Revoked'],
      refuses: [404, 409],
    }),
    async (c) => {
      if (!(await workspaceOf(c.env).revokeKey(notTheFirst(c.req.param('id')), c.var.who))) throw noKey();
      return c.body(null, 204);
    },
  );

/** The key that the installation was started with would be back at its next start. */
function notTheFirst(id: string): string {
  if (id === ADMINISTRATOR)
    throw new Problem(
      409,
      'This is the key that the installation is started with; start it with another one to end it.',
    );
  return id;
}

const noKey = (): Problem => new Problem(404, 'There is no such key.');
