/** Scores: one by any of its keys, or a hundred at once. */
import { Hono } from 'hono';
import { ScoreAnswer, ScoreQuery, ScoresAnswer, ScoresRequest } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody, queryOf } from '../body';
import { idempotent } from '../idempotency';
import { lookUp, lookUpAll } from '../lookup';
import { describe } from '../openapi';

export const scores = new Hono<App>()
  .get(
    '/',
    needs('scores:read'),
    describe({
      tag: 'Scores',
      summary: 'One score, at any moment, with its receipt',
      description:
        'Exactly one key. `at`: any moment. `model`: any version. `fresh=1`: past the copy. `snapshot=1`: with what it is computed from.',
      query: ScoreQuery,
      answers: [200, ScoreAnswer, 'The score, or why there is none'],
    }),
    async (c) => {
      const { at, model, fresh, snapshot, ...key } = queryOf(c, ScoreQuery);
      return c.json(await lookUp(c.env, key, { at, model, fresh, snapshot }));
    },
  )
  .post(
    '/',
    needs('scores:read'),
    idempotent,
    describe({
      tag: 'Scores',
      summary: 'Up to 100 scores, one answer per key, in order',
      body: ScoresRequest,
      example: { keys: [{ email: 'ada@northwind.example' }, { linkedin: 'ada-lovelace' }] },
      answers: [200, ScoresAnswer, 'The answers'],
    }),
    async (c) => {
      const { keys, ...asked } = await jsonBody(c, ScoresRequest);
      return c.json({ scores: await lookUpAll(c.env, keys, asked) });
    },
  );
