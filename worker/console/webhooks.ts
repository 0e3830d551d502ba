/** The webhooks of this workspace, the secret of a new one, and the log of the one that is open. */
import { batch, signal } from '@preact/signals';
import { api, asProblem, type Delivery, type Problem, type Webhook, type WebhookInput } from './api';

/** A delivery that is on its way is looked at again after this long (ms). */
const LOOK_AGAIN = 1500;

export interface Log {
  webhook: Webhook;
  deliveries: Delivery[];
  cursor: string | null;
}
export type Webhooks = ReturnType<typeof createWebhooks>;

/** Out: the state of the page and what can be done there; `start` begins to look, and returns how to stop. */
export function createWebhooks() {
  const webhooks = signal<Webhook[] | null>(null);
  /** The one that was made last, whose secret is told now and never again. */
  const made = signal<{ url: string; secret: string } | null>(null);
  const log = signal<Log | null>(null);
  const problem = signal<Problem | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Does something, says what went wrong, and out: whether it went well. */
  async function attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      problem.value = null;
      return true;
    } catch (error) {
      problem.value = asProblem(error);
      return false;
    }
  }

  const load = () =>
    attempt(async () => {
      webhooks.value = (await api.webhooks()).webhooks;
    });

  async function read(webhook: Webhook, cursor: string | null): Promise<void> {
    const page = await api.deliveries(webhook.id, cursor === null ? {} : { cursor });
    const before = cursor === null ? [] : (log.value?.deliveries ?? []);
    log.value = { webhook, deliveries: [...before, ...page.deliveries], cursor: page.cursor };
    lookAgain();
  }

  /** What is on its way changes by itself: after its first attempt within a moment, later when its time has come. */
  function lookAgain(): void {
    clearTimeout(timer);
    const isMoving =
      log.value?.deliveries.some(({ state, attempts }) => state === 'pending' && attempts === 0) ?? false;
    if (isMoving) timer = setTimeout(() => log.value && void open(log.value.webhook), LOOK_AGAIN);
  }

  const open = (webhook: Webhook) => attempt(() => read(webhook, null));

  return {
    ...{ webhooks, made, log, problem, load, open },
    add: (input: WebhookInput) =>
      attempt(async () => {
        const { url, secret } = await api.addWebhook(input);
        made.value = { url, secret };
        await load();
      }),
    enable: ({ id, url, events, description }: Webhook, enabled: boolean) =>
      attempt(async () => {
        await api.putWebhook(id, { url, events, description, enabled });
        await load();
      }),
    remove: ({ id }: Webhook) =>
      attempt(async () => {
        await api.deleteWebhook(id);
        batch(() => {
          if (log.value?.webhook.id === id) log.value = null;
          made.value = null;
        });
        await load();
      }),
    test: (webhook: Webhook) =>
      attempt(async () => {
        await api.testWebhook(webhook.id);
        await read(webhook, null);
      }),
    redeliver: (webhook: Webhook, delivery: Delivery) =>
      attempt(async () => {
        await api.redeliver(webhook.id, delivery.id);
        await read(webhook, null);
      }),
    more: () => attempt(async () => void (log.value && (await read(log.value.webhook, log.value.cursor)))),
    start() {
      void load();
      return () => clearTimeout(timer);
    },
  };
}
