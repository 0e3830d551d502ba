/** Outcomes: what really happened, said by a rep or a CRM. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { placeFact } from '../../shared/event';
import { bucketOfLead } from '../../shared/id';
import { OutcomeRequest } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody } from '../body';
import { idempotent } from '../idempotency';
import { noteWritten } from '../lookup';
import { nameOf } from '../named';
import { describe } from '../openapi';
import { inLedger } from '../place';
import { Problem } from '../problem';
import { settingsOf } from '../published';

export const outcomes = new Hono<App>().post(
  '/',
  needs('outcomes:write'),
  idempotent,
  describe({
    tag: 'Facts',
    summary: 'Say what happened to a lead',
    body: OutcomeRequest,
    example: { email: 'ada@northwind.example', outcome: 'meeting', at: '2026-11-22T09:00:00Z' },
    answers: [201, v.object({ lead: v.object({ id: v.string() }), outcome: v.string() }), 'It is recorded'],
  }),
  async (c) => {
    const { email, lead, outcome, at, value, note } = await jsonBody(c, OutcomeRequest);
    const placed = placeFact(at ?? Date.now(), Date.now());
    if ('refused' in placed) {
      throw new Problem(422, 'Some fields are not as they should be.', {
        errors: [{ path: 'at', message: placed.refused }],
      });
    }
    const settings = await settingsOf(c.env);
    const id = email === undefined ? (lead ?? '') : (await nameOf(settings, email)).id;
    const path = email === undefined ? 'lead' : 'email';
    const unknown = new Problem(422, 'There is no such lead.', { errors: [{ path, message: 'is not a known lead' }] });
    const bucket = bucketOfLead(id);
    if (bucket === undefined) throw unknown;
    const said = { outcome, at: placed.at, value: value ?? null, note: note ?? null, by: c.var.who.holder };
    const isKnown = await inLedger(c.env, bucket, (ledger) => ledger.addOutcome(id, said, c.var.who));
    if (!isKnown) throw unknown;
    noteWritten([id]);
    return c.json({ lead: { id }, outcome }, 201);
  },
);
