/** The background's one door to the server and the database: pairing, people, the model, the hot queue, outcomes, news. */
import { emailHash } from '../shared/id';
import type { Model } from '../shared/model';
import type { Selectors } from '../shared/wire/selectors';
import { type Database, forget, keep, prune, snapshotsOf } from './db';
import { TROUBLES } from './english/surfaces';
import type {
  Alert,
  Claim,
  Confirmation,
  Deed,
  DeedState,
  Found,
  Link,
  Named,
  Person,
  Push,
  QueuePage,
  QueueWish,
  Told,
} from './messages';
import type { Pairing, Settings } from './settings';
import { alertsOf, keepAlert } from './sync/alerts';
import { type Api, claim, openApi, Refusal } from './sync/api';
import { isLike } from './sync/guess';
import { type Live, type News, openLive } from './sync/live';
import { openLookups } from './sync/lookups';
import { marked, setMark } from './sync/marks';
import { MODEL, openModels } from './sync/models';
import { openOutbox, UNDO } from './sync/outbox';
import { openQueue, rowsOf } from './sync/queue';
import { refreshSelectors, SELECTORS, selectorsIn } from './sync/selectors';

const CURSOR = 'cursor';

export interface Sync {
  /** Connects with what is stored, if anything; sends what waits. Cheap when all is well: an alarm calls it every minute. */
  catchUp(): Promise<void>;
  pair(origin: string, code: string): Promise<Claim>;
  /** Ends the pairing and forgets everything, unsent outcomes too. Errors: rejects when something is still there. */
  disconnect(): Promise<void>;
  pairing(): Promise<Pairing | null>;
  /** In: addresses and other names. Out: one answer each, in order. */
  lookup(keys: string[]): Promise<Found[]>;
  guess(who: Named): Promise<Person[] | 'unreachable'>;
  confirm(word: Confirmation): Promise<void>;
  model(): Promise<Model | null>;
  /** Out: a page of the queue; none while this browser is not paired. */
  queue(wish: QueueWish): Promise<QueuePage>;
  alerts(): Promise<Alert[]>;
  record(deed: Deed): Promise<DeedState>;
  takeBack(key: string): Promise<boolean>;
  /** Out: what there is to tell of a lead beside its score. */
  told(lead: string): Promise<Told>;
  /** Puts a lead aside until a moment (ms), on this device; null takes it up again. */
  snooze(lead: string, until: number | null): Promise<void>;
  link(): Link;
  /** Out: the selectors that the workspace has corrected; null: none. */
  selectors(): Promise<Selectors | null>;
  /** Out: the API; null while this browser is not paired. */
  api(): Promise<Api | null>;
}

export interface SyncOptions {
  db: Database;
  settings: Settings;
  fetch: typeof globalThis.fetch;
  /** News for every page of ours. */
  push(news: Push): void;
  /** How long a word can be taken back (ms). */
  pause?: number;
}

