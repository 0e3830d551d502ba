/** The talk with the browser extension, by messages on this page: is it here, and may it have a pairing code. */
import { signal } from '@preact/signals';
import * as v from 'valibot';
import { api, asProblem } from './api';

const ASK_EVERY = 1_000;
const ASKS_UNTIL_ABSENT = 3;
const PAIR_WITHIN = 10_000;

const FromExtension = v.variant('type', [
  v.object({ type: v.literal('steelyard:here'), connected: v.boolean() }),
  v.object({
    type: v.literal('steelyard:paired'),
    rep: v.union([
      v.string(),
      v.pipe(
        v.object({ name: v.string() }),
        v.transform(({ name }) => name),
      ),
    ]),
  }),
  v.object({ type: v.literal('steelyard:pair_failed'), message: v.string() }),
]);

type Conclusion = Exclude<v.InferOutput<typeof FromExtension>, { type: 'steelyard:here' }>;

type Presence = 'asking' | 'absent' | 'here' | 'connected';
type Progress = { is: 'idle' } | { is: 'working' } | { is: 'paired'; rep: string } | { is: 'failed'; message: string };
export type Pairing = ReturnType<typeof createPairing>;

/** In: whether to pair as soon as the extension answers, where the code comes from. Out: its state; `start` begins to ask, and returns how to stop. */
export function createPairing(isAutomatic: boolean, codeFrom: () => Promise<{ code: string }> = api.pairing) {
  const presence = signal<Presence>('asking');
  const progress = signal<Progress>({ is: 'idle' });
  let limit: ReturnType<typeof setTimeout> | undefined;

  const finish = (result: Progress) => {
    clearTimeout(limit);
    progress.value = result;
  };

  async function connect(): Promise<void> {
    if (progress.value.is === 'working') return;
    finish({ is: 'working' });
    try {
      const { code } = await codeFrom();
      limit = setTimeout(() => finish({ is: 'failed', message: SILENT }), PAIR_WITHIN);
      say({ type: 'steelyard:pair', code });
    } catch (error) {
      finish({ is: 'failed', message: asProblem(error).message });
    }
  }

  function hear({ source, origin, data }: MessageEvent<unknown>): void {
    if (source !== window || origin !== location.origin) return;
    const parsed = v.safeParse(FromExtension, data);
    if (!parsed.success) return;
    if (parsed.output.type === 'steelyard:here') greet(parsed.output.connected);
    else if (progress.value.is === 'working') conclude(parsed.output);
  }

  function conclude(message: Conclusion): void {
    if (message.type === 'steelyard:paired') presence.value = 'connected';
    finish(
      message.type === 'steelyard:paired'
        ? { is: 'paired', rep: message.rep }
        : { is: 'failed', message: message.message },
    );
  }

  function greet(isConnected: boolean): void {
    presence.value = isConnected ? 'connected' : 'here';
    if (isAutomatic && !isConnected && progress.value.is === 'idle') void connect();
  }

  /** The extension may load after the page, or be installed while it is open: so it is asked again and again. */
  function start(): () => void {
    let asks = 0;
    const ask = () => {
      if (presence.value === 'asking' && asks >= ASKS_UNTIL_ABSENT) presence.value = 'absent';
      if (presence.value === 'asking' || presence.value === 'absent') say({ type: 'steelyard:hello' });
      asks += 1;
    };
    addEventListener('message', hear);
    ask();
    const timer = setInterval(ask, ASK_EVERY);
    return () => {
      clearInterval(timer);
      clearTimeout(limit);
      removeEventListener('message', hear);
    };
  }

  return { presence, progress, connect, start };
}

const SILENT = 'The extension did not answer within 10 seconds. Reload this page and try again.';

const say = (message: object): void => window.postMessage(message, location.origin);
