/** Connecting the extension: the talk on the page, from hello to paired, and every way it can fail. */
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectPage } from '../../../worker/console/pages/connect';
import { type Asked, answerWith, draw, problem } from './stage';

const PAIRING = { code: 'pair_1', expiresAt: '2026-11-22T12:00:00Z' };
let said: unknown[];

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  vi.spyOn(window, 'postMessage').mockImplementation((message: unknown) => void said.push(message));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('connect page', () => {
  it('pairs on one press', async () => {
    const { root, asked } = await opened();
    expect(said).toEqual([{ type: 'steelyard:hello' }]);
    await hear({ type: 'steelyard:here', connected: false });
    expect(root.textContent).toContain('here, not yet connected');
    await press(root);
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /v1/pairings']);
    expect(said.at(-1)).toEqual({ type: 'steelyard:pair', code: 'pair_1' });
    await hear({ type: 'steelyard:paired', rep: 'Ada Rep' });
    expect(root.textContent).toContain('Connected as Ada Rep.');
  });

  it('says so when the extension refuses', async () => {
    const { root } = await opened();
    await hear({ type: 'steelyard:here', connected: false });
    await press(root);
    await hear({ type: 'steelyard:pair_failed', message: 'The code is too old.' });
    expect(root.querySelector('[role=alert]')?.textContent).toBe('The code is too old.');
  });

  it('waits ten seconds at most', async () => {
    const { root } = await opened();
    await hear({ type: 'steelyard:here', connected: false });
    await press(root);
    await pass(9_900);
    expect(root.querySelector('[role=alert]')?.textContent).toBe('');
    await pass(200);
    expect(root.querySelector('[role=alert]')?.textContent).toContain('did not answer within 10 seconds');
  });

  it('explains how to load the extension when nobody answers, and notices when it comes', async () => {
    const { root } = await opened();
    await pass(3_000);
    expect(root.textContent).toContain('dist/extension/chrome-mv3');
    await hear({ type: 'steelyard:here', connected: true });
    expect(root.textContent).toContain('here and connected');
  });

  it('pairs by itself with auto=1, once', async () => {
    const { asked } = await opened(true);
    await hear({ type: 'steelyard:here', connected: false });
    await hear({ type: 'steelyard:here', connected: false });
    expect(asked.length).toBe(1);
    expect(said.at(-1)).toEqual({ type: 'steelyard:pair', code: 'pair_1' });
  });

  it('hears nobody but this page', async () => {
    const { root } = await opened();
    await hear({ type: 'steelyard:here', connected: true }, 'https://evil.example');
    await hear({ type: 'steelyard:here', connected: 'yes' });
    expect(root.textContent).toContain('Looking for the extension');
  });

  it('shows why there is no code', async () => {
    const { root } = await opened(false, [403, problem(403, 'This key may not pair.')]);
    await hear({ type: 'steelyard:here', connected: false });
    await press(root);
    expect(root.querySelector('[role=alert]')?.textContent).toBe('This key may not pair.');
  });
});

async function opened(
  auto = false,
  pairing: [number, unknown] = [201, PAIRING],
): Promise<{ root: HTMLElement; asked: Asked[] }> {
  const asked = answerWith({ 'POST /v1/pairings': pairing });
  return { root: await draw(<ConnectPage auto={auto} />), asked };
}

const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

async function press(root: HTMLElement): Promise<void> {
  root.querySelector('button')?.click();
  await pass(0);
}

async function hear(data: unknown, origin = location.origin): Promise<void> {
  window.dispatchEvent(new MessageEvent('message', { data, origin, source: window }));
  await pass(0);
}
