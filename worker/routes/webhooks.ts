/** Webhooks: who is told of what, the test button, and the log of deliveries. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import {
  DeliveriesAnswer,
  Delivery,
  DeliveryQuery,
  SecretAnswer,
  Webhook,
  WebhookInput,
  WebhookMade,
  WebhooksAnswer,
} from '../../shared/wire';
import { mistakeIn } from '../address';
import { type App, needs } from '../auth';
import { jsonBody, queryOf } from '../body';
import { cursorOf, placeIn } from '../cursor';
import { webhookNamed, workspaceOf } from '../env';
import { idempotent } from '../idempotency';
import { describe } from '../openapi';
import { Problem } from '../problem';
import { arePrivateTargetsAllowed, refusalOf } from '../target';

const tag = 'Webhooks';
const refuses = [404];
const Place = v.tuple([v.number()]);
const example = {
  url: 'https://hooks.northwind.example/steelyard',
  events: ['tier_changed', 'outcome_recorded'],
  description: 'Sales channel',
};

export const webhooks = new Hono<App>()
  .get(
    '/',
    needs('admin'),
    describe({ tag, summary: 'Webhooks, oldest first', answers: [200, WebhooksAnswer, 'Webhooks'] }),
    async (c) => c.json({ webhooks: await workspaceOf(c.env).webhooks.list(), cursor: null }),
  )
  .post(
    '/',
    needs('admin'),
    idempotent,
    describe({
      tag,
      summary: 'Be told of what happens',
      description:
        'Messages are signed as Standard Webhooks 1.0 says; `secret` is told here once. They come at least once and in any order: `webhook-id` tells a repetition.',
      body: WebhookInput,
      example,
      answers: [201, WebhookMade, 'The webhook and its secret'],
    }),
    async (c) => {
      const made = await workspaceOf(c.env).webhooks.add(await inputOf(c), c.var.who);
      if (made === null) throw tooMany();
      return c.json(made, 201);
    },
  )
  .get(
    '/:id',
    needs('admin'),
    describe({ tag, summary: 'One webhook', answers: [200, Webhook, 'The webhook'], refuses }),
    async (c) => c.json(await webhookOf(c)),
  )
  .put(
    '/:id',
    needs('admin'),
    describe({
      tag,
      summary: 'Change a webhook',
      description: 'What is left out takes its default. The secret stays.',
      body: WebhookInput,
      example,
      answers: [200, Webhook, 'The webhook'],
      refuses,
    }),
    async (c) => {
      const { id } = await webhookOf(c);
      return c.json(found(await workspaceOf(c.env).webhooks.put(id, await inputOf(c), c.var.who)));
    },
  )
  .delete(
    '/:id',
    needs('admin'),
    describe({
      tag,
      summary: 'Delete a webhook with its log',
      answers: [204, null, 'It is deleted'],
      refuses,
    }),
    async (c) => {
      if (!(await workspaceOf(c.env).webhooks.remove(c.req.param('id'), c.var.who))) throw unknown();
      return c.body(null, 204);
    },
  )
  .post(
    '/:id/rotate',
    needs('admin'),
    idempotent,
    describe({
      tag,
      summary: 'A new secret; the one before signs beside it for a day',
      answers: [201, SecretAnswer, 'The secret'],
      refuses,
    }),
    async (c) => c.json(found(await workspaceOf(c.env).webhooks.rotate(c.req.param('id'), c.var.who)), 201),
  )
  .post(
    '/:id/test',
    needs('admin'),
    idempotent,
    describe({
      tag,
      summary: 'Send a message of type `test`, once',
      answers: [202, v.object({ id: v.string() }), 'It is on its way; the log tells what came of it'],
      refuses: [...refuses, 422],
    }),
    async (c) => {
      const { id } = await enabled(c);
      const at = Date.now();
      const message = { id: `msg_${crypto.randomUUID().replaceAll('-', '')}`, type: 'test', lead: null, at };
      const body = JSON.stringify({ type: 'test', timestamp: new Date(at).toISOString(), data: { webhook: id } });
      await webhookNamed(c.env, id).take(id, [{ ...message, body }]);
      return c.json({ id: message.id }, 202);
    },
  )
  .get(
    '/:id/deliveries',
    needs('admin'),
    describe({
      tag,
      summary: 'The log of a webhook, newest first',
      description: 'What is done with is kept for a week.',
      query: DeliveryQuery,
      answers: [200, DeliveriesAnswer, 'A page of deliveries'],
      refuses,
    }),
    async (c) => {
      const { id } = await webhookOf(c);
      const query = queryOf(c, DeliveryQuery);
      const after = placeIn(query.cursor, Place);
      const { deliveries, next } = await webhookNamed(c.env, id).list(query, after?.[0] ?? null);
      return c.json({ deliveries, cursor: next === null ? null : cursorOf([next]) });
    },
  )
  .post(
    '/:id/deliveries/:delivery/redeliver',
    needs('admin'),
    idempotent,
    describe({
      tag,
      summary: 'Send a message again, under the same id',
      answers: [202, Delivery, 'It is on its way'],
      refuses: [...refuses, 422],
    }),
    async (c) => {
      const { id } = await enabled(c);
      const delivery = await webhookNamed(c.env, id).redeliver(c.req.param('delivery'));
      if (delivery === null) throw new Problem(404, 'There is no such delivery.');
      return c.json(delivery, 202);
    },
  );

/** Errors: 422 for an address that we may not send to. */
async function inputOf(c: Context<App>): Promise<WebhookInput> {
  const input = await jsonBody(c, WebhookInput);
  const isPrivateAllowed = arePrivateTargetsAllowed(c.env);
  const mistake = mistakeIn(input.url, isPrivateAllowed) ?? MISTAKES[(await refusalOf(input.url, c.env)) ?? 'none'];
  if (mistake !== null) {
    throw new Problem(422, 'The address cannot be used.', { errors: [{ path: 'url', message: mistake }] });
  }
  return { ...input, url: new URL(input.url).href };
}

const MISTAKES = {
  none: null,
  private_target: 'leads into a private network',
  unresolved_target: 'has a name that leads nowhere',
};

const webhookOf = async (c: Context<App, '/:id'>): Promise<Webhook> =>
  found(await workspaceOf(c.env).webhooks.one(c.req.param('id')));

async function enabled(c: Context<App, '/:id'>): Promise<Webhook> {
  const webhook = await webhookOf(c);
  if (!webhook.enabled)
    throw new Problem(422, 'The webhook is disabled; enable it first.', {
      errors: [{ path: 'enabled', message: 'is false' }],
    });
  return webhook;
}

function found<T>(one: T | null): T {
  if (one === null) throw unknown();
  return one;
}

const unknown = (): Problem => new Problem(404, 'There is no such webhook.');

const tooMany = (): Problem =>
  new Problem(422, 'There are too many webhooks; delete one first.', {
    errors: [{ path: '', message: 'is one more than there may be' }],
  });
