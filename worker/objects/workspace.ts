/** The workspace: the control plane, the models and the reps' sockets. One object an installation, thin over its rooms. */
import * as v from 'valibot';
import type { Model } from '../../shared/model';
import type { Snapshot } from '../../shared/score';
import { LiveQuery, type ModelVersion, type Retention, type WorkspaceAnswer } from '../../shared/wire';
import type { ImportOptions } from '../../shared/wire/transfer';
import { type Env, ledgerNamed, type Remote } from '../env';
import { hashOf } from '../secret';
import { ledgersOf, type Settings } from '../settings';
import { Control } from './control';
import type { Ledger } from './ledger';
import type { Message } from './ledger/messages';
import { type Actor, record } from './workspace/audit';
import { begin } from './workspace/begin';
import * as buckets from './workspace/buckets';
import { identitySecretOf } from './workspace/identity';
import * as imports from './workspace/imports';
import {
  lastCursor,
  since as messagesSince,
  recordAlerts,
  recordChanges,
  recordErased,
  type Told,
} from './workspace/live';
import { meta, setMeta } from './workspace/meta';
import * as models from './workspace/models';
import * as requests from './workspace/requests';
import { retention, setRetention } from './workspace/retention';
import { publishSettings, settingsIn } from './workspace/settings';
import { send, subscribe, tell } from './workspace/sockets';
import { subscriptionIn } from './workspace/subscription';
import { setParent, subsidiaries, type Unadoptable } from './workspace/subsidiaries';
import { STEPS } from './workspace/tables';
import { Turns } from './workspace/turns';
import { Webhooks } from './workspace/webhooks';

