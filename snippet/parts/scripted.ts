/** Forms that others' scripts build in the page: what HubSpot's and Marketo's say in public. */
import type { Guard } from '../guard';
import type { Recorder } from '../send';
import { emailIn, type Told, tellerOf } from './foreign';

interface Marketo {
  onSuccess(work: (values: unknown) => void): void;
  getId(): unknown;
}
interface HubSpot {
  getFormFieldValues(): Promise<{ name: string; value: unknown }[]>;
}
declare global {
  interface Window {
    /** https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/javascriptapi/forms-api-reference */
    MktoForms2?: { whenReady(work: (form: Marketo) => void): void };
    /** https://developers.hubspot.com/docs/cms/reference/forms/global-form-events */
    HubSpotFormsV4?: { getFormFromEvent(event: Event): HubSpot | undefined };
  }
}

let isBegun = false;
let isHooked = false;

/** In: where events go, which addresses the page's own forms have told of. May be called any number of times. */
export function begin(record: Recorder, guard: Guard, told: Told): void {
  const tell = tellerOf(record, told);
  // The form itself gives the values, to whoever asks on the page.
  const hear = (event: Event & { detail?: { formId?: unknown } }) => {
    const formId = event.detail?.formId;
    Promise.resolve(window.HubSpotFormsV4?.getFormFromEvent(event)?.getFormFieldValues())
      .then((values = []) => tell(formId, emailIn(Object.fromEntries(values.map(({ name, value }) => [name, value])))))
      .catch(() => tell(formId));
  };
  if (!isBegun) window.addEventListener('hs-form-event:on-submission:success', guard(hear), true);
  isBegun = true;
  // Its script may come later than we do.
  if (isHooked || !window.MktoForms2) return;
  isHooked = true;
  const hook = (form: Marketo) => form.onSuccess(guard((values) => tell(`mkto-${form.getId()}`, emailIn(values))));
  window.MktoForms2.whenReady(guard(hook));
}
