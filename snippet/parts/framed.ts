/** Forms of others: what their frames say in public (HubSpot, Typeform), or to us (Pardot, by its thank-you code); scripts have a part of their own. */
import type { Guard } from '../guard';
import type { Recorder } from '../send';
import { emailIn, type Told, tellerOf } from './foreign';
import { after, load } from './parts';
import { emailOf } from './traits';

/** HubSpot's and Marketo's scripts, wherever a site serves them from: what they build is no frame. */
const SCRIPT = '[src*=hsforms],[src*=forms2]';
const HUBSPOT = /^https:\/\/([\w-]+\.)*(hsforms\.(com|net)|hubspot\.com|hs-sites\.com|hubspotusercontent[\w-]*\.net)$/;
let isBegun = false;

/** In: where events go, which addresses the page's own forms have told of. May be called any number of times. */
export function begin(record: Recorder, guard: Guard, told: Told): void {
  if (document.querySelector(SCRIPT)) after([load('scripted')], ([{ begin }]) => begin(record, guard, told));
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