export class Workspace extends Control {
  private telling: Promise<void> = Promise.resolve();
  private readonly turns = new Turns();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, STEPS);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
    begin(this.sql, env, Date.now());
    ctx.waitUntil(publishSettings(this.sql, env));
    ctx.waitUntil(this.webhooks.tell());
  }

  /** Out: what the edge needs to know; also published to KV. */
  settings(): Settings {
    return settingsIn(this.sql, Date.now());
  }

  /** Who is told of what happens, and where. */
  get webhooks(): Webhooks {
    return new Webhooks(this.ctx.storage, this.env, () => ledgersOf(this.settings()));
  }

  publishedModel(): Model {
    return models.publishedModel(this.sql);
  }

  models(): ModelVersion[] {
    return models.modelVersions(this.sql);
  }

  /** In: a model, whose deed it is. Out: the version of the draft that it is now. */
  putDraft(model: Model, by: Actor): number {
    return this.transaction((now) => models.putDraft(this.sql, model, by, now));
  }

  /** In: a version, why (or null), whose deed it is. Out: whether there is such a version. When it answers, every ledger scores by it. */
  async publishModel(version: number, why: string | null, by: Actor): Promise<boolean> {
    const isKnown = this.transaction((now) => models.publishVersion(this.sql, version, why, by, now));
    if (!isKnown) return false;
    await publishSettings(this.sql, this.env);
    await this.tellLedgers((ledger) => ledger.adopt(this.publishedModel()));
    return true;
  }

  /** In: a domain, the account that it stands for from now on. Out: why it cannot, or null. When it answers, every ledger has moved its people. */
  async setParent(domain: string, parent: string | null, by: Actor): Promise<Unadoptable | null> {
    const cause = this.transaction((now) => setParent(this.sql, domain, parent, by, now));
    if (cause !== null) return cause;
    await this.tellLedgers((ledger) => ledger.setSubsidiaries(subsidiaries(this.sql)));
    return null;
  }

  /** Out: ledger by bucket, and the split that is under way. */
  places() {
    return buckets.places(this.sql);
  }

  /** In: a ledger (absent: the largest), whose deed it is. Out: the split that is under way now; null for one that cannot be split, `busy` while it may not. */
  async split(ledger: string | undefined, by: Actor): Promise<buckets.Split | 'busy' | null> {
    const split = this.transaction(() => buckets.beginSplit(this.sql, ledger));
    if (split === null) return null;
    const { source, target } = split;
    if (await ledgerNamed(this.env, source).beginMove(source, target, split.buckets)) {
      record(this.sql, { by, action: 'ledger_split', target: source, detail: { to: target }, at: Date.now() });
      return split;
    }
    this.transaction(() => buckets.dropSplit(this.sql));
    return 'busy';
  }

  /** The buckets of a split are in their new ledger. When it answers, that is published, and the new ledger knows what all know. */
  async moved(target: string): Promise<void> {
    this.transaction(() => buckets.endSplit(this.sql, target));
    await publishSettings(this.sql, this.env);
    await this.tellLedgers((ledger) => ledger.adopt(this.publishedModel()), [target]);
    await this.tellLedgers((ledger) => ledger.setSubsidiaries(subsidiaries(this.sql)), [target]);
    await this.webhooks.tell();
  }

  /** Tells ledgers (absent: all) how things stand, one telling after the other: what was settled last is heard last. */
  private tellLedgers(tell: (ledger: Remote<Ledger>) => Promise<void>, names?: string[]): Promise<void> {
    const told = this.telling.then(async () => {
      await Promise.all((names ?? ledgersOf(this.settings())).map((name) => tell(ledgerNamed(this.env, name))));
    });
    this.telling = told.catch(() => undefined);
    return told;
  }

  /** In: names, what a ledger does with them. When it answers that is done; nobody else did anything with one of them meanwhile. */
  inTurn(names: string[], work: () => Promise<void>): Promise<void> {
    return this.turns.take(names, work);
  }

  retention(): Retention {
    return retention(this.sql);
  }

  setRetention(wanted: Retention, by: Actor): void {
    this.transaction((now) => setRetention(this.sql, wanted, by, now));
  }

  /** Out: the workspace as its administrators see it. */
  profile(): WorkspaceAnswer {
    const known = this.sites().map(({ id, name }) => ({ id, name, identitySecret: identitySecretOf(this.sql, id) }));
    return { name: meta(this.sql, 'name'), sites: known, retention: this.retention() };
  }

  workspaceName(): string {
    return meta(this.sql, 'name');
  }

  beginRequest(key: string, fingerprint: string): requests.Begun {
    return requests.begin(this.sql, key, fingerprint, Date.now());
  }

  finishRequest(key: string, status: number, body: string): void {
    requests.finish(this.sql, key, status, body);
  }

  /** In: an id, what is asked, whose deed it is. Out: the import, which stands at the beginning. */
  createImport(id: string, options: ImportOptions, by: Actor): imports.ImportState {
    return this.ctx.storage.transactionSync(() => imports.createImport(this.sql, id, options, by, Date.now()));
  }

  dropImport(id: string): void {
    imports.dropImport(this.sql, id);
  }

  importBy(id: string): imports.ImportState | null {
    return imports.importBy(this.sql, id);
  }

  imports(limit: number, after: { created: number; id: string } | null): imports.ImportState[] {
    return imports.importsIn(this.sql, limit, after);
  }

  /** In: an import, the offset that a step began at, the step. Out: the import after it; null when it stands elsewhere by now. */
  advanceImport(id: string, from: number, step: imports.Step): imports.ImportState | null {
    return this.ctx.storage.transactionSync(() => imports.advanceImport(this.sql, id, from, step, Date.now()));
  }

  importErrors(id: string, after: number, limit: number) {
    return imports.importErrors(this.sql, id, after, limit);
  }

  /** In: snapshots that changed, the version of the model they were made under. Tells every rep who is connected. */
  publish(snapshots: Snapshot[], modelVersion: number): void {
    const model = this.models().find(({ version }) => version === modelVersion)?.model ?? this.publishedModel();
    this.tell(recordChanges(this.sql, snapshots, model, Date.now()));
  }

  /** In: messages with alerts. Tells every rep who is connected; one that is known already is not told again. */
  alert(messages: Message[]): void {
    this.tell(recordAlerts(this.sql, messages));
  }

  /** In: leads that were erased. Every rep who is connected, or comes back, lets go of them. */
  forget(leads: string[]): void {
    requests.forgetAnswers(this.sql, leads);
    this.tell(recordErased(this.sql, leads));
  }

  /** The live socket, for whoever has a fresh ticket. The route has looked at the query. 401 without a ticket. */
  override async fetch(request: Request): Promise<Response> {
    const asked = v.parse(LiveQuery, Object.fromEntries(new URL(request.url).searchParams));
    const who = this.redeem(await hashOf(asked.ticket), 'live');
    if (who === null) return new Response(null, { status: 401 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [who.holder]);
    subscribe(server, asked.subscription);
    // What was missed comes after it: who breaks off in between has seen no more than before.
    const [last, seen] = [lastCursor(this.sql), Number(asked.since ?? Number.POSITIVE_INFINITY)];
    send(server, JSON.stringify({ type: 'hello', cursor: seen > last ? last : seen }));
    const missed = asked.since === undefined ? [] : messagesSince(this.sql, Number(asked.since), asked.subscription);
    for (const text of missed) send(server, text);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** What a client says: another subscription. Nonsense changes nothing, and is answered. */
  override webSocketMessage(socket: WebSocket, text: string | ArrayBuffer): void {
    const asked = subscriptionIn(text);
    if (asked !== null) subscribe(socket, asked);
    const type = asked === null ? 'not_understood' : 'subscribed';
    send(socket, JSON.stringify({ type, cursor: lastCursor(this.sql) }));
  }

  private tell(messages: Told[]): void {
    const heardAt = (socket: WebSocket) => this.ctx.getWebSocketAutoResponseTimestamp(socket);
    tell(this.ctx.getWebSockets(), messages, heardAt, Date.now());
  }

  protected override async refilled(): Promise<void> {
    begin(this.sql, this.env, Date.now());
    setMeta(this.sql, 'published', '');
    await publishSettings(this.sql, this.env);
    setMeta(this.sql, 'webhooks_told', '');
    await this.webhooks.tell();
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }
}
