/** The workspace: the control plane (sites, keys, reps, models) and the reps' sockets. One object an installation. */
import { DurableObject } from 'cloudflare:workers';
import { DAY } from '../../shared/event';
import type { Model } from '../../shared/model';
import { type Snapshot, score } from '../../shared/score';
import type { ModelVersion, Site } from '../../shared/wire';
import { type Env, ledgerNamed } from '../env';
import { writeSettings } from '../kv';
import { hashOf, randomSecret } from '../secret';
import type { Settings } from '../settings';
import { holderOf, type Kind, keep, type Principal, redeem, revoke, revokeOthers } from './workspace/credentials';
import { lastCursor, record, since } from './workspace/live';
import { beginModels, type Deed, modelVersions, publishedModel, publishVersion, putDraft } from './workspace/models';
import { type Begun, begin, finish } from './workspace/requests';
import { createTables } from './workspace/tables';

const SECOND = 1000;
/** How long each kind of credential is good (ms); those that are not named: until they are revoked. */
const LIFE: Partial<Record<Kind, number>> = {
  session: 30 * DAY,
  sign_in: 60 * SECOND,
  pairing: 60 * SECOND,
  live: 30 * SECOND,
};
const LEDGER = 'ledger-0';
/** Holds the key that the installation was started with; a new one there ends the old one. */
const ADMINISTRATOR = 'key_admin';

