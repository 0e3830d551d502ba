/** Forms in frames of others: what the frames say in public (HubSpot, Typeform), or to us (Pardot, by its thank-you code). */
import type { Guard } from '../guard';
import type { Recorder } from '../send';
import { emailIn, type Told, tellerOf } from './foreign';
import { emailOf } from './traits';

const HUBSPOT = /^https:\/\/([\w-]+\.)*(hsforms\.(com|net)|hubspot\.com|hs-sites\.com|hubspotusercontent[\w-]*\.net)$/;
let isBegun = false;

/** In: where events go, which addresses the page's own forms have told of. May be called any number of times. */
export function begin(record: Recorder, guard: Guard, told: Told): void {
  if (isBegun) return;
  isBegun = true;
  const tell = tellerOf(record, told);
  const hear = ({ data, origin, source }: MessageEvent) => {
    const { type, eventName, id, data: more, formId, form, email } = Object(data);
    const isHubSpot = origin === location.origin || HUBSPOT.test(origin);
    if (type === 'hsFormCallback' && eventName === 'onFormSubmitted' && isHubSpot)
      tell(id, emailIn(more?.submissionValues));
    if (type === 'form-submit' && /\.typeform\.com$/.test(origin)) tell(formId);
    const isFramed = [...document.querySelectorAll('iframe')].some(({ contentWindow }) => contentWindow === source);
    if (type === 'steelyard' && isFramed) tell(form, emailOf(`${email}`));
  };
  window.addEventListener('message', guard(hear), true);
}
