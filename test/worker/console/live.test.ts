/** The live connection: it comes back by itself, goes on where it stopped, and notices a dead line. */
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LiveMessage } from '../../../shared/wire';
import { connection, stayLive } from '../../../worker/console/live';
import { answerWith } from './stage';

let sockets: FakeSocket[];

class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  readonly readyState = 1;
  readonly sent: string[] = [];
  constructor(readonly address: string) {
    super();
    sockets.push(this);
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.dispatchEvent(new Event('close'));
  }
  say(message: object) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }
}

beforeEach(() => {
  sockets = [];
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
});
afterEach(() => {
  vi.useRealTimers();
});

describe('stayLive', () => {
  it('tells of a fresh start once, and resumes with the last cursor after a break', async () => {
    const heard = await started();
    expect(sockets[0]?.address).toMatch(/^ws:.*\/v1\/live\?ticket=t$/);
    sockets[0]?.say({ type: 'hello', cursor: 7 });
    expect(connection.value).toBe('live');
    sockets[0]?.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.value).toBe('waiting');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sockets[1]?.address).toContain('since=7');
    sockets[1]?.say({ type: 'hello', cursor: 9 });
    expect(heard.map(({ type }) => type)).toEqual(['hello']);
    sockets[1]?.close();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(sockets[2]?.address).toContain('since=7');
  });

  it('starts afresh when the other side counts anew', async () => {
    const heard = await started();
    sockets[0]?.say({ type: 'hello', cursor: 7 });
    sockets[0]?.say({ type: 'hello', cursor: 0 });
    expect(heard.length).toBe(2);
  });

  it('passes over what it does not understand', async () => {
    const heard = await started();
    sockets[0]?.say({ type: 'gossip' });
    sockets[0]?.dispatchEvent(new MessageEvent('message', { data: '{' }));
    expect(heard).toEqual([]);
  });

  it('closes a line on which no ping is answered', async () => {
    await started();
    sockets[0]?.say({ type: 'hello', cursor: 1 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sockets[0]?.sent).toEqual(['ping']);
    sockets[0]?.dispatchEvent(new MessageEvent('message', { data: 'pong' }));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sockets[0]?.sent).toEqual(['ping', 'ping']);
    await vi.advanceTimersByTimeAsync(22_000);
    expect(sockets.length).toBe(2);
  });
});

async function started(): Promise<LiveMessage[]> {
  answerWith({ 'POST /v1/live/tickets': [201, { ticket: 't', expiresAt: '2026-11-22T12:00:00Z' }] });
  const heard: LiveMessage[] = [];
  const lifetime = new AbortController();
  onTestFinished(() => lifetime.abort());
  void stayLive((message) => heard.push(message), lifetime.signal);
  await vi.advanceTimersByTimeAsync(0);
  return heard;
}
