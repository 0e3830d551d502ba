/** Ledgers: where the buckets are, and the split of a ledger that has become too large (decisions/0019). */
import { Hono } from 'hono';
import { LedgersAnswer, Split, SplitRequest } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody } from '../body';
import { ledgerNamed, workspaceOf } from '../env';
import { idempotent } from '../idempotency';
import { describe } from '../openapi';
import { Problem } from '../problem';

const tag = 'Workspace';

export const ledgers = new Hono<App>()
  .get(
    '/',
    needs('admin'),
    describe({
      tag,
      summary: 'The ledgers, their buckets, and what is moving',
      answers: [200, LedgersAnswer, 'The ledgers'],
    }),
    async (c) => {
      const { ledgers: names, split } = await workspaceOf(c.env).places();
      const groups = [...Map.groupBy(names, (name) => name)];
      const answer = await Promise.all(
        groups.map(async ([name, own]) => ({
          name,
          buckets: own.length,
          moving: await ledgerNamed(c.env, name).moving(),
        })),
      );
      return c.json({
        ledgers: answer.map(({ moving, ...ledger }) => {
          return { ...ledger, moving: moving === null ? null : { target: moving.target, phase: moving.phase } };
        }),
        split: split === null ? null : { ...split, buckets: split.buckets.length },
      });
    },
  )
  .post(
    '/split',
    needs('admin'),
    idempotent,
    describe({
      tag,
      summary: 'Move half of a ledger’s buckets to a new one, while events keep coming',
      description:
        'The one with the most buckets, unless told. Goes on by itself, also after a crash; asked again, it answers with the split that is under way.',
      body: SplitRequest,
      example: {},
      answers: [202, Split, 'The split'],
      refuses: [409],
    }),
    async (c) => {
      const { ledger } = await jsonBody(c, SplitRequest);
      const split = await workspaceOf(c.env).split(ledger, c.var.who);
      if (split === null)
        throw new Problem(422, 'This ledger cannot be split.', {
          errors: [{ path: 'ledger', message: 'is no ledger of two buckets or more' }],
        });
      if (split === 'busy') throw new Problem(409, 'The ledger still clears up after the last split; try again later.');
      return c.json({ ...split, buckets: split.buckets.length }, 202);
    },
  );
