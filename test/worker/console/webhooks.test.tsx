/** The page of webhooks: adding shows the secret once, a test shows up in the log, a delivery is sent again. */
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebhooksPage } from '../../../worker/console/pages/webhooks';
import { answerWith, draw, problem, settle } from './stage';

const WEBHOOK = {
  id: 'wh_1',
  url: 'https://hooks.acme.example/in',
  events: ['tier_changed'],
  enabled: true,
  description: 'Sales channel',
  disabledBecause: null,
  createdAt: '2026-11-22T09:00:00Z',
};
const DELIVERY = {
  id: 'msg_1',
  type: 'tier_changed',
  lead: 'ld_1',
  state: 'failed',
  attempts: 10,
  status: 500,
  error: null,
  responseMs: 31,
  createdAt: '2026-11-22T09:00:00Z',
  lastAttemptAt: '2026-11-23T09:00:00Z',
  nextAttemptAt: null,
};
const LIST = { 'GET /v1/webhooks': [200, { webhooks: [WEBHOOK], cursor: null }] } as const;
const log = (...deliveries: object[]): [number, object] => [200, { deliveries, cursor: null }];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const press = async (root: HTMLElement, text: string) => {
  const button = [...root.querySelectorAll('button')].find((one) => one.textContent?.startsWith(text));
  await act(async () => button?.click());
  await settle();
};

it('adds a webhook and shows its secret', async () => {
  const asked = answerWith({
    'GET /v1/webhooks': [200, { webhooks: [], cursor: null }],
    'POST /v1/webhooks': [201, { ...WEBHOOK, secret: 'whsec_c2VjcmV0' }],
  });
  const root = await draw(<WebhooksPage />);
  await settle();
  expect(root.textContent).toContain('No system is told anything yet.');
  const address = root.querySelector<HTMLInputElement>('input[type=url]');
  await act(async () => {
    if (address === null) return;
    address.value = WEBHOOK.url;
    address.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(async () => void root.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })));
  await settle();
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    url: WEBHOOK.url,
    events: ['tier_changed', 'level_changed', 'outcome_recorded'],
    description: '',
  });
  expect(root.querySelector('[role=status]')?.textContent).toContain('whsec_c2VjcmV0');
});

it('says why an address is refused', async () => {
  const wrong = [{ path: 'url', message: 'leads into a private network' }];
  answerWith({ ...copy(), 'POST /v1/webhooks': [422, problem(422, 'The address cannot be used.', wrong)] });
  const root = await draw(<WebhooksPage />);
  await settle();
  await act(async () => void root.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })));
  await settle();
  expect(root.querySelector('[role=alert]')?.textContent).toContain('leads into a private network');
});

it('sends a test and follows it until it has arrived', async () => {
  const sent = {
    ...DELIVERY,
    id: 'msg_2',
    type: 'test',
    state: 'pending',
    attempts: 0,
    status: null,
    responseMs: null,
  };
  const answers: Parameters<typeof answerWith>[0] = {
    ...copy(),
    'POST /v1/webhooks/wh_1/test': [202, { id: 'msg_2' }],
    'GET /v1/webhooks/wh_1/deliveries': log(sent),
  };
  answerWith(answers);
  const root = await draw(<WebhooksPage />);
  await settle();
  await press(root, 'Send a test');
  expect(root.textContent).toContain('Pending');
  answers['GET /v1/webhooks/wh_1/deliveries'] = log({
    ...sent,
    state: 'delivered',
    attempts: 1,
    status: 204,
    responseMs: 12,
  });
  await act(async () => void (await vi.advanceTimersByTimeAsync(1600)));
  await settle();
  expect(root.textContent).toContain('Delivered');
  expect(root.textContent).toContain('204 in 12 ms');
});

it('shows what went wrong, and sends a message again', async () => {
  const asked = answerWith({
    ...copy(),
    'GET /v1/webhooks/wh_1/deliveries': log(DELIVERY, { ...DELIVERY, id: 'msg_0', status: 302, error: 'redirect' }),
    'POST /v1/webhooks/wh_1/deliveries/msg_1/redeliver': [202, DELIVERY],
  });
  const root = await draw(<WebhooksPage />);
  await settle();
  await press(root, 'Log');
  expect(root.textContent).toContain('500 in 31 ms');
  expect(root.textContent).toContain('302: redirects, which are not followed');
  await press(root, 'Send again');
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toContain(
    'POST /v1/webhooks/wh_1/deliveries/msg_1/redeliver',
  );
});

it('deletes one only after a second word', async () => {
  const asked = answerWith({ ...copy(), 'DELETE /v1/webhooks/wh_1': [204, null] });
  const root = await draw(<WebhooksPage />);
  await settle();
  const deletions = () => asked.filter(({ method }) => method === 'DELETE').length;
  await press(root, 'Delete');
  expect(root.textContent).toContain('What is still to be sent to it is dropped.');
  await press(root, 'Keep');
  expect(deletions()).toBe(0);
  await press(root, 'Delete');
  await press(root, `Delete ${WEBHOOK.url}`);
  expect(deletions()).toBe(1);
});

const copy = (): Parameters<typeof answerWith>[0] => ({ 'GET /v1/webhooks': [...LIST['GET /v1/webhooks']] });
