/** A fresh installation for a test file, and the few calls that every test makes. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as v from 'valibot';
import { type Installation, startInstallation } from '../../scripts/installation.ts';
import type { LeadCard, Score, Snapshot, Spam } from '../../shared/score.ts';
import type { ImportOptions, PreviewAnswer } from '../../shared/wire/transfer.ts';
import type {
  AccountBody,
  AuditEntry,
  Delivery,
  IngestAnswer,
  Key,
  ModelVersion,
  Rep,
  Site,
  Webhook,
} from '../../shared/wire.ts';

/** What an answer may hold; a test reads the part that its call is documented to give. */
export interface Body {
  accepted: number;
  duplicates: number;
  rejected: IngestAnswer['rejected'];
  errors: { path: string; message: string }[];
  warnings: { index?: number; path: string; message: string }[];
  lead: LeadCard;
  account: v.InferOutput<typeof AccountBody>;
  score: Score;
  unscored: string;
  spam: Spam;
  snapshot: Snapshot;
  leads: Body[];
  scores: Body[];
  history: { at: string; points?: { value: number; level: string }; balance?: { value: number }; unscored?: string }[];
  touches: { id: string; type: string; occurredAt: string; deviceAt?: string; identity: string; proof?: string }[];
  cursor: string | null;
  people: number;
  record: {
    outcomes: object[];
    aliases: string[];
    knownAs: { name: string; by: string; at: string }[];
    visitors: number;
  };
  id: string;
  other: string;
  name: string;
  merges: { id: string; lead: string; other: string; by: string; at: string; undoneAt: string | null }[];
  trend: { points: number; balance: number } | null;
  kind: string;
  code: string;
  ticket: string;
  token: string;
  lookupKey: string;
  paths: Record<string, Record<string, { security: { bearer: string[] }[] }>>;
  secret: string;
  link: string;
  rep: Rep;
  reps: Rep[];
  key: string;
  keys: Key[];
  sites: (Site & { identitySecret: string })[];
  entries: AuditEntry[];
  models: v.InferOutput<typeof ModelVersion>[];
  state: string;
  offset: number;
  lines: number;
  imports: Body[];
  options: ImportOptions;
  encoding: string;
  columns: PreviewAnswer['columns'];
  problems: PreviewAnswer['problems'];
  webhooks: Webhook[];
  url: string;
  enabled: boolean;
  deliveries: Delivery[];
  changes: { path: string; before?: unknown; after?: unknown }[];
}
/** What every browser sends along. */
const BROWSER = { 'content-type': 'text/plain', origin: 'https://site.example', 'accept-language': 'en-GB,en;q=0.9' };

export interface Answer {
  status: number;
  headers: Headers;
  body: Body;
  text: string;
}

export class Edge {
  private installation: Installation;
  /** The folder of its state. */
  readonly state: string;
  private isPrivateAllowed: boolean;
  private count = 0;

  private constructor(installation: Installation, state: string, isPrivateAllowed: boolean) {
    this.installation = installation;
    this.state = state;
    this.isPrivateAllowed = isPrivateAllowed;
  }

  /** In: a state folder to begin with a copy of (none: an empty one), whether webhooks may point at this machine. */
  static async start(from?: string, isPrivateAllowed = false): Promise<Edge> {
    const state = mkdtempSync(join(tmpdir(), 'steelyard-'));
    if (from !== undefined) cpSync(from, state, { recursive: true });
    return new Edge(await startInstallation(state, 0, isPrivateAllowed), state, isPrivateAllowed);
  }

  get url(): string {
    return this.installation.url;
  }

  get keys() {
    return this.installation.keys;
  }

  async stop(): Promise<void> {
    await this.installation.stop();
    rmSync(this.state, { recursive: true, force: true });
  }

  /** Stops and starts again on the same state. `between`: what happens to the folder meanwhile. */
  async restart(between: () => void = () => undefined, isPrivateAllowed = this.isPrivateAllowed): Promise<void> {
    await this.installation.stop();
    between();
    this.isPrivateAllowed = isPrivateAllowed;
    this.installation = await startInstallation(this.state, 0, isPrivateAllowed);
  }

  /** Files of the state folder in which something stands, as text or as what is left of it. */
  filesWith(pattern: RegExp): string[] {
    const names = readdirSync(this.state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const files = names.map((entry) => join(entry.parentPath, entry.name));
    return files.filter((file) => pattern.test(readFileSync(file).toString('latin1')));
  }

  /** An id that no test has used. */
  id(): string {
    this.count += 1;
    return `e-${this.count}`;
  }

  /** A call as anybody makes it; `body` is sent as JSON unless it is text already. */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(this.url + path, {
      method,
      headers,
      ...(text === undefined ? {} : { body: text }),
      redirect: 'manual',
    });
    const got = await answer.text();
    const isJson = /[/+]json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: answer.headers, body: JSON.parse(isJson ? got : '{}'), text: got };
  }

  /** A call with the secret key. */
  api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    return this.call(method, path, body, { authorization: `Bearer ${this.keys.secretKey}`, ...json, ...headers });
  }

  /** A batch as the snippet sends it, from a browser. */
  events(visitor: string, events: unknown[], headers: Record<string, string> = {}): Promise<Answer> {
    const batch = { key: this.keys.siteKey, visitor, sentAt: Date.now(), events };
    return this.call('POST', '/v1/events', batch, { ...BROWSER, ...headers });
  }

  async score(email: string, more = ''): Promise<Body> {
    return (await this.api('GET', `/v1/scores?email=${encodeURIComponent(email)}${more}`)).body;
  }
}
