/** Signing in: with a key, with a ticket that leaves the address at once, and the words when it fails. */
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { api, Problem } from '../../../worker/console/api';
import { App } from '../../../worker/console/app';
import { SignInPage } from '../../../worker/console/pages/sign-in';
import { me, refused, restore } from '../../../worker/console/session';
import { Trouble } from '../../../worker/console/ui/trouble';
import { answerWith, draw, problem } from './stage';

const ADMIN = { kind: 'admin', key: 'session', name: 'Admin', workspace: 'Local', scopes: ['admin'] };

beforeEach(() => {
  me.value = undefined;
  refused.value = null;
  history.replaceState(null, '', '/console/');
});

describe('sign-in', () => {
  it('sends the key and knows who came in', async () => {
    const asked = answerWith({ 'POST /v1/sessions': [201, {}], 'GET /v1/me': [200, ADMIN] });
    await submitted('sk_secret');
    expect(asked).toEqual([
      { method: 'POST', path: '/v1/sessions', body: { secretKey: 'sk_secret' } },
      { method: 'GET', path: '/v1/me', body: undefined },
    ]);
    expect(me.value).toEqual(ADMIN);
  });

  it('says kindly why a key is refused', async () => {
    answerWith({ 'POST /v1/sessions': [401, problem(401, 'this key is not known here.')] });
    const root = await submitted('sk_wrong');
    expect(root.querySelector('[role=alert]')?.textContent).toContain('this key is not known here.');
    expect(root.querySelector('input')?.getAttribute('aria-invalid')).toBe('true');
    expect(me.value).toBeNull();
  });

  it('signs in with a ticket and removes it from the address before it is used', async () => {
    history.replaceState(null, '', '/console/#ticket=tk_once');
    const asked = answerWith({ 'POST /v1/sessions': [201, {}], 'GET /v1/me': [200, ADMIN] });
    const done = restore();
    expect(location.hash).toBe('#/queue');
    await done;
    expect(asked[0]?.body).toEqual({ ticket: 'tk_once' });
    expect(me.value).toEqual(ADMIN);
  });

  it('shows the sign-in page to who has no session, without a complaint', async () => {
    answerWith({ 'GET /v1/me': [401, problem(401, 'Sign in first.')] });
    const root = await draw(<App />);
    await act(() => restore());
    expect(root.querySelector('input[type=password]')).not.toBeNull();
    expect(root.textContent).not.toContain('Sign in first.');
  });
});

describe('problems', () => {
  it('shows the detail and each field', async () => {
    const errors = [{ path: 'note', message: 'has more than 2000 characters' }];
    answerWith({ 'POST /v1/outcomes': [422, problem(422, 'The outcome was not understood.', errors)] });
    const failed = await api.outcome({ lead: 'ld_1', outcome: 'won' }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Problem);
    const root = await draw(<Trouble problem={failed instanceof Problem ? failed : null} />);
    expect(root.textContent).toContain('The outcome was not understood.');
    expect(root.querySelector('li')?.textContent).toBe('note has more than 2000 characters');
  });

  it('refuses an answer that is not what the contract says', async () => {
    answerWith({ 'GET /v1/me': [200, { kind: 'king' }] });
    await expect(api.me()).rejects.toThrow(/does not understand \(kind\)/);
  });

  it('signs out when the API no longer knows us', async () => {
    answerWith({ 'GET /v1/me': [200, ADMIN], 'GET /v1/sites': [401, problem(401, 'The session has ended.')] });
    await restore();
    expect(me.value).toEqual(ADMIN);
    await expect(api.sites()).rejects.toThrow('The session has ended.');
    expect(me.value).toBeNull();
  });
});

async function submitted(key: string): Promise<HTMLElement> {
  const root = await draw(<SignInPage />);
  const input = root.querySelector('input');
  if (input === null) throw new Error('no field');
  input.value = key;
  await act(() => void input.dispatchEvent(new Event('input', { bubbles: true })));
  await act(async () => {
    root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve));
  });
  return root;
}
