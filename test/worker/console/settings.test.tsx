/** Settings: what an administrator makes, changes and ends; a secret is shown once, an end is asked for twice. */
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../worker/console/app';
import { SettingsPage } from '../../../worker/console/pages/settings';
import { routeOf } from '../../../worker/console/route';
import { type Asked, answerWith, draw, problem, settle } from './stage';

const AT = '2026-11-22T09:00:00.000Z';
const SITE = {
  ...{ id: 'site_1', name: 'Website', key: 'pk_new', origins: ['https://acme.example'], consent: true },
  keys: [
    { key: 'pk_new', createdAt: AT, expiresAt: null },
    { key: 'pk_old', createdAt: AT, expiresAt: AT },
  ],
};
const KEY = {
  ...{
    id: 'key_1',
    name: 'CRM sync',
    scopes: ['leads:write'],
    createdAt: AT,
    createdBy: 'Administrator',
    lastUsedAt: null,
  },
  secrets: [{ createdAt: AT, expiresAt: null }],
};
const REP = {
  id: 'rep_1',
  name: 'Grace',
  owner: null,
  invitedBy: 'Administrator',
  createdAt: AT,
  pairedAt: null,
  lastUsedAt: null,
};
const ENTRY = {
  ...{ id: 7, at: AT, action: 'key_created', target: 'key_1', detail: { scopes: ['leads:write'] } },
  actor: { kind: 'session', id: 'key_admin', name: 'Administrator' },
};
const LISTS = {
  'GET /v1/sites': [200, { sites: [SITE] }],
  'GET /v1/keys': [200, { keys: [KEY] }],
  'GET /v1/reps': [200, { reps: [REP] }],
  'GET /v1/workspace': [200, { name: 'Acme', sites: [], retention: { anonymousDays: 90, touchMonths: 24 } }],
  'GET /v1/admin/ledgers': [200, { ledgers: [{ name: 'ledger-0', buckets: 256, moving: null }], split: null }],
  'GET /v1/audit': [200, { entries: [ENTRY], cursor: 'next' }],
} satisfies Record<string, [number, unknown]>;

beforeEach(() => {
  vi.useFakeTimers();
  return () => void vi.useRealTimers();
});

async function opened(answers: Record<string, [number, unknown]> = {}): Promise<{ root: HTMLElement; asked: Asked[] }> {
  const asked = answerWith({ ...LISTS, ...answers });
  const root = await draw(<SettingsPage />);
  await settle();
  return { root, asked };
}
const part = (root: HTMLElement, id: string): HTMLElement => {
  const section = root.querySelector<HTMLElement>(`section[aria-labelledby=${id}]`);
  if (section === null) throw new Error(`no section ${id}`);
  return section;
};
async function press(within: HTMLElement, name: RegExp): Promise<void> {
  const button = [...within.querySelectorAll('button')].find(({ textContent }) => name.test(textContent ?? ''));
  if (button === undefined) throw new Error(`no button ${name}`);
  await act(() => button.click());
  await settle();
}
async function fill(within: HTMLElement, selector: string, value: string): Promise<void> {
  const field = within.querySelector<HTMLInputElement>(selector);
  if (field === null) throw new Error(`no field ${selector}`);
  field.value = value;
  await act(() => void field.dispatchEvent(new Event('input', { bubbles: true })));
}
const changes = (asked: Asked[]) => asked.filter(({ method }) => method !== 'GET');

