/** Facts that a server knows: touches of any signal, for a person or a company, of any age from 2000 on. */
import { Hono } from 'hono';
import { IngestAnswer, TouchesDocument, TouchesRequest, TouchInput } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody } from '../body';
import { idempotent } from '../idempotency';
import { answerIngest, readList } from '../ingest';
import { describe } from '../openapi';
import { settingsOf } from '../published';
import { placeTouch, storeTouches } from '../touches';

export const touches = new Hono<App>().post(
  '/',
  needs('facts:write'),
  idempotent,
  describe({
    tag: 'Facts',
    summary: 'Add touches that a server knows of',
    description:
      'At most 500. Each names a person ("email" or "lead") or a company ("domain"). An "email_clicked" that says when the mail was sent ' +
      '("sentAt") is a scanner’s within ten seconds of that, and while no "email_opened" lies between: send both, or leave it out. "consent_changed" with "consent" tells that a person has opted ' +
      'out, or no longer has.',
    body: TouchesDocument,
    example: {
      touches: [
        {
          id: 'crm-4711',
          email: 'ada@northwind.example',
          type: 'webinar_attended',
          occurredAt: '2026-11-20T15:00:00Z',
        },
      ],
    },
    answers: [202, IngestAnswer, 'What was stored; each refused touch with its place and field'],
  }),
  async (c) => {
    const { touches: list } = await jsonBody(c, TouchesRequest);
    const settings = await settingsOf(c.env);
    const now = Date.now();
    const read = readList(list, TouchInput, (touch) => placeTouch(touch, now));
    const stored = await storeTouches(c.env, settings, read.good, 'call');
    return answerIngest(c, stored, read);
  },
);
