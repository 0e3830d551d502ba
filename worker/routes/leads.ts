/** Leads: the queue, one lead's record and timeline, and what other systems say of a person. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { DAY } from '../../shared/event';
import { bucketOfLead } from '../../shared/id';
import type { Attributes } from '../../shared/lead';
import type { Answer } from '../../shared/score';
import { iso } from '../../shared/score/reason';
import {
  HistoryAnswer,
  HistoryQuery,
  LeadAnswer,
  LeadUpsert,
  QueueAnswer,
  QueueQuery,
  TimelineAnswer,
  TimelineQuery,
} from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody, queryOf } from '../body';
import { cursorOf, placeIn } from '../cursor';
import { ledgerNamed } from '../env';
import { answerOf, lookUpWithTrend, noteWritten } from '../lookup';
import { nameOf } from '../named';
import { byPlace } from '../objects/ledger/queue';
import { describe } from '../openapi';
import { Problem } from '../problem';
import { settingsOf } from '../published';
import { noRoom, said } from '../said';
import { ledgerOf, ledgersOf } from '../settings';

const QueuePlace = v.tuple([v.number(), v.number(), v.string()]);
const TimelinePlace = v.tuple([v.number(), v.string(), v.string()]);

export const leads = new Hono<App>()
  .put(
    '/',
    needs('admin'),
    describe({
      tag: 'Facts',
      summary: 'Say what is known of a person',
      description: 'Every source keeps its own values; the model ranks them.',
      key: 'secret',
      body: LeadUpsert,
      example: {
        email: 'ada@northwind.example',
        attributes: { name: 'Ada Lovelace', title: 'VP Operations' },
        source: 'crm',
      },
      answers: [200, v.object({ lead: v.object({ id: v.string() }) }), 'The lead'],
    }),
    async (c) => {
      const { email, attributes, source, observedAt, aliases } = await jsonBody(c, LeadUpsert);
      const settings = await settingsOf(c.env);
      const who = await nameOf(settings, email);
      const names = Object.entries(aliases).map(([kind, name]) => `${kind}:${name}`);
      const ledger = ledgerNamed(c.env, ledgerOf(settings, who.bucket));
      const hasRoom = await ledger.putLead(who, said(attributes, source, observedAt), names);
      if (!hasRoom) throw noRoom();
      noteWritten([who.id, ...names]);
      return c.json({ lead: { id: who.id } });
    },
  )
  .get(
    '/',
    needs('rep'),
    describe({
      tag: 'Scores',
      summary: 'The queue: who is to be called, in order',
      key: 'secret or rep',
      query: QueueQuery,
      answers: [200, QueueAnswer, 'A page of leads with their scores'],
    }),
    async (c) => {
      const { cursor, snapshot, ...query } = queryOf(c, QueueQuery);
      const after = placeIn(cursor, QueuePlace);
      const place = after === null ? null : { first: after[0], second: after[1], id: after[2] };
      const ledgers = ledgersOf(await settingsOf(c.env)).map((name) => ledgerNamed(c.env, name));
      const pages = await Promise.all(
        ledgers.map((ledger) => ledger.queue({ ...query, limit: query.limit + 1 }, place)),
      );
      const all = pages.flatMap(({ model, entries }) => entries.map((entry) => ({ ...entry, model })));
      const page = all.sort((a, b) => byPlace(a.place, b.place)).slice(0, query.limit);
      const last = all.length > query.limit ? page.at(-1)?.place : undefined;
      return c.json({
        leads: page.map((found) => answerOf(found, { snapshot })),
        cursor: last === undefined ? null : cursorOf([last.first, last.second, last.id]),
      });
    },
  )
  .get(
    '/:id',
    needs('rep'),
    describe({
      tag: 'Scores',
      summary: 'One lead: score, attributes by source, aliases, outcomes',
      key: 'secret or rep',
      answers: [200, LeadAnswer, 'The whole record'],
      refuses: [404],
    }),
    async (c) => {
      const id = c.req.param('id');
      const ledger = await ledgerOfLead(c.env, id);
      const [answer, record] = await Promise.all([lookUpWithTrend(c.env, id, Date.now()), ledger.record(id)]);
      if (answer === null || record === null) throw new Problem(404, 'There is no such lead.');
      const outcomes = record.outcomes.map((outcome) => ({ ...outcome, at: iso(outcome.at) })).toReversed();
      return c.json({ ...answer, record: { ...record, outcomes, attributes: saidAloud(record.attributes) } });
    },
  )
  .get(
    '/:id/history',
    needs('rep'),
    describe({
      tag: 'Scores',
      summary: 'A lead’s score over time',
      description: 'At evenly spaced moments, the last 90 days unless told; each from what had happened by then.',
      key: 'secret or rep',
      query: HistoryQuery,
      answers: [200, HistoryAnswer, 'Scores, oldest first'],
      refuses: [404],
    }),
    async (c) => {
      const id = c.req.param('id');
      const { to = Date.now(), steps, ...query } = queryOf(c, HistoryQuery);
      const from = query.from ?? to - 90 * DAY;
      if (from >= to)
        throw new Problem(422, 'The span is empty.', { errors: [{ path: 'from', message: 'is not before "to"' }] });
      const moments = evenly(from, to, steps);
      const answers = await (await ledgerOfLead(c.env, id)).history(id, moments);
      if (answers === null) throw new Problem(404, 'There is no such lead.');
      return c.json({ history: moments.map((at, i) => ({ at: iso(at), ...standing(answers[i]) })) });
    },
  )
  .get(
    '/:id/timeline',
    needs('rep'),
    describe({
      tag: 'Scores',
      summary: 'Every event of a lead, newest first, raw',
      key: 'secret or rep',
      query: TimelineQuery,
      answers: [200, TimelineAnswer, 'A page of touches'],
      refuses: [404],
    }),
    async (c) => {
      const id = c.req.param('id');
      const { limit, cursor } = queryOf(c, TimelineQuery);
      const after = placeIn(cursor, TimelinePlace);
      const place = after === null ? null : { at: after[0], id: after[1], subject: after[2] };
      const page = await (await ledgerOfLead(c.env, id)).timeline(id, limit, place);
      if (page === null) throw new Problem(404, 'There is no such lead.');
      const touches = page.rows.map(({ id, type, at, received, source, body }) => {
        const times = { occurredAt: iso(at), receivedAt: iso(received) };
        return { ...JSON.parse(body), id, type, ...times, source };
      });
      return c.json({
        touches,
        cursor: page.next === null ? null : cursorOf([page.next.at, page.next.id, page.next.subject]),
      });
    },
  );

/** In: the first and last moment (ms), how many in all. Out: the moments, evenly apart. */
const evenly = (from: number, to: number, steps: number): number[] =>
  Array.from({ length: steps }, (_, i) => Math.round(from + ((to - from) * i) / (steps - 1)));

function standing(answer: Answer | undefined) {
  if (answer === undefined || !('score' in answer)) return { unscored: answer?.unscored };
  const { balance, points, priority } = answer.score;
  return { balance, points, priority, stage: answer.lead.stage };
}

const saidAloud = (attributes: Attributes) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, said]) => [
      name,
      said.map((seen) => ({ ...seen, observedAt: iso(seen.observedAt) })),
    ]),
  );

async function ledgerOfLead(env: App['Bindings'], id: string) {
  const bucket = bucketOfLead(id);
  if (bucket === undefined) throw new Problem(404, 'There is no such lead.');
  return ledgerNamed(env, ledgerOf(await settingsOf(env), bucket));
}
