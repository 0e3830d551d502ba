/** Who may ask the background what, and in which form: every message is parsed, every sender looked at, before anything is done. */
import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import { OutcomeKind } from '../shared/outcome';
import type { Answer, Ask, Protocol } from './messages';
import { isHost } from './sites/hosts';

/** `own`: our own pages. `host`: those, and our scripts in the pages of the hosts. `any`: also our script in the console. */
type From = 'own' | 'host' | 'any';
/** The browser says where a word comes from; the page itself has no say in it. */
type Sender = Browser.runtime.MessageSender;

interface Door<Out> {
  open(data: unknown, sender: Sender): Promise<Out>;
}
type Doors = { [K in keyof Protocol]: Door<Answer<K>> };
export type Handlers = { [K in keyof Protocol]: (data: Ask<K>, sender: Sender) => Promise<Answer<K>> | Answer<K> };

const Key = v.pipe(v.string(), v.minLength(1), v.maxLength(400));
const Keys = v.pipe(v.array(Key), v.maxLength(1000));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** What a page's script reports; the same schema guards the port. */
export const Report = v.object({
  host: text,
  keys: Keys,
  rungs: v.record(text, v.number()),
  surface: v.picklist(['anchored', 'floating', 'hinted', 'none']),
});
const Deed = v.object({
  key: v.pipe(v.string(), v.uuid()),
  lead: text,
  outcome: OutcomeKind,
  at: v.number(),
  note: v.optional(v.pipe(v.string(), v.maxLength(2000))),
});
const QueueWish = v.object({
  tier: v.nullable(v.picklist([1, 2, 3])),
  grade: v.nullable(v.picklist(['A', 'B', 'C', 'D'])),
  isMine: v.boolean(),
  sort: v.picklist(['priority', 'balance', 'points', 'recent', 'due']),
  words: v.pipe(v.string(), v.maxLength(100)),
  cursor: v.nullable(v.string()),
});
const Snooze = v.object({ lead: text, until: v.nullable(v.number()) });

/** In: what to do for each question. From then on questions are answered: `{ answer }`, or `{ refused }` with the cause. */
export function openDoors(handlers: Handlers): void {
  const doors: Doors = {
    lookup: door('host', Keys, handlers.lookup),
    guess: door('host', v.object({ name: text, company: text }), handlers.guess),
    confirm: door('host', v.object({ key: Key, lead: v.nullable(text) }), handlers.confirm),
    recordOutcome: door('host', Deed, handlers.recordOutcome),
    takeBack: door('host', text, handlers.takeBack),
    story: door('host', text, handlers.story),
    snooze: door('host', Snooze, handlers.snooze),
    claimPairing: door('any', v.string(), handlers.claimPairing),
    isPaired: door('any', v.unknown(), handlers.isPaired),
    disconnect: door('own', v.unknown(), handlers.disconnect),
    bringCard: door('host', v.unknown(), handlers.bringCard),
    queue: door('own', QueueWish, handlers.queue),
    overview: door('own', v.object({ tab: v.number(), keys: Keys }), handlers.overview),
  };
  const Message = v.object({ type: v.string(), data: v.optional(v.unknown()) });

  browser.runtime.onMessage.addListener((message: unknown, sender: Sender, respond: (said: object) => void) => {
    if (!v.is(Message, message) || sender.id !== browser.runtime.id) return false;
    const found = Object.entries(doors).find(([type]) => type === message.type)?.[1];
    found?.open(message.data, sender).then(
      (answer) => respond({ answer }),
      (error) => respond({ refused: String(error) }),
    );
    return found !== undefined;
  });
}

function door<In, Out>(
  from: From,
  schema: v.GenericSchema<unknown, In>,
  handle: (data: In, sender: Sender) => Promise<Out> | Out,
): Door<Out> {
  const open = async (data: unknown, sender: Sender) => {
    if (!mayAsk(from, sender)) throw new Error('not for this page');
    return handle(v.parse(schema, data), sender);
  };
  return { open };
}

/** In: for whom a door is, who asks. Out: whether that is one of them. */
function mayAsk(from: From, { url = '' }: Sender): boolean {
  if (from === 'any' || url.startsWith(`${location.origin}/`)) return true;
  return from === 'host' && isHost(url);
}
