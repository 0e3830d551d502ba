/** A form that was sent before the parts that read forms had come: told by what can be seen of it without them. */
import type { Recorder } from '../send';
import { TRAP } from './fields';

/** In: where events go, the submission. */
export function tellEarly(record: Recorder, { target, timeStamp }: Event): void {
  if (!(target instanceof Element)) return;
  record({
    type: 'form_submitted',
    form: target.getAttribute('name') ?? '',
    email: /^\S+@\S+$/.exec(`${target.querySelector<HTMLInputElement>('[type=email]')?.value}`)?.[0],
    evidence: {
      fillMs: timeStamp,
      honeypot: !!target.querySelector<HTMLInputElement>(TRAP)?.value,
      webdriver: navigator.webdriver,
    },
  });
}
