/** One lead: its record, its score over time, its timeline, and everything that is held of it. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { DAY } from '../../shared/event';
import type { Answer } from '../../shared/score';
import { iso } from '../../shared/score/reason';
import {
  ExportAnswer,
  HistoryAnswer,
  HistoryQuery,
  LeadAnswer,
  TimelineAnswer,
  TimelineQuery,
} from '../../shared/wire';
import { type App, needs } from '../auth';
import { queryOf } from '../body';
import { cursorOf, placeIn } from '../cursor';
import type { Env, Remote } from '../env';
import { askOfLead, lookUpWithTrend, noteWritten } from '../lookup';
import type { Ledger as Ledgers } from '../objects/ledger';
import { describe } from '../openapi';
import { Problem } from '../problem';
import { saidAloud } from '../said';

/** So many touches are read at a time while an export is written. */
const EXPORT_PAGE = 500;

const TimelinePlace = v.tuple([v.number(), v.string(), v.string()]);

export const lead = new Hono<App>()
  .get(
    '/:id',
    needs('scores:read'),
    describe({
      tag: 'Scores',
      summary: 'One lead: score, attributes by source, aliases, outcomes',
      answers: [200, LeadAnswer, 'The whole record'],
      refuses: [404],
    }),
    async (c) => {
      const id = c.req.param('id');
      return c.json(await recordOf(c.env, id));
    },
  )
  .delete(
    '/:id',
    needs('admin'),
    describe({
      tag: 'Scores',
      summary: 'Erase a person',
      description:
        'The person, their touches, outcomes, other names and copies go for good. What happened before that and arrives late is not taken in.',
      answers: [204, null, 'Erased'],
      refuses: [404],
    }),
    async (c) => {
      const id = c.req.param('id');
      const names = await askOfLead(c.env, id, (ledger) => ledger.erase(id, c.var.who));
      if (names === null) throw new Problem(404, 'There is no such lead.');
      noteWritten(names);
      return c.body(null, 204);
    },
  )
  .get(
    '/:id/history',
    needs('scores:read'),
    describe({
      tag: 'Scores',
      summary: 'A lead’s score over time',
      description: 'At evenly spaced moments, the last 90 days unless told; each from what had happened by then.',
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
      const answers = await askOfLead(c.env, id, (ledger) => ledger.history(id, moments));
      if (answers === null) throw new Problem(404, 'There is no such lead.');
      return c.json({ history: moments.map((at, i) => ({ at: iso(at), ...standing(answers[i]) })) });
    },
  )
  .get(
    '/:id/export',
    needs('admin'),
    describe({
      tag: 'Scores',
      summary: 'Everything that is held of a person, as one document',
      answers: [200, ExportAnswer, 'The document'],
      refuses: [404],
    }),
    async (c) => {
      const id = c.req.param('id');
      const known = { exportedAt: iso(Date.now()), ...(await recordOf(c.env, id)) };
      return c.body(exported(c.env, id, known), 200, {
        'content-type': 'application/json',
        'content-disposition': `attachment; filename="${id}.json"`,
      });
    },
  )
  .get(
    '/:id/timeline',
    needs('scores:read'),
    describe({
      tag: 'Scores',
      summary: 'Every event of a lead, newest first, raw',
      query: TimelineQuery,
      answers: [200, TimelineAnswer, 'A page of touches'],
      refuses: [404],
    }),
    async (c) => {
      const id = c.req.param('id');
      const { limit, cursor } = queryOf(c, TimelineQuery);
      const after = placeIn(cursor, TimelinePlace);
      const place = after === null ? null : { at: after[0], id: after[1], subject: after[2] };
      const page = await askOfLead(c.env, id, (ledger) => ledger.timeline(id, limit, place));
      if (page === null) throw new Problem(404, 'There is no such lead.');
      const touches = page.rows.map(touchOf);
      return c.json({
        touches,
        cursor: page.next === null ? null : cursorOf([page.next.at, page.next.id, page.next.subject]),
      });
    },
  );

type Ledger = Remote<Ledgers>;
type Row = NonNullable<Awaited<ReturnType<Ledger['timeline']>>>['rows'][number];

/** As it was told, and the moment that we count with; `deviceAt` is what the device's clock said, where that is another one. */
function touchOf({ id, type, at, received, source, body, identity }: Row) {
  const { occurredAt: said, ...told } = JSON.parse(body);
  const device = said === at ? {} : { deviceAt: iso(said) };
  return { ...told, id, type, occurredAt: iso(at), receivedAt: iso(received), ...device, source, identity };
}

/** In: what is known of a lead beside its touches. Out: one JSON document with both, written page by page. */
function exported(env: Env, id: string, known: object): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: Parameters<Ledger['timeline']>[2] = null;
  let text = `${JSON.stringify(known).slice(0, -1)},"touches":[`;
  return new ReadableStream({
    async pull(controller) {
      const place = after;
      const page = await askOfLead(env, id, (ledger) => ledger.timeline(id, EXPORT_PAGE, place));
      const isFirst = after === null;
      const touches = (page?.rows ?? []).map((row) => JSON.stringify(touchOf(row))).join(',');
      text += isFirst || touches === '' ? touches : `,${touches}`;
      after = page?.next ?? null;
      controller.enqueue(encoder.encode(after === null ? `${text}]}` : text));
      text = '';
      if (after === null) controller.close();
    },
  });
}

/** In: the first and last moment (ms), how many in all. Out: the moments, evenly apart. */
const evenly = (from: number, to: number, steps: number): number[] =>
  Array.from({ length: steps }, (_, i) => Math.round(from + ((to - from) * i) / (steps - 1)));

function standing(answer: Answer | undefined) {
  if (answer === undefined || !('score' in answer)) return { unscored: answer?.unscored };
  const { balance, points, priority } = answer.score;
  return { balance, points, priority, stage: answer.lead.stage };
}

/** In: a lead and its ledger. Out: its score, and what every source and every outcome says. Errors: 404. */
async function recordOf(env: Env, id: string) {
  const [answer, record] = await Promise.all([
    lookUpWithTrend(env, id, Date.now()),
    askOfLead(env, id, (ledger) => ledger.record(id)),
  ]);
  if (answer === null || record === null) throw new Problem(404, 'There is no such lead.');
  const outcomes = record.outcomes.map((outcome) => ({ ...outcome, at: iso(outcome.at) })).toReversed();
  const knownAs = record.knownAs.map((word) => ({ ...word, at: iso(word.at) }));
  return { ...answer, record: { ...record, outcomes, knownAs, attributes: saidAloud(record.attributes) } };
}
