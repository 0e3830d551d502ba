/** Models: every version, the draft, publishing and rolling back, and what changed between two versions. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { Model } from '../../shared/model';
import { checkModel, type Mistake } from '../../shared/model/check';
import { diff } from '../../shared/model/diff';
import { DEFAULT } from '../../shared/presets';
import {
  DiffAnswer,
  DiffQuery,
  DraftAnswer,
  ModelsAnswer,
  ModelVersion,
  PublishedAnswer,
  PublishRequest,
} from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody, optionalBody, queryOf } from '../body';
import { type Env, workspaceOf } from '../env';
import { idempotent } from '../idempotency';
import { describe } from '../openapi';
import { Problem, safeKey } from '../problem';

const tag = 'Models';

export const models = new Hono<App>()
  .get(
    '/',
    needs('scores:read'),
    describe({ tag, summary: 'Models, newest first', answers: [200, ModelsAnswer, 'Models'] }),
    async (c) => c.json({ models: await workspaceOf(c.env).models() }),
  )
  .put(
    '/',
    needs('models:write'),
    describe({
      tag,
      summary: 'Put a model as the draft',
      description:
        'There is one draft at most; its `version` is ours to give. Every mistake is told with its place and its cure.',
      body: Model,
      example: DEFAULT,
      answers: [200, DraftAnswer, 'The draft, and what is hardly meant in it'],
    }),
    async (c) => {
      const input = await jsonBody(c, v.unknown());
      const checked = checkModel(typeof input === 'object' && input !== null ? { version: 1, ...input } : input);
      if ('mistakes' in checked)
        throw new Problem(422, 'The model has mistakes.', { errors: checked.mistakes.map(fieldError) });
      const version = await workspaceOf(c.env).putDraft(checked.model, c.var.who);
      return c.json({ version, status: 'draft', warnings: checked.warnings });
    },
  )
  .get(
    '/:version{[0-9]{1,9}}',
    needs('scores:read'),
    describe({
      tag,
      summary: 'One version of the model',
      answers: [200, ModelVersion, 'The version'],
      refuses: [404],
    }),
    async (c) => c.json(await versionOf(c.env, Number(c.req.param('version')))),
  )
  .get(
    '/:version{[0-9]{1,9}}/diff',
    needs('scores:read'),
    describe({
      tag,
      summary: 'What a version says otherwise than another',
      description: 'Rules and actions are compared by their id. `from` is the published version unless told.',
      query: DiffQuery,
      answers: [200, DiffAnswer, 'The changes'],
      refuses: [404],
    }),
    async (c) => {
      const { from } = queryOf(c, DiffQuery);
      const after = await versionOf(c.env, Number(c.req.param('version')));
      const before = await versionOf(c.env, from);
      const changes = diff({ ...before.model, version: 0 }, { ...after.model, version: 0 });
      return c.json({ from: before.version, to: after.version, changes });
    },
  )
  .post(
    '/:version{[0-9]{1,9}}/publish',
    needs('models:write'),
    idempotent,
    describe({
      tag,
      summary: 'Publish a version; an older one is a rollback',
      description: 'The past stays as it was scored. Every lead is scored anew, in slices.',
      body: PublishRequest,
      example: { why: 'Pricing visits were worth too much.' },
      answers: [200, PublishedAnswer, 'It is published'],
      refuses: [404],
    }),
    async (c) => {
      const { why = null } = await optionalBody(c, PublishRequest);
      const version = Number(c.req.param('version'));
      if (!(await workspaceOf(c.env).publishModel(version, why, c.var.who))) throw noVersion();
      return c.json({ version, status: 'published' });
    },
  );

/** In: a version, or none for the published one. Errors: 404. */
async function versionOf(env: Env, version: number | undefined): Promise<ModelVersion> {
  const all = await workspaceOf(env).models();
  const found = all.find((one) => (version === undefined ? one.status === 'published' : one.version === version));
  if (found === undefined) throw noVersion();
  return found;
}

const noVersion = (): Problem => new Problem(404, 'There is no such version.');

const fieldError = ({ path, message, cure }: Mistake) => ({
  path: path.split('.').map(safeKey).join('.'),
  message: `${message}. ${cure}`,
});