/** In: where to store, whom to ask, whom to tell. Out: the door. */
export function openSync({ db, settings, fetch, push, pause = UNDO }: SyncOptions): Sync {
  const lookups = openLookups(db, Date.now);
  const queue = openQueue(db);
  const models = openModels(db, () => line?.api ?? null, push);
  const api = async () => (await open())?.api ?? null;
  const outbox = openOutbox({
    db,
    pause,
    api,
    tell: (key, state) => push({ type: 'said', key, state }),
  });
  let line: { pairing: Pairing; api: Api; live: Live } | null = null;

  /** Out: the open line to the server; null while this browser is not paired. */
  const open = async () => {
    const pairing = line?.pairing ?? (await settings.pairing());
    if (pairing === null) return null;
    line ??= start(pairing);
    return line;
  };

  const start = (pairing: Pairing) => {
    const line = openApi(pairing, fetch);
    const live = openLive(line, {
      cursor: readCursor,
      onMessage: (message) => take(message, pairing.lookupKey),
      onOpen: () => {
        push({ type: 'link', link: link() });
        void outbox.flush();
      },
      onClose: () => push({ type: 'link', link: link() }),
      onRefused: (error) => {
        push({ type: 'link', link: link() });
        void endIfRevoked(error);
      },
    });
    return { pairing, api: line, live };
  };

  const link = (): Link => ({
    connection: line?.live.isOpen() ? 'live' : 'offline',
    heardAt: line?.live.heardAt() ?? 0,
  });

  const take = async (message: News, lookupKey: string) => {
    const before = await readCursor();
    if (message.type === 'score_changed') await change(message, lookupKey);
    if (message.type === 'alert') {
      await keepAlert(db, message);
      push({ type: 'alert' });
    }
    // A resumed socket says hello before it replays: its cursor counts only when we have none, or when the server began anew.
    const isHello = message.type === 'hello';
    if (!isHello || before === null || message.cursor < before)
      await (await db()).put('settings', message.cursor, CURSOR);
  };

  const change = async (message: Extract<News, { type: 'score_changed' }>, lookupKey: string) => {
    const { lead, snapshot } = message;
    const row = snapshot === undefined ? null : { lead: lead.id, snapshot, knownAt: Date.now() };
    const hash = lead.email === null ? null : await emailHash<CryptoKey>(crypto.subtle, lookupKey, lead.email);
    const address = hash === null ? [] : [{ hash, lead: row === null ? null : lead.id, knownAt: Date.now() }];
    await keep(db, { addresses: address, ...(row === null ? { gone: lead.id } : { snapshots: [row] }) });
    if (row !== null) await models.agreeOn(row.snapshot.modelVersion);
    push({ type: 'changed', lead: lead.id, email: lead.email, person: row });
  };

  const readCursor = async (): Promise<number | null> => {
    const cursor = await (await db()).get('settings', CURSOR);
    return typeof cursor === 'number' ? cursor : null;
  };

  const correct = async () => {
    const to = await open();
    const selectors = to && (await refreshSelectors(db, Date.now(), to.pairing, to.api));
    if (selectors !== null) push({ type: 'selectors', selectors });
  };

  const endIfRevoked = async (error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 401) return;
    await end(true);
  };

  const end = async (keepOutbox: boolean) => {
    line?.live.close();
    line = null;
    await settings.unpair();
    await clear(keepOutbox);
  };

  const clear = async (keepOutbox: boolean) => {
    models.forget();
    await forget(db, keepOutbox);
    const open = await db();
    await Promise.all([CURSOR, MODEL, SELECTORS].map((name) => open.delete('settings', name)));
    push({ type: 'selectors', selectors: null });
    push({ type: 'reset' });
  };

  return {
    link,
    api,
    selectors: () => selectorsIn(db),
    pairing: async () => (await open())?.pairing ?? null,
    model: async () => ((await open()) === null ? null : models.agreeOn(null)),
    async catchUp() {
      (await open())?.live.wake();
      await outbox.flush();
      await correct();
      await prune(db, Date.now());
    },
    async pair(origin, code) {
      try {
        const before = await settings.pairing();
        const pairing = await claim(origin, code, fetch);
        await settings.pair(pairing);
        line?.live.close();
        line = null;
        await clear(before === null || before.origin === pairing.origin);
        void correct().catch(() => {});
        return { rep: pairing.rep };
      } catch (error) {
        return { message: error instanceof Refusal ? error.message : TROUBLES.unreachable };
      }
    },
    disconnect: () => end(false),
    async lookup(keys) {
      const to = await open();
      if (to === null) return keys.map(() => 'unreachable');
      const people = await lookups.find(keys, to.pairing.lookupKey, to.api);
      const versions = people.flatMap((found) => (typeof found === 'string' ? [] : [found.snapshot.modelVersion]));
      if (versions.length > 0) await models.agreeOn(Math.max(...versions));
      return people;
    },
    async guess(who) {
      const leads = (await (await open())?.api.search(who.name).catch(() => null)) ?? null;
      if (leads === null) return 'unreachable';
      const rows = rowsOf(leads).filter(({ snapshot }) => isLike(who, snapshot));
      await keep(db, { snapshots: rows });
      return rows;
    },
    async confirm(word) {
      const to = await open();
      if (to !== null) await lookups.confirm(word, to.pairing.lookupKey);
    },
    alerts: () => alertsOf(db),
    queue: async (wish) => {
      const page = await queue.page(wish, await api());
      return { ...page, model: await models.agreeOn(null) };
    },
    async record(deed) {
      await setMark(db, 'handled', deed.lead, deed.at);
      return outbox.record(deed);
    },
    async takeBack(key) {
      const row = await outbox.takeBack(key);
      if (row !== undefined) await setMark(db, 'handled', row.lead, null);
      return row !== undefined;
    },
    snooze: (lead, until) => setMark(db, 'snoozed', lead, until),
    async told(lead) {
      const to = await open();
      const [row] = await snapshotsOf(db, [lead]);
      const [story, snoozed, unsent] = await Promise.all([
        to?.api.story(lead, row?.snapshot.lead.account ?? null).catch(() => null) ?? null,
        marked(db, 'snoozed'),
        outbox.unsent(lead),
      ]);
      const until = snoozed[lead] ?? 0;
      return { story, unsent, snoozedUntil: until > Date.now() ? until : null };
    },
  };
}
