/** The workspace: the control plane (sites, keys, reps, models) and the reps' sockets. One object an installation, thin over its rooms. */
import type { Model } from '../../shared/model';
import type { Snapshot } from '../../shared/score';
import type { ModelVersion, Paired, Site, WorkspaceAnswer } from '../../shared/wire';
import { type Env, ledgerNamed } from '../env';
import { ledgersOf, type Settings } from '../settings';
import { Stored } from './stored';
import { begin } from './workspace/begin';
import type { Issued, Kind, Principal } from './workspace/credentials';
import * as credentials from './workspace/credentials';
import { identitySecretOf } from './workspace/identity';
import { lastCursor, recordChanges, recordErased, since } from './workspace/live';
import { meta, setMeta } from './workspace/meta';
import * as models from './workspace/models';
import { pair } from './workspace/reps';
import * as requests from './workspace/requests';
import { publishSettings, settingsIn } from './workspace/settings';
import { sites } from './workspace/sites';
import { tell } from './workspace/sockets';
import { STEPS } from './workspace/tables';

export class Workspace extends Stored {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, STEPS);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
    begin(this.sql, env, Date.now());
    ctx.waitUntil(publishSettings(this.sql, env));
  }

  /** Out: what the edge needs to know; also published to KV. */
  settings(): Settings {
    return settingsIn(this.sql);
  }

  publishedModel(): Model {
    return models.publishedModel(this.sql);
  }

  models(): ModelVersion[] {
    return models.modelVersions(this.sql);
  }

  /** In: a model, whose deed it is. Out: the version of the draft that it is now. */
  putDraft(model: Model, deed: models.Deed): number {
    return this.ctx.storage.transactionSync(() => models.putDraft(this.sql, model, deed));
  }

  /** In: a version, whose deed it is. Out: whether there is such a version. When it answers, every ledger scores by it. */
  async publishModel(version: number, deed: models.Deed): Promise<boolean> {
    const isKnown = this.ctx.storage.transactionSync(() => models.publishVersion(this.sql, version, deed));
    if (!isKnown) return false;
    await publishSettings(this.sql, this.env);
    const ledgers = ledgersOf(this.settings());
    await Promise.all(ledgers.map((name) => ledgerNamed(this.env, name).adopt(this.publishedModel())));
    return true;
  }

  sites(): Site[] {
    return sites(this.sql);
  }

  /** Out: the workspace as its administrators see it. */
  profile(): WorkspaceAnswer {
    const known = sites(this.sql).map(({ id, name }) => ({ id, name, identitySecret: identitySecretOf(this.sql, id) }));
    return { name: meta(this.sql, 'name'), sites: known };
  }

  /** In: the hash of what was presented, the kinds that it may be. Out: whose it is, or null. */
  principal(hash: string, kinds: Kind[]): Principal | null {
    return credentials.holderOf(this.sql, hash, kinds, Date.now());
  }

  /** In: for whom, what kind. Out: a new credential of that kind; only its hash stays here. */
  issue(who: Principal): Promise<Issued> {
    return credentials.issue(this.sql, who, Date.now());
  }

  /** In: the hash of a one-use credential, its kind. Out: whose it was, or null; it is used up. */
  redeem(hash: string, kind: Kind): Principal | null {
    return credentials.redeem(this.sql, hash, kind, Date.now());
  }

  revoke(hash: string): void {
    credentials.revoke(this.sql, hash);
  }

  /** In: the hash of a pairing code. Out: the rep's token and what the extension needs beside it, or null. */
  pair(hash: string): Promise<Paired | null> {
    return pair(this.sql, hash, Date.now());
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

  /** In: snapshots that changed, the version of the model they were made under. Tells every rep who is connected. */
  publish(snapshots: Snapshot[], modelVersion: number): void {
    const model = this.models().find(({ version }) => version === modelVersion)?.model ?? this.publishedModel();
    tell(this.ctx.getWebSockets(), recordChanges(this.sql, snapshots, model, Date.now()));
  }

  /** In: leads that were erased. Every rep who is connected, or comes back, lets go of them. */
  forget(leads: string[]): void {
    tell(this.ctx.getWebSockets(), recordErased(this.sql, leads));
  }

  /** The live socket. The route has redeemed the ticket; `since` is the cursor that the client has seen. */
  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    const asked = new URL(request.url).searchParams.get('since');
    const hello = JSON.stringify({ type: 'hello', cursor: lastCursor(this.sql) });
    tell([server], [hello, ...(asked === null ? [] : since(this.sql, Number(asked)))]);
    return new Response(null, { status: 101, webSocket: client });
  }

  protected override async refilled(): Promise<void> {
    begin(this.sql, this.env, Date.now());
    setMeta(this.sql, 'published', '');
    await publishSettings(this.sql, this.env);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }
}