describe('settings', () => {
  it('show sites, keys, reps and who did what', async () => {
    const { root } = await opened();
    expect(part(root, 'sites').textContent).toContain('Takes events from https://acme.example. Consent comes first.');
    expect(part(root, 'sites').textContent).toContain('pk_old');
    expect(part(root, 'keys').textContent).toContain('leads:write');
    expect(part(root, 'reps').textContent).toContain('Invited');
    expect(part(root, 'audit').textContent).toContain('key_admin, in the console');
  });

  it('show the secret of a new key once', async () => {
    const secret = 'sk_1_onlyonce';
    const { root, asked } = await opened({ 'POST /v1/keys': [201, { ...KEY, secret }] });
    const keys = part(root, 'keys');
    await fill(keys, 'form input', 'CRM sync');
    await act(() => keys.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[2]?.click());
    await act(() => void keys.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })));
    await settle();
    expect(changes(asked)[0]?.body).toEqual({ name: 'CRM sync', scopes: ['leads:write'] });
    expect(keys.textContent).toContain(secret);
    await press(keys, /I have stored it/);
    expect(keys.textContent).not.toContain(secret);
  });

  it('ask before something ends; "Keep" leaves it', async () => {
    const { root, asked } = await opened({ 'DELETE /v1/keys/key_1': [200, {}] });
    const keys = part(root, 'keys');
    await press(keys, /^Revoke/);
    expect(keys.textContent).toContain('It ends now');
    await press(keys, /^Keep/);
    expect(changes(asked)).toEqual([]);
    await press(keys, /^Revoke/);
    await press(keys, /^Revoke CRM sync/);
    expect(changes(asked).map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /v1/keys/key_1']);
    expect(keys.querySelector('[role=status]')?.textContent).toBe('CRM sync is revoked.');
  });

  it('say what was wrong with an origin, and keep what was typed', async () => {
    const errors = [{ path: 'origins.0', message: 'is not an origin' }];
    const { root } = await opened({ 'POST /v1/sites': [422, problem(422, 'Some fields are not right.', errors)] });
    const sites = part(root, 'sites');
    await fill(sites, 'details input', 'Shop');
    await fill(sites, 'details textarea', 'shop');
    await act(() => void sites.querySelector('details form')?.dispatchEvent(new Event('submit', { cancelable: true })));
    await settle();
    expect(sites.querySelector('[role=alert]')?.textContent).toContain('is not an origin');
    expect(sites.querySelector<HTMLTextAreaElement>('details textarea')?.value).toBe('shop');
  });

  it('give the link of an invitation, and older deeds by the page', async () => {
    const link = 'https://edge.example/console/#/join?code=pairing_1';
    const { root, asked } = await opened({ 'POST /v1/reps/invitations': [201, { rep: REP, link, expiresAt: AT }] });
    const reps = part(root, 'reps');
    await fill(reps, 'form input', 'Grace');
    await act(() => void reps.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })));
    await settle();
    expect(changes(asked)[0]?.body).toEqual({ name: 'Grace', owner: null });
    expect(reps.textContent).toContain(link);
    await press(part(root, 'audit'), /Older ones/);
    expect(asked.at(-1)?.path).toContain('cursor=next');
  });

  it('say how long events are kept, and change it', async () => {
    const { root, asked } = await opened({
      'PUT /v1/workspace/retention': [200, { anonymousDays: 30, touchMonths: 24 }],
    });
    const retention = part(root, 'retention');
    expect([...retention.querySelectorAll('input')].map(({ value }) => value)).toEqual(['90', '24']);
    await fill(retention, 'input', '30');
    await act(() => void retention.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })));
    await settle();
    expect(changes(asked).map(({ body }) => body)).toEqual([{ anonymousDays: 30, touchMonths: 24 }]);
    expect(retention.querySelector('[role=status]')?.textContent).toBe('It holds from now on.');
  });

  it('split a ledger after asking, and look again while it moves', async () => {
    const moving = { target: 'ledger-1', phase: 'copying' };
    const split = { source: 'ledger-0', target: 'ledger-1', buckets: 128 };
    const { root, asked } = await opened({ 'POST /v1/admin/ledgers/split': [202, split] });
    const ledgers = part(root, 'ledgers');
    expect(ledgers.textContent).toContain('Holds 256 buckets of 256.');
    await press(ledgers, /^Split/);
    await press(ledgers, /^Split ledger-0/);
    expect(changes(asked).map(({ body }) => body)).toEqual([{ ledger: 'ledger-0' }]);

    const busy = await opened({
      'GET /v1/admin/ledgers': [200, { ledgers: [{ name: 'ledger-0', buckets: 256, moving }], split }],
    });
    const looks = () => busy.asked.filter(({ path }) => path === '/v1/admin/ledgers').length;
    expect(part(busy.root, 'ledgers').textContent).toContain('is copying half of its buckets to ledger-1');
    expect(part(busy.root, 'ledgers').querySelector('button')).toBeNull();
    await act(async () => void (await vi.advanceTimersByTimeAsync(2000)));
    expect(looks()).toBe(2);
  });
});

describe('an invitation', () => {
  it('is handed to the extension without anybody signed in', async () => {
    const said: unknown[] = [];
    vi.spyOn(window, 'postMessage').mockImplementation((message: unknown) => void said.push(message));
    expect(routeOf('#/join?code=pairing_1')).toEqual({ page: 'join', code: 'pairing_1' });
    answerWith({ 'GET /v1/me': [401, problem(401, 'Sign in first.')] });
    location.hash = '#/join?code=pairing_1';
    const root = await draw(<App />);
    await act(() => void dispatchEvent(new Event('hashchange')));
    await settle();
    const here = { type: 'steelyard:here', connected: false };
    await act(
      () =>
        void window.dispatchEvent(new MessageEvent('message', { data: here, origin: location.origin, source: window })),
    );
    await press(root, /^Connect/);
    expect(said.at(-1)).toEqual({ type: 'steelyard:pair', code: 'pairing_1' });
    location.hash = '';
  });
});
