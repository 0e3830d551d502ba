/** Accounts: what other systems say of a company. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { bucketOf } from '../../shared/id';
import { AccountUpsert, DomainParam, ScoreAnswer, Warnings } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody, parse } from '../body';
import { type Env, workspaceOf } from '../env';
import { lookUp, noteWritten } from '../lookup';
import { isCompany } from '../named';
import type { Principal } from '../objects/workspace/credentials';
import type { Unadoptable } from '../objects/workspace/subsidiaries';
import { describe } from '../openapi';
import { askAll, inLedger } from '../place';
import { Problem } from '../problem';
import { warningsOn } from '../readable';
import { noRoom, said } from '../said';

export const accounts = new Hono<App>()
  .put(
    '/:domain',
    needs('leads:write'),
    describe({
      tag: 'Facts',
      summary: 'Say what is known of a company, and whose subsidiary it is',
      description:
        'A domain with a `parent` stands for that account: its people and signals count there. `null` makes it an account of its own again.',
      body: AccountUpsert,
      example: { attributes: { name: 'Northwind', employees: 200, industry: 'Software' }, source: 'enrichment' },
      answers: [
        200,
        v.object({ account: v.object({ domain: v.string() }), people: v.number(), warnings: Warnings }),
        'The account; how many people are scored anew',
      ],
    }),
    async (c) => {
      const { domain } = parse(DomainParam, c.req.param());
      if (!isCompany(domain)) throw badField('domain', NO_COMPANY);
      const { attributes, source, observedAt, parent } = await jsonBody(c, AccountUpsert);
      const warnings = warningsOn('account', attributes);
      if (parent !== undefined) await stand(c.env, domain, parent, c.var.who);
      const bucket = bucketOf(domain);
      const words = said(attributes, source, observedAt);
      if (!(await inLedger(c.env, bucket, (ledger) => ledger.putAccount(domain, bucket, words)))) throw noRoom();
      const answers = await askAll(c.env, (ledger) => ledger.colleaguesOf(domain));
      const people = answers.flatMap(({ leads }) => leads);
      noteWritten(people);
      return c.json({ account: { domain }, people: people.length, ...(warnings.length === 0 ? {} : { warnings }) });
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

const NO_COMPANY = 'is a mailbox provider and no company';
const CAUSES: Record<Unadoptable, string> = {
  itself: 'is the domain itself',
  parent_is_subsidiary: 'is a subsidiary of another account',
  has_subsidiaries: 'cannot be, while other domains are subsidiaries of this one',
  too_many: 'would be one subsidiary too many',
};

/** Errors: 422 for a parent that cannot be one. */
async function stand(env: Env, domain: string, parent: string | null, by: Principal): Promise<void> {
  const cause =
    parent !== null && !isCompany(parent) ? 'mailbox' : await workspaceOf(env).setParent(domain, parent, by);
  if (cause === null) return;
  throw badField('parent', cause === 'mailbox' ? NO_COMPANY : CAUSES[cause]);
}

const badField = (path: string, message: string): Problem =>
  new Problem(422, 'Some fields are not as they should be.', { errors: [{ path, message }] });