export interface Issued {
  secret: string;
  expiresAt: number | null;
}
export class Workspace extends DurableObject<Env> {
  private readonly sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.sql = ctx.storage.sql;
    createTables(this.sql);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
    this.begin();
    ctx.waitUntil(this.publishSettings());
  }

  /** Out: what the edge needs to know; also published to KV. */
  settings(): Settings {
    const sites = this.sites().map(({ id, key, origins }) => [key, { id, origins }] as const);
    const model = this.publishedModel();
    const buckets: Settings['buckets'] = [[0, 255, LEDGER]];
    return {
      version: model.version,
      lookupKey: this.meta('lookup_key'),
      model,
      sites: Object.fromEntries(sites),
      buckets,
    };
  }

  publishedModel(): Model {
    return publishedModel(this.sql);
  }

  models(): ModelVersion[] {
    return modelVersions(this.sql);
  }

  /** In: a model, whose deed it is. Out: the version of the draft that it is now. */
  putDraft(model: Model, deed: Deed): number {
    return this.ctx.storage.transactionSync(() => putDraft(this.sql, model, deed));
  }

  /** In: a version, whose deed it is. Out: whether there is such a version. When it answers, every ledger scores by it. */
  async publishModel(version: number, deed: Deed): Promise<boolean> {
    const isKnown = this.ctx.storage.transactionSync(() => publishVersion(this.sql, version, deed));
    if (!isKnown) return false;
    await this.publishSettings();
    const ledgers = new Set(this.settings().buckets.map(([, , name]) => name));
    await Promise.all([...ledgers].map((name) => ledgerNamed(this.env, name).adopt(this.publishedModel())));
    return true;
  }

  sites(): Site[] {
    return this.sql
      .exec<{ id: string; name: string; key: string; origins: string }>(
        'SELECT id, name, key, origins FROM sites ORDER BY id',
      )
      .toArray()
      .map(({ origins, ...site }) => ({ ...site, origins: JSON.parse(origins) }));
  }

  /** In: the hash of what was presented, the kinds that it may be. Out: whose it is, or null. */
  principal(hash: string, kinds: Kind[]): Principal | null {
    return holderOf(this.sql, hash, kinds, Date.now());
  }

  /** In: for whom, what kind. Out: a new credential of that kind; only its hash stays here. */
  async issue(who: Principal): Promise<Issued> {
    const secret = randomSecret(who.kind);
    const life = LIFE[who.kind];
    const now = Date.now();
    keep(this.sql, await hashOf(secret), who, now, life);
    return { secret, expiresAt: life === undefined ? null : now + life };
  }

  /** In: the hash of a one-use credential, its kind. Out: whose it was, or null; it is used up. */
  redeem(hash: string, kind: Kind): Principal | null {
    return redeem(this.sql, hash, kind, Date.now());
  }

  revoke(hash: string): void {
    revoke(this.sql, hash);
  }

  /** In: the hash of a pairing code. Out: the rep's token and what the extension needs beside it, or null. */
  async pair(hash: string) {
    const who = this.redeem(hash, 'pairing');
    if (who === null) return null;
    const rep = { id: `rep_${crypto.randomUUID()}`, name: who.name };
    this.sql.exec('INSERT INTO reps (id, name, created) VALUES (?, ?, ?)', rep.id, rep.name, Date.now());
    const { secret } = await this.issue({ kind: 'rep', holder: rep.id, name: rep.name });
    return { token: secret, lookupKey: this.meta('lookup_key'), rep, workspace: this.meta('name') };
  }

  workspaceName(): string {
    return this.meta('name');
  }

  beginRequest(key: string, fingerprint: string): Begun {
    return begin(this.sql, key, fingerprint, Date.now());
  }

  finishRequest(key: string, status: number, body: string): void {
    finish(this.sql, key, status, body);
  }

  /** In: snapshots that changed, the version of the model they were made under. Tells every rep who is connected. */
  publish(snapshots: Snapshot[], modelVersion: number): void {
    const model = this.models().find(({ version }) => version === modelVersion)?.model ?? this.publishedModel();
    const now = Date.now();
    const changes = snapshots.map((snapshot) => {
      const answer = score(snapshot, model, now);
      const message = { type: 'score_changed', score: null, ...answer, snapshot };
      return { lead: snapshot.lead.id, message };
    });
    this.tell(record(this.sql, changes));
  }

  /** In: leads that were erased. Every rep who is connected, or comes back, lets go of them. */
  forget(leads: string[]): void {
    const nobody = { email: null, name: null, stage: 'lead', account: null, owner: null };
    const changes = leads.map((id) => {
      const message = { type: 'score_changed', lead: { id, ...nobody }, score: null, unscored: 'unknown_lead' };
      return { lead: id, message };
    });
    this.tell(record(this.sql, changes));
  }

  /** The live socket. The route has redeemed the ticket; `since` is the cursor that the client has seen. */
  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    const asked = new URL(request.url).searchParams.get('since');
    send(server, JSON.stringify({ type: 'hello', cursor: lastCursor(this.sql) }));
    for (const text of asked === null ? [] : since(this.sql, Number(asked))) send(server, text);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  /** What an empty state begins with, and the keys that the installation's owner holds. */
  private begin(): void {
    const now = Date.now();
    const meta = 'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING';
    this.sql.exec(meta, 'lookup_key', randomSecret('lk'));
    this.sql.exec(meta, 'name', 'Steelyard');
    const site = `site_${this.env.SITE_KEY.slice(3, 11)}`;
    const sites = "INSERT INTO sites (id, name, key, origins) VALUES (?, 'Website', ?, '[]') ON CONFLICT DO NOTHING";
    this.sql.exec(sites, site, this.env.SITE_KEY);
    revokeOthers(this.sql, ADMINISTRATOR, this.env.ADMIN_KEY_HASH);
    keep(this.sql, this.env.ADMIN_KEY_HASH, { kind: 'secret', holder: ADMINISTRATOR, name: 'Administrator' }, now);
    beginModels(this.sql, now);
  }

  /** A copy that fails is not missed: who lacks the settings asks here. */
  private async publishSettings(): Promise<void> {
    const settings = this.settings();
    const text = JSON.stringify(settings);
    const known = this.sql.exec<{ value: string }>("SELECT value FROM meta WHERE name = 'published'").toArray()[0];
    if (known?.value === text) return;
    await writeSettings(this.env, settings);
    this.sql.exec("INSERT OR REPLACE INTO meta (name, value) VALUES ('published', ?)", text);
  }

  private tell(messages: string[]): void {
    const sockets = this.ctx.getWebSockets();
    for (const text of messages) {
      for (const socket of sockets) send(socket, text);
    }
  }

  private meta(name: string): string {
    return this.sql.exec<{ value: string }>('SELECT value FROM meta WHERE name = ?', name).one().value;
  }
}

/** A slow or dead client is dropped, not awaited. */
function send(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    socket.close(1011, 'unreachable');
  }
}
