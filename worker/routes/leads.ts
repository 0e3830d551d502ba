/** Leads: the queue, and what other systems say of a person. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { LeadUpsert, QueueAnswer, QueueQuery, Warnings } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody, queryOf } from '../body';
import { cursorOf, placeIn } from '../cursor';
import { type Env, workspaceOf } from '../env';
import { answerOf, noteWritten } from '../lookup';
import { nameOf } from '../named';
import { byPlace } from '../objects/ledger/queue';
import type { Principal } from '../objects/workspace/credentials';
import { describe } from '../openapi';
import { askAll, inLedger } from '../place';
import { Problem } from '../problem';
import { settingsOf } from '../published';
import { warningsOn } from '../readable';
import { noRoom, said } from '../said';

const QueuePlace = v.tuple([v.number(), v.number(), v.string()]);

export const leads = new Hono<App>()
  .put(
    '/',
    needs('leads:write'),
    describe({
      tag: 'Facts',
      summary: 'Say what is known of a person',
      description:
        'Every source keeps its own values; the model ranks them. A name that is another lead’s is refused: either both are one person (merges), or `takeAliases` moves it.',
      body: LeadUpsert,
      example: {
        email: 'ada@northwind.example',
        attributes: { name: 'Ada Lovelace', title: 'VP Operations' },
        source: 'crm',
      },
      refuses: [409],
      answers: [200, v.object({ lead: v.object({ id: v.string() }), warnings: Warnings }), 'The lead'],
    }),
    async (c) => {
      const { email, attributes, source, observedAt, aliases, takeAliases } = await jsonBody(c, LeadUpsert);
      const warnings = warningsOn('lead', attributes);
      const settings = await settingsOf(c.env);
      const who = await nameOf(settings, email);
      const names = Object.entries(aliases).map(([kind, name]) => `${kind}:${name}`);
      const words = said(attributes, source, observedAt);
      const put = await inLedger(c.env, who.bucket, (ledger) =>
        ledger.putLead(who, words, names, source, c.var.who, takeAliases),
      );
      if ('full' in put) throw noRoom();
      if ('taken' in put) throw notFree(put.taken);
      noteWritten([who.id, ...names]);
      return c.json({ lead: { id: who.id }, ...(warnings.length === 0 ? {} : { warnings }) });
    },
  )
  .get(
    '/',
    needs('scores:read'),
    describe({
      tag: 'Scores',
      summary: 'The queue: who is to be called, in order',
      description:
        '`owner=me`: the leads of the rep whose token it is, by what the CRM calls them. `sla=open&sort=due`: to whom the model has promised an answer that nobody has given, the longest overdue first; `lead.sla` says by when.',
      query: QueueQuery,
      answers: [200, QueueAnswer, 'A page of leads with their scores'],
    }),
    async (c) => {
      const { cursor, snapshot, ...asked } = queryOf(c, QueueQuery);
      const query = asked.owner === 'me' ? { ...asked, owner: await ownName(c.env, c.var.who) } : asked;
      const after = placeIn(cursor, QueuePlace);
      const place = after === null ? null : { first: after[0], second: after[1], id: after[2] };
      const pages = await askAll(c.env, (ledger) => ledger.queue({ ...query, limit: query.limit + 1 }, place));
      const all = pages.flatMap(({ model, entries }) => entries.map((entry) => ({ ...entry, model })));
      const page = all.sort((a, b) => byPlace(a.place, b.place)).slice(0, query.limit);
      const last = all.length > query.limit ? page.at(-1)?.place : undefined;
      return c.json({
        leads: page.map((found) => answerOf(found, { snapshot })),
        cursor: last === undefined ? null : cursorOf([last.first, last.second, last.id]),
      });
    },
  );

/** In: names that are others', each with whose it is. */
const notFree = (taken: { name: string; lead: string }[]): Problem =>
  new Problem(409, 'A name is another lead’s: merge the two, or say "takeAliases": true to move it.', {
    errors: taken.map(({ name, lead }) => {
      return { path: `aliases.${name.slice(0, name.indexOf(':'))}`, message: `is a name of ${lead}` };
    }),
  });

/** In: who asks. Out: what the CRM calls them as the owner of a lead; their own name when nobody has said so. */
const ownName = async (env: Env, { holder, name }: Principal): Promise<string> =>
  (await workspaceOf(env).ownerOf(holder)) ?? name;
