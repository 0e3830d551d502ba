/** Facts that a server knows: touches of any signal, for a person or a company, of any age from 2000 on. */
import { Hono } from 'hono';
import { placeFact } from '../../shared/event';
import { bucketOf, bucketOfLead, domainOf } from '../../shared/id';
import { isSignal, signalType } from '../../shared/signal';
import { IngestAnswer, TouchesDocument, TouchesRequest, TouchInput } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody } from '../body';
import { ledgerNamed } from '../env';
import { idempotent } from '../idempotency';
import { answerIngest, type Placed, readList } from '../ingest';
import { noteWritten } from '../lookup';
import { type Named, nameOf } from '../named';
import type { Entry } from '../objects/ledger/events';
import { describe } from '../openapi';
import { settingsOf } from '../published';
import { ledgerOf, type Settings } from '../settings';

export const touches = new Hono<App>().post(
  '/',
  needs('facts:write'),
  idempotent,
  describe({
    tag: 'Facts',
    summary: 'Add touches that a server knows of',
    description: 'At most 500. Each names a person ("email" or "lead") or a company ("domain").',
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
    const read = readList(list, TouchInput, ({ occurredAt }) => placeFact(occurredAt, now));
    const routed = await Promise.all(read.good.map((placed) => route(settings, placed)));
    const stored = await append(c.env, routed);
    noteWritten(stored?.leads ?? []);
    return answerIngest(c, 'touches', stored, read.rejected);
  },
);

async function route(
  settings: Settings,
  { index, item, at }: Placed<TouchInput>,
): Promise<{ ledger: string; entry: Entry }> {
  const { id, type, source, email, lead, domain } = item;
  const who = email === undefined ? undefined : await nameOf(settings, email);
  const { subject, bucket } = subjectOf(item.type, who, lead, domain);
  const entry: Entry = { index, subject, id, type, at, source: source ?? 'server', body: JSON.stringify(item) };
  const isPerson = who !== undefined && subject.startsWith('l:');
  return { ledger: ledgerOf(settings, bucket), entry: isPerson ? { ...entry, who } : entry };
}

/** A company's signal lands on the company, also when a person's address names it. */
function subjectOf(type: string, who: Named | undefined, lead: string | undefined, domain: string | undefined) {
  const isCompany = isSignal(type) && signalType(type).of === 'company';
  const account = domain ?? (isCompany && who !== undefined && who.account !== null ? domainOf(who.email) : undefined);
  if (account !== undefined) return { subject: `a:${account}`, bucket: bucketOf(account) };
  if (who !== undefined) return { subject: `l:${who.id}`, bucket: who.bucket };
  return { subject: `l:${lead}`, bucket: bucketOfLead(lead ?? '') ?? 0 };
}

async function append(env: App['Bindings'], routed: { ledger: string; entry: Entry }[]) {
  const groups = [...Map.groupBy(routed, ({ ledger }) => ledger)];
  const answers = await Promise.all(
    groups.map(([name, group]) => ledgerNamed(env, name).append(group.map(({ entry }) => entry))),
  );
  if (answers.length === 0) return null;
  return {
    accepted: answers.reduce((sum, { accepted }) => sum + accepted, 0),
    duplicates: answers.reduce((sum, { duplicates }) => sum + duplicates, 0),
    conflicts: answers.flatMap(({ conflicts }) => conflicts),
    unknown: answers.flatMap(({ unknown }) => unknown),
    leads: answers.flatMap(({ leads }) => leads),
  };
}
