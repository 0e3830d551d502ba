/** Who am I, and the pairing of an extension. */
import { Hono } from 'hono';
import { Me, Paired, PairingAnswer, PairingClaim, Retention, WorkspaceAnswer } from '../../shared/wire';
import { type App, door, needs } from '../auth';
import { jsonBody } from '../body';
import { workspaceOf } from '../env';
import { idempotent } from '../idempotency';
import { describe } from '../openapi';
import { Problem } from '../problem';
import { hashOf } from '../secret';

const tag = 'Workspace';

export const workspace = new Hono<App>()
  .get('/me', needs(), describe({ tag, summary: 'Whose key this is', answers: [200, Me, 'You'] }), async (c) => {
    const { kind, name, scopes } = c.var.who;
    const workspace = await workspaceOf(c.env).workspaceName();
    return c.json({ kind: kind === 'rep' ? 'rep' : 'admin', key: kind, name, workspace, scopes });
  })
  .get(
    '/workspace',
    needs('admin'),
    describe({
      tag,
      summary: 'The workspace, and the identity secret of each site',
      description:
        'A site’s server signs the trimmed lower-case address of who is signed in with HMAC-SHA-256 and this secret; the page passes the hex on as `proof` of `identify`.',
      answers: [200, WorkspaceAnswer, 'The workspace'],
    }),
    async (c) => c.json(await workspaceOf(c.env).profile()),
  )
  .put(
    '/workspace/retention',
    needs('admin'),
    describe({
      tag,
      summary: 'How long events are kept',
      description:
        'Events of visitors without a name go after days, all others after months. A score keeps what was folded into it; what reads the log again (another model, an earlier moment, a merge, a company’s sum) finds only what is kept.',
      body: Retention,
      example: { anonymousDays: 90, touchMonths: 24 },
      answers: [200, Retention, 'It holds from now on'],
    }),
    async (c) => {
      const wanted = await jsonBody(c, Retention);
      await workspaceOf(c.env).setRetention(wanted, c.var.who);
      return c.json(wanted);
    },
  )
  .post(
    '/pairings',
    needs('admin'),
    idempotent,
    describe({
      tag,
      summary: 'A code that connects one extension, good for 60 s',
      answers: [201, PairingAnswer, 'The code'],
    }),
    async (c) => {
      const { holder, name } = c.var.who;
      const { secret, expiresAt } = await workspaceOf(c.env).issue({ kind: 'pairing', holder, name });
      return c.json({ code: secret, expiresAt: new Date(expiresAt ?? 0).toISOString() }, 201);
    },
  )
  .post(
    '/pairings/claim',
    describe({
      tag,
      summary: 'Turn a pairing code into a rep’s token',
      key: 'none',
      body: PairingClaim,
      example: { code: 'pairing_…' },
      answers: [201, Paired, 'What the extension needs'],
      refuses: [401, 429],
    }),
    door,
    async (c) => {
      const { code } = await jsonBody(c, PairingClaim);
      const paired = await workspaceOf(c.env).pair(await hashOf(code));
      if (paired === null) throw new Problem(401, 'The code is used up or too old; ask for another one.');
      return c.json(paired, 201);
    },
  );
