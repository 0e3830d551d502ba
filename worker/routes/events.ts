/** Capture: what pages report, with a public key. Answers counts, never who anybody is. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { type Evidence, PageEvent, placeInTime } from '../../shared/event';
import { bucketOf } from '../../shared/id';
import { EventsDocument, EventsRequest, IngestAnswer, isAllowedOrigin } from '../../shared/wire';
import { type App, anyOrigin, bearerOf } from '../auth';
import { bodyText, parse, parseJson } from '../body';
import { answerIngest, type Placed, readList } from '../ingest';
import { noteWritten } from '../lookup';
import { nameOf } from '../named';
import { isBurst, keepRate, type Network, networkOf } from '../network';
import type { Entry } from '../objects/ledger/events';
import { describe } from '../openapi';
import { append } from '../place';
import { optOut, ownWords } from '../privacy';
import { Problem } from '../problem';
import { type Identity, isProven } from '../proof';
import { settingsOf } from '../published';
import { claims } from '../said';
import { senderEvidence } from '../sender';
import type { Settings } from '../settings';

const LIMIT = 64 * 1024;
/** Tags that send nothing before consent was given. */
const WAITS = ['required', 'denied'];
const PREFLIGHT = { 'access-control-allow-headers': 'authorization, content-type', 'access-control-max-age': '86400' };

export const events = new Hono<App>()
  .use(anyOrigin)
  .options('/', (c) => c.body(null, 204, PREFLIGHT))
  .post(
    '/',
    describe({
      tag: 'Capture',
      summary: 'Report what happened on a page',
      description:
        'text/plain or application/json, at most 64 KB and 100 events. Good events of a batch with bad ones are stored. Where the site asks for consent, events before `consent_changed` with `granted` are not.',
      key: 'public',
      body: EventsDocument,
      media: ['text/plain', 'application/json'],
      example: {
        key: 'pk_…',
        visitor: '0f8a1c52',
        events: [
          {
            id: '01990b5e-5c1a-7000-8000-000000000001',
            type: 'page_viewed',
            occurredAt: 1789999999000,
            url: 'https://acme.example/pricing',
          },
        ],
      },
      answers: [202, IngestAnswer, 'What was stored; each refused event with its place and field'],
    }),
    async (c) => {
      const receivedAt = Date.now();
      if (!/^(text\/plain|application\/json)\b/i.test(c.req.header('content-type') ?? 'text/plain')) {
        throw new Problem(415, 'Send the body as text/plain or application/json.');
      }
      const raw = parseJson(await bodyText(c, LIMIT));
      const key = keyIn(raw) ?? bearerOf(c);
      const settings = await settingsOf(c.env, (known) => key !== undefined && Object.hasOwn(known.sites, key));
      const site = siteOf(settings, key, c.req.header('origin'), receivedAt);
      const network = await networkOf(c.env, c.req.header('cf-connecting-ip'), receivedAt);
      await keepRate(c.env.CAPTURE_LIMIT, network, site.id);
      const { visitor, consent, sentAt, events } = parse(EventsRequest, raw);
      const sender = await senderOf(c, visitor, network);
      const all = readList(events, PageEvent, (event) => placeInTime(event.occurredAt, sentAt, receivedAt));
      const isOptedOut = c.req.header('sec-gpc') === '1';
      const read = isOptedOut ? ownWords(all) : all;
      const entries = await Promise.all(read.good.map((placed) => entryOf(settings, site, visitor, placed, sender)));
      const bucket = bucketOf(visitor);
      const awaitsConsent = site.consent && !WAITS.includes(consent ?? '');
      const routed = entries.map((entry) => ({ bucket, entry: { ...entry, awaitsConsent } }));
      if (isOptedOut) await append(c.env, [{ bucket, entry: optOut(visitor, receivedAt) }]);
      const stored = await append(c.env, routed);
      noteWritten(stored?.leads ?? []);
      return answerIngest(c, stored, read);
    },
  );

function keyIn(raw: unknown): string | undefined {
  const parsed = v.safeParse(v.object({ key: v.string() }), raw);
  return parsed.success ? parsed.output.key : undefined;
}

type Site = Settings['sites'][string];

/** In: a public key, where it was sent from, when (ms). Out: the site that it is of. Errors: 401, 403. */
function siteOf(settings: Settings, key: string | undefined, origin: string | undefined, now: number): Site {
  if (key?.startsWith('sk_') === true || key?.startsWith('rep_') === true)
    throw new Problem(403, 'Events take a site’s public key.');
  const site = key === undefined || !Object.hasOwn(settings.sites, key) ? undefined : settings.sites[key];
  if (site === undefined || (site.until ?? Infinity) <= now)
    throw new Problem(401, 'Send the site’s public key as "key".');
  if (!isAllowedOrigin(site.origins, origin)) throw new Problem(403, 'This origin is not on the site’s list.');
  return site;
}

/** What the request gives away, with what only many of them do. */
async function senderOf(c: Context<App>, visitor: string, network: Network): Promise<Evidence> {
  const seen = senderEvidence(c.req.raw);
  return (await isBurst(c.env, visitor, network)) ? { ...seen, burst: true } : seen;
}

async function entryOf(
  settings: Settings,
  site: Site,
  visitor: string,
  { index, item, at }: Placed<PageEvent>,
  sender: Evidence,
): Promise<Entry> {
  const { event, identity } = await judged(item, site);
  const entry = {
    index,
    subject: `v:${visitor}`,
    id: event.id,
    type: event.type,
    at,
    source: 'site',
    body: JSON.stringify(Object.keys(sender).length === 0 ? event : { ...event, sender }),
  };
  const email = event.type === 'form_submitted' || event.type === 'identified' ? event.email : undefined;
  if (email === undefined) return entry;
  return { ...entry, who: await nameOf(settings, email), identity, said: claims(event, at) };
}

/** Of a proof is kept only whether it was one: a wrong one makes a claim like any other, and nobody who sends it can tell. */
async function judged(event: PageEvent, { identitySecret }: Site): Promise<{ event: PageEvent; identity: Identity }> {
  if (event.type !== 'identified' || event.proof === undefined) return { event, identity: 'claimed' };
  const isRight = await isProven(identitySecret, event.email, event.proof);
  return { event: { ...event, proof: isRight ? 'right' : 'wrong' }, identity: isRight ? 'verified' : 'claimed' };
}
