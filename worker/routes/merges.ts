/** Merges: two leads are one person; said by a rep or a system, recorded, and taken back without a trace on either history. */
import { Hono } from 'hono';
import { bucketOfLead } from '../../shared/id';
import { iso } from '../../shared/score/reason';
import { Merge, MergeRequest, MergesAnswer } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody } from '../body';
import type { Env } from '../env';
import { idempotent } from '../idempotency';
import { askOfLead, noteWritten } from '../lookup';
import { type Named, nameOf } from '../named';
import type { Merge as Recorded } from '../objects/ledger/merges';
import type { Unmergeable } from '../objects/ledger/persons';
import type { Actor } from '../objects/workspace/audit';
import { describe } from '../openapi';
import { inLedger } from '../place';
import { Problem } from '../problem';
import { settingsOf } from '../published';

const tag = 'Identity';

export const merges = new Hono<App>()
  .get(
    '/:id/merges',
    needs('scores:read'),
    describe({
      tag,
      summary: 'Every merge that concerns a lead, oldest first, also those that were undone',
      answers: [200, MergesAnswer, 'The merges'],
      refuses: [404],
    }),
    async (c) => {
      const id = c.req.param('id');
      const found = await askOfLead(c.env, id, (ledger) => ledger.merges(id));
      if (found === null) throw noLead();
      return c.json({ merges: found.map(aloud), cursor: null });
    },
  )
  .post(
    '/:id/merges',
    needs('outcomes:write'),
    idempotent,
    describe({
      tag,
      summary: 'Say that another lead, or a second address, is the same person',
      description:
        'The lead in the path stands for both; the other one’s id and addresses lead to it. Events of either keep arriving where they were sent, so that it can be undone.',
      body: MergeRequest,
      example: { email: 'ada@home.example' },
      answers: [201, Merge, 'The merge'],
      refuses: [404],
    }),
    async (c) => {
      const id = c.req.param('id');
      const { lead, email } = await jsonBody(c, MergeRequest);
      const other = email === undefined ? { id: lead ?? '' } : await nameOf(await settingsOf(c.env), email);
      const merge = await mergeInto(c.env, id, other, c.var.who);
      if (typeof merge === 'string') throw refusal(merge, email === undefined ? 'lead' : 'email');
      noteWritten([merge.lead, merge.other]);
      return c.json(aloud(merge), 201);
    },
  )
  .post(
    '/:id/merges/:merge/undo',
    needs('outcomes:write'),
    idempotent,
    describe({
      tag,
      summary: 'Undo a merge: each lead has its own history again, with what happened meanwhile',
      answers: [200, Merge, 'The merge, which has ended'],
      refuses: [404],
    }),
    async (c) => {
      const { id, merge } = c.req.param();
      const by = c.var.who;
      const undone = await askOfLead(c.env, id, (ledger) => ledger.undoMerge(id, merge, by));
      if (undone === null) throw new Problem(404, 'There is no such merge of this lead.');
      noteWritten([undone.lead, undone.other]);
      return c.json(aloud(undone));
    },
  );

/** The ledger of the one that gives way records the merge; it is told who stands for the other. */
async function mergeInto(
  env: Env,
  id: string,
  other: { id: string } | Named,
  by: Actor,
): Promise<Recorded | Unmergeable> {
  const standing = await askOfLead(env, id, (ledger) => ledger.standing({ id }));
  if (standing === null) return 'unknown_lead';
  const bucket = bucketOfLead(other.id);
  return bucket === undefined ? 'unknown_other' : inLedger(env, bucket, (ledger) => ledger.merge(standing, other, by));
}

const noLead = (): Problem => new Problem(404, 'There is no such lead.');

function refusal(cause: Unmergeable, path: string): Problem {
  if (cause === 'unknown_lead') return noLead();
  const message = cause === 'same_person' ? 'is the same person already' : 'is not a known lead';
  return new Problem(422, 'These two cannot be merged.', { errors: [{ path, message }] });
}

const aloud = ({ at, undoneAt, ...merge }: Recorded) => ({
  ...merge,
  at: iso(at),
  undoneAt: undoneAt === null ? null : iso(undoneAt),
});
