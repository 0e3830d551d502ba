/** A person's word on whether a lead is one: it goes before what the evidence says of everything until then. */
import { Hono } from 'hono';
import { JudgementAnswer, JudgementRequest } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody } from '../body';
import { askOfLead, noteWritten } from '../lookup';
import type { Entry } from '../objects/ledger/events';
import { describe } from '../openapi';
import { Problem } from '../problem';

export const spam = new Hono<App>().put(
  '/:id/spam',
  needs('outcomes:write'),
  describe({
    tag: 'Facts',
    summary: 'Overrule the verdict on a lead',
    description:
      '"clean": what came until now counts, whatever the evidence. "spam": the lead is suppressed. null: the evidence speaks again. The evidence stays to be seen.',
    body: JudgementRequest,
    example: { verdict: 'clean', why: 'I have spoken with her.' },
    answers: [200, JudgementAnswer, 'It is recorded'],
    refuses: [404],
  }),
  async (c) => {
    const lead = c.req.param('id');
    const { verdict, why = null } = await jsonBody(c, JudgementRequest);
    const { who } = c.var;
    const at = Date.now();
    const id = `judged-${crypto.randomUUID()}`;
    const type = 'spam_judged';
    const body = JSON.stringify({ id, type, occurredAt: at, verdict, why, by: who.holder });
    const word: Entry = {
      index: 0,
      subject: `l:${lead}`,
      id,
      type,
      at,
      source: who.kind === 'rep' ? 'rep' : 'api',
      body,
    };
    const deed = { by: who, action: 'lead_judged', target: lead, detail: { verdict }, at };
    const { unknown, leads } = await askOfLead(c.env, lead, (ledger) => ledger.append([word], deed));
    if (unknown.length > 0) throw new Problem(404, 'There is no such lead.');
    noteWritten(leads);
    return c.json({ lead: { id: lead }, verdict });
  },
);
