/** Accounts: what other systems say of a company. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { bucketOf } from '../../shared/id';
import { AccountUpsert, DomainParam, ScoreAnswer } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody, parse } from '../body';
import { ledgerNamed } from '../env';
import { lookUp, noteWritten } from '../lookup';
import { describe } from '../openapi';
import { Problem } from '../problem';
import { settingsOf } from '../published';
import { noRoom, said } from '../said';
import { ledgerOf } from '../settings';

export const accounts = new Hono<App>()
  .put(
    '/:domain',
    needs('leads:write'),
    describe({
      tag: 'Facts',
      summary: 'Say what is known of a company',
      body: AccountUpsert,
      example: { attributes: { name: 'Northwind', employees: 200, industry: 'Software' }, source: 'enrichment' },
      answers: [
        200,
        v.object({ account: v.object({ domain: v.string() }), people: v.number() }),
        'The account; how many people are scored anew',
      ],
    }),
    async (c) => {
      const { domain } = parse(DomainParam, c.req.param());
      const { attributes, source, observedAt } = await jsonBody(c, AccountUpsert);
      const bucket = bucketOf(domain);
      const ledger = ledgerNamed(c.env, ledgerOf(await settingsOf(c.env), bucket));
      const people = await ledger.putAccount(domain, bucket, said(attributes, source, observedAt));
      if (people === null) throw noRoom();
      noteWritten(people);
      return c.json({ account: { domain }, people: people.length });
    },
  )
  .get(
    '/:domain',
    needs('scores:read'),
    describe({
      tag: 'Scores',
      summary: 'A company: the same sums over its own signals and those of all its people',
      answers: [200, ScoreAnswer, 'The roll-up'],
      refuses: [404],
    }),
    async (c) => {
      const { domain } = parse(DomainParam, c.req.param());
      const answer = await lookUp(c.env, { domain }, {});
      if (!('account' in answer)) throw new Problem(404, 'Nothing is known of this company.');
      return c.json(answer);
    },
  );
