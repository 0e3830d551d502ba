/** What only some pages and moments need: forms and what failed at once, everything else in a moment; each in a part of its own. */
import { cookie, OUT } from '../identity';
import type { Hands } from '../index';
import type { Named, Recorder } from '../send';
import { tellEarly } from './early';
import type { Told } from './foreign';
import { after, load } from './parts';

/** Where something may be filled in. */
const FORM = 'form,input,[src*=form],iframe';

const told: Told = {};
/** Submissions of which the core has told, and nobody has read. */
const sent: Event[] = [];
/** Reads them: the part that reads forms, once it is there. */
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
  const [record, guard, calls, retry, open, queue, , , , , , , look, submits] = hands;
  const held = isGranted || word === 'required' ? word : '';
  after([load('rest')], ([{ begin }]) => begin(hands, cookie() === OUT ? OUT : held));
  if (!isGranted) return;
  if (failed) return load('again').then(({ begin }) => begin(guard, retry, open, queue, failed, answer));

  // What is not looked at for long is taken for sleep.
  look(0);
  sent.push(...submits.splice(0));
  // From now on the core tells of none itself.
  submits.push = (submit) => sent.push(submit);
  const recordOwn: Recorder = (draft) => {
    Object.assign(told, draft, { at: performance.now() });
    return record(draft);
  };
  const find = () => {
    after([load('forms'), load('answers'), load('hand'), load('requests')], ([forms, answers, hand, requests]) => {
      read = () => forms.begin(recordOwn, guard, sent.splice(0), answers, hand);
      read();
      requests.begin(forms.prepare, guard);
    });
    after([load('framed')], ([{ begin }]) => begin(record, guard, told));
  };
  // What brought us here may be a field in a shadow tree.
  if (sent[0] || has(FORM) || document.activeElement?.shadowRoot) find();
  if (read) return;
  read = () => sent.splice(0).map((submit) => tellEarly(recordOwn, submit));
  // A frame that is added later shows itself as it loads; not on the window, which loads within the document do not reach.
  document.addEventListener('load', () => has(FORM) && find(), true);
  // The page may go before its forms could be read and its calls heard, and nobody may ever come back: they are told as they were seen.
  const tell = () => {
    read?.();
    for (const [stamp, call, name, properties] of calls)
      if (call === 'track') record({ ...stamp, type: 'custom', ...Object({ name, properties }) });
  };
  window.addEventListener('pagehide', tell, true);
}

const has = (selector: string) => document.querySelector(selector);
