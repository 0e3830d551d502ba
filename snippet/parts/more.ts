/** What only some pages and moments need: forms and what failed at once, everything else in a moment; each in a part of its own. */
import { cookie, OUT } from '../identity';
import type { Hands } from '../index';
import type { Named, Recorder } from '../send';
import { tellEarly } from './early';
import type { Told } from './foreign';
import { after, isSent, load, take } from './parts';

/** Where something may be filled in. */
const FORM = 'form,input,[src*=form],iframe';

const told: Told = {};
/** Reads the submissions of which the core has told: the part that reads forms, once it is there. */
let read: (() => void) | undefined;

/**
 * In: the core's hands, the word on consent, whether it lets us look, what could not be delivered and what the server said to it.
 * Out: rejected, where what deals with failures cannot be had. May be called any number of times.
 */
export function begin(
  hands: Hands,
  word: string,
  isGranted: boolean,
  failed?: Named[],
  answer?: Response,
): Promise<void> | undefined {
  const [record, guard, calls, retry, open, queue] = hands;
  const held = isGranted || word === 'required' ? word : '';
  after([load('rest')], ([{ begin }]) => begin(hands, cookie() === OUT ? OUT : held));
  if (!isGranted) return;
  if (failed) return load('again').then(({ begin }) => begin(guard, retry, open, queue, failed, answer));

  const recordOwn: Recorder = (draft) => {
    Object.assign(told, draft, { at: performance.now() });
    return record(draft);
  };
  const sent = () => take(calls, isSent);
  const look = () => {
    after([load('forms'), load('answers'), load('hand'), load('requests')], ([forms, answers, hand, requests]) => {
      read = () => forms.begin(recordOwn, guard, sent(), answers, hand);
      read();
      requests.begin(forms.prepare, guard);
    });
    after([load('framed')], ([{ begin }]) => begin(record, guard, told));
  };
  // What brought us here may be a field in a shadow tree.
  if (calls.some(isSent) || has(FORM) || document.activeElement?.shadowRoot) look();
  if (read) return;
  read = () => sent().map((submit) => tellEarly(recordOwn, submit));
  // A frame that is added later shows itself as it loads; not on the window, which loads within the document do not reach.
  document.addEventListener('load', () => has(FORM) && look(), true);
  // The page may go before its forms could be read and its calls heard, and nobody may ever come back: they are told as they were seen.
  const tell = () => {
    read?.();
    for (const call of calls) if (call.type === 'track') record({ ...Object(call), type: 'custom' });
  };
  window.addEventListener('pagehide', tell, true);
}

const has = (selector: string) => document.querySelector(selector);
