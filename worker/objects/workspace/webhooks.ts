/** Webhooks as the control plane knows them: who wants to be told of what, where, and the secrets that sign it. */
import { RpcTarget } from 'cloudflare:workers';
import { DAY } from '../../../shared/event';
import type { SecretAnswer, Webhook, WebhookInput, WebhookMade } from '../../../shared/wire';
import { type Env, ledgerNamed, webhookNamed } from '../../env';
import { type Actor, type Deed, record } from './audit';
import { metaOrNull, setMeta } from './meta';

/** How many an installation has at most. */
const MOST = 50;
/** After a rotation both secrets sign for this long (ms). */
const BOTH_SIGN = DAY;

/** What a sender needs. */
export interface Target {
  id: string;
  url: string;
  isEnabled: boolean;
  /** Those that are good now, the newest first. */
  secrets: string[];
}

type Row = {
  id: string;
  url: string;
  events: string;
  enabled: number;
  description: string;
  because: Webhook['disabledBecause'];
  created: number;
};
const ALL = 'SELECT id, url, events, enabled, description, because, created FROM webhooks ORDER BY created, id';

export class Webhooks extends RpcTarget {
  private readonly storage: DurableObjectStorage;
  private readonly sql: SqlStorage;
  private readonly env: Env;
  private readonly ledgers: () => string[];

  /** `ledgers`: the names of all there are now. */
  constructor(storage: DurableObjectStorage, env: Env, ledgers: () => string[]) {
    super();
    this.storage = storage;
    this.sql = storage.sql;
    this.env = env;
    this.ledgers = ledgers;
  }

  list(): Webhook[] {
    return this.sql.exec<Row>(ALL).toArray().map(webhookOf);
  }

  one(id: string): Webhook | null {
    return this.list().find((webhook) => webhook.id === id) ?? null;
  }

  /** In: what is asked for, whose deed it is. Out: the webhook with its secret; null when there are too many. When it answers, every ledger knows of it. */
  async add({ url, events, enabled, description }: WebhookInput, by: Actor): Promise<WebhookMade | null> {
    if (this.list().length >= MOST) return null;
    const id = `wh_${crypto.randomUUID().replaceAll('-', '')}`;
    const secret = newSecret();
    const insert =
      'INSERT INTO webhooks (id, url, events, enabled, description, secret, created) VALUES (?, ?, ?, ?, ?, ?, ?)';
    const values = [id, url, JSON.stringify(events), enabled ? 1 : 0, description, secret, Date.now()];
    await this.change({ by, action: 'webhook_created', target: id, detail: { url, events } }, insert, values);
    const made = this.one(id);
    return made === null ? null : { ...made, secret };
  }

  /** In: an id, what it is to be, whose deed it is. Out: what it is now; null for an unknown one. */
  async put(id: string, asked: WebhookInput, by: Actor): Promise<Webhook | null> {
    if (this.one(id) === null) return null;
    const { url, events, enabled, description } = asked;
    const update = 'UPDATE webhooks SET url = ?, events = ?, enabled = ?, description = ?, because = NULL WHERE id = ?';
    const values = [url, JSON.stringify(events), enabled ? 1 : 0, description, id];
    await this.change({ by, action: 'webhook_changed', target: id, detail: { url, events, enabled } }, update, values);
    return this.one(id);
  }

  /** In: an id, whose deed it is. Out: whether there was such a webhook. What was to be delivered to it goes with it. */
  async remove(id: string, by: Actor): Promise<boolean> {
    if (this.one(id) === null) return false;
    await this.change({ by, action: 'webhook_deleted', target: id }, 'DELETE FROM webhooks WHERE id = ?', [id]);
    await webhookNamed(this.env, id).end();
    return true;
  }

  /** In: an id, whose deed it is. Out: its new secret, which signs beside the one before for a day; null for an unknown one. */
  async rotate(id: string, by: Actor): Promise<SecretAnswer | null> {
    if (this.one(id) === null) return null;
    const secret = newSecret();
    const until = Date.now() + BOTH_SIGN;
    const update = 'UPDATE webhooks SET previous_secret = secret, previous_until = ?, secret = ? WHERE id = ?';
    await this.change({ by, action: 'webhook_rotated', target: id }, update, [until, secret, id]);
    return { secret, previousUntil: new Date(until).toISOString() };
  }

  /** For the webhook's own object alone. */
  target(id: string): Target | null {
    const row = this.sql
      .exec<{ url: string; enabled: number; secret: string; before: string | null; until: number | null }>(
        'SELECT url, enabled, secret, previous_secret AS before, previous_until AS until FROM webhooks WHERE id = ?',
        id,
      )
      .toArray()[0];
    if (row === undefined) return null;
    const isBeforeGood = row.before !== null && (row.until ?? 0) > Date.now();
    const secrets = isBeforeGood && row.before !== null ? [row.secret, row.before] : [row.secret];
    return { id, url: row.url, isEnabled: row.enabled === 1, secrets };
  }

  /** For the webhook's own object alone. */
  async disable(id: string, because: NonNullable<Webhook['disabledBecause']>): Promise<void> {
    const by = { kind: 'webhook', holder: id, name: 'The webhook itself' };
    const update = 'UPDATE webhooks SET enabled = 0, because = ? WHERE id = ?';
    await this.change({ by, action: 'webhook_disabled', target: id, detail: { because } }, update, [because, id]);
  }

  /** In: leads that were erased. When it answers, no delivery tells of them any more. */
  async forget(leads: string[]): Promise<void> {
    await Promise.all(this.list().map(({ id }) => webhookNamed(this.env, id).forget(leads)));
  }

  /** Tells every ledger who listens to what, unless they know it already. */
  async tell(): Promise<void> {
    const ledgers = this.ledgers();
    const version = metaOrNull(this.sql, 'webhooks');
    const news = JSON.stringify([version, ledgers]);
    if (version === null || metaOrNull(this.sql, 'webhooks_told') === news) return;
    const listeners = this.list().flatMap(({ id, enabled, events }) => (enabled ? [{ webhook: id, events }] : []));
    await Promise.all(ledgers.map((name) => ledgerNamed(this.env, name).listen(Number(version), listeners)));
    setMeta(this.sql, 'webhooks_told', news);
  }

  /** One transaction: the change, the deed that it is, and the count of changes: of two words on who listens the ledgers believe the later one. */
  private async change(deed: Omit<Deed, 'at'>, statement: string, values: (string | number)[]): Promise<void> {
    this.storage.transactionSync(() => {
      this.sql.exec(statement, ...values);
      record(this.sql, { ...deed, at: Date.now() });
      setMeta(this.sql, 'webhooks', String(Number(metaOrNull(this.sql, 'webhooks') ?? 0) + 1));
    });
    await this.tell();
  }
}

const webhookOf = ({ id, url, events, enabled, description, because, created }: Row): Webhook => ({
  id,
  url,
  events: JSON.parse(events),
  enabled: enabled === 1,
  description,
  disabledBecause: because,
  createdAt: new Date(created).toISOString(),
});

/** As Standard Webhooks writes it: 32 random bytes in base64. */
const newSecret = (): string => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;
