/** A webhook: one object each, so that a slow address holds up nobody else. Takes messages, sends them, tries again for a day. */
import { DurableObject } from 'cloudflare:workers';
import type { Delivery, DeliveryQuery } from '../../shared/wire';
import { type Env, workspaceOf } from '../env';
import { log } from '../log';
import { refusalOf } from '../target';
import { Alarm } from './alarm';
import type { Message } from './ledger/messages';
import { bringForward } from './schema';
import * as deliveries from './webhook/deliveries';
import { post } from './webhook/send';
import { STEPS } from './webhook/tables';
import type { Target } from './workspace/webhooks';

/** So many side by side: the platform opens six connections for one alarm. */
const SIDE_BY_SIDE = 6;
/** One alarm begins deliveries for so long (ms); the next one asks anew where to. */
const SPELL = 10_000;
/** So many attempts are written at once, or what there is after this long (ms). */
const NOTED_TOGETHER = 32;
const NOTED_WITHIN = 200;
/** A webhook for which more is waiting is disabled: its address has not kept up for long. */
const MOST_WAITING = 100_000;

export class Webhook extends DurableObject<Env> {
  private readonly sql: SqlStorage;
  private readonly alarmClock: Alarm;
  /** Resolved when more has come in. */
  private news = Promise.withResolvers<void>();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.sql = ctx.storage.sql;
    bringForward(ctx.storage, STEPS);
    this.alarmClock = new Alarm(ctx.storage);
    ctx.blockConcurrencyWhile(async () => {
      await this.alarmClock.begin();
      this.arm();
    });
  }

  /** In: the webhook's id, messages for it. When it answers, each will be sent at least once; one that is known already is not taken again. */
  async take(webhook: string, messages: Message[]): Promise<void> {
    this.ctx.storage.transactionSync(() => {
      this.sql.exec('INSERT OR IGNORE INTO self (webhook) VALUES (?)', webhook);
      deliveries.addDeliveries(this.sql, messages, Date.now());
    });
    this.news.resolve();
    this.arm();
  }

  /** In: a message's id. Out: its delivery, which is sent again now under the same id; null for an unknown one. */
  async redeliver(id: string): Promise<Delivery | null> {
    const delivery = deliveries.beginAgain(this.sql, id, Date.now());
    this.arm();
    return delivery;
  }

  /** In: a filter, where the last page ended. Out: a page of the log, newest first. */
  list(query: DeliveryQuery, after: number | null) {
    return deliveries.listDeliveries(this.sql, query, after);
  }

  /** In: leads that were erased. When it answers, nothing of them is in here. */
  forget(leads: string[]): void {
    deliveries.forgetLeads(this.sql, leads);
  }

  /** The webhook is removed: so is everything in here. */
  async end(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    bringForward(this.ctx.storage, STEPS);
  }

  override alarm(): Promise<void> {
    return this.alarmClock.ring(async () => {
      const target = await this.target();
      if (target === null) {
        await this.end();
        return null;
      }
      if (target.isEnabled) await this.send(target);
      else deliveries.giveUpAll(this.sql);
      deliveries.sweep(this.sql, Date.now());
      return deliveries.nextAttempt(this.sql);
    });
  }

  /**
   * Sends what is due and what comes in meanwhile, until the address is gone. Nothing leaves the object while a write is on its way to the
   * disk: so what came of attempts is written for many at once. Who is killed before that sends those again, under the same ids.
   */
  private async send(target: Target): Promise<void> {
    if (deliveries.countWaiting(this.sql) > MOST_WAITING) return this.disable(target, 'too_many_waiting');
    const refusal = await refusalOf(target.url, this.env);
    const ends = Date.now() + SPELL;
    const flying = new Map<string, Promise<void>>();
    let landed: deliveries.Attempt[] = [];
    const fly = async (due: deliveries.Due) => {
      const refused = { status: null, error: refusal, took: 0, rest: 0 };
      const sent = await (refusal === null ? post(target, due, Date.now()) : refused);
      landed.push({ due, sent, at: Date.now() });
      flying.delete(due.id);
    };
    for (;;) {
      this.news = Promise.withResolvers();
      const isOver = landed.some(({ sent }) => sent.status === 410) || Date.now() > ends;
      const most = isOver ? 0 : SIDE_BY_SIDE - flying.size;
      const known = [...flying.keys(), ...landed.map(({ due }) => due.id)];
      for (const due of deliveries.dueDeliveries(this.sql, Date.now(), known, most)) flying.set(due.id, fly(due));
      const isBusy = flying.size === SIDE_BY_SIDE && landed.length < NOTED_TOGETHER;
      if (!isBusy || Date.now() - (landed[0]?.at ?? 0) > NOTED_WITHIN) {
        deliveries.noteAttempts(this.ctx.storage, landed);
        if (landed.some(({ sent }) => sent.status === 410)) return this.disable(target, 'gone');
        landed = [];
      }
      if (flying.size === 0) return;
      await Promise.race([...flying.values(), ...(isOver ? [] : [this.news.promise])]);
    }
  }

  private async disable({ id }: Target, because: 'gone' | 'too_many_waiting'): Promise<void> {
    log('webhook_disabled', { webhook: id, because });
    await workspaceOf(this.env).webhooks.disable(id, because);
    deliveries.giveUpAll(this.sql);
  }

  private async target(): Promise<Target | null> {
    const row = this.sql.exec<{ webhook: string }>('SELECT webhook FROM self').toArray()[0];
    return row === undefined ? null : await workspaceOf(this.env).webhooks.target(row.webhook);
  }

  private arm(): void {
    this.alarmClock.set(deliveries.nextAttempt(this.sql));
  }
}
