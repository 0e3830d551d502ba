/** Touches on their way in: whom each is about, which ledger holds that, and what the ledgers say of them. */
import { placeFact } from '../shared/event';
import { bucketOf, bucketOfLead, domainOf } from '../shared/id';
import { isSignal, signalType } from '../shared/signal';
import type { TouchInput } from '../shared/wire';
import type { Env } from './env';
import type { Placed, Stored } from './ingest';
import { noteWritten } from './lookup';
import { isCompany, type Named, nameOf } from './named';
import type { Entry } from './objects/ledger/events';
import { append, type Routed } from './place';
import type { Settings } from './settings';

/** In: a touch, now (ms). Out: its moment, or why it is refused. */
export const placeTouch = ({ occurredAt, domain }: TouchInput, now: number) =>
  domain === undefined || isCompany(domain)
    ? placeFact(occurredAt, now)
    : { refused: 'is a mailbox provider and no company', path: 'domain' };

/** In: touches, whether they are rows of a file. Out: what the ledgers stored of them; null when there were none. */
export async function storeTouches(
  env: Env,
  settings: Settings,
  touches: Placed<TouchInput>[],
  from: 'call' | 'file',
): Promise<Stored | null> {
  const routed = await Promise.all(touches.map((placed) => route(settings, placed)));
  const stored = await append(env, routed, from);
  noteWritten(stored?.leads ?? []);
  return stored;
}

async function route(settings: Settings, { index, item, at }: Placed<TouchInput>): Promise<Routed> {
  const { id, type, source, email, lead, domain } = item;
  const who = email === undefined ? undefined : await nameOf(settings, email);
  const { subject, bucket } = subjectOf(item.type, who, lead, domain);
  const entry: Entry = { index, subject, id, type, at, source: source ?? 'server', body: JSON.stringify(item) };
  const isPerson = who !== undefined && subject.startsWith('l:');
  return { bucket, entry: isPerson ? { ...entry, who } : entry };
}

/** A company's signal lands on the company, also when a person's address names it. */
function subjectOf(type: string, who: Named | undefined, lead: string | undefined, domain: string | undefined) {
  const isCompany = isSignal(type) && signalType(type).of === 'company';
  const account = domain ?? (isCompany && who !== undefined && who.account !== null ? domainOf(who.email) : undefined);
  if (account !== undefined) return { subject: `a:${account}`, bucket: bucketOf(account) };
  if (who !== undefined) return { subject: `l:${who.id}`, bucket: who.bucket };
  return { subject: `l:${lead}`, bucket: bucketOfLead(lead ?? '') ?? 0 };
}
