/** Forms that others have put into the page: what they say of themselves in public. */
import type { Guard } from '../guard';
import type { Recorder } from '../send';
import { emailOf } from './traits';

const HUBSPOT = /^https:\/\/([\w-]+\.)*(hsforms\.(com|net)|hubspot\.com|hs-sites\.com|hubspotusercontent[\w-]*\.net)$/;
let isBegun = false;
/** What was reported, for old and new versions may both speak. */
const told = new Set<string>();

/** In: where events go. May be called any number of times. */
export function begin(record: Recorder, guard: Guard): void {
  if (isBegun) return;
  isBegun = true;
  const tell = (form: unknown, email?: string) => {
    const name = `${form ?? 'embedded'}`.slice(0, 200);
    if (told.has(name)) return;
    told.add(name);
    setTimeout(() => told.delete(name), 2000);
    record({ type: 'form_submitted', form: name, email });
  };
  const listen = (type: string, work: (event: Event & { data?: unknown; origin?: string }) => void) =>
    window.addEventListener(type, guard(work), true);

  listen('message', ({ data, origin }) => {
    const said = Object(data);
    const isOwn = origin === location.origin;
    if (said.type === 'hsFormCallback' && said.eventName === 'onFormSubmitted' && (isOwn || HUBSPOT.test(`${origin}`)))
      tell(said.id, emailIn(said.data?.submissionValues));
    if (said.type === 'form-submit' && /\.typeform\.com$/.test(`${origin}`)) tell(said.formId);
  });
  // The form itself gives the values, to whoever asks on the page.
  listen('hs-form-event:on-submission:success', (event) => {
    const { formId } = Object('detail' in event && event.detail);
    const form = Object(Reflect.get(window, 'HubSpotFormsV4')).getFormFromEvent?.(event);
    Promise.resolve(form?.getFormFieldValues?.())
      .then((values) => tell(formId, emailIn(Object.fromEntries((values ?? []).map(pair)))))
      .catch(() => tell(formId));
  });
  Object(Reflect.get(window, 'MktoForms2')).whenReady?.((form: Record<string, (...given: unknown[]) => unknown>) =>
    form.onSuccess?.call(form, (values: unknown) => guard(() => tell(`mkto-${form.getId?.()}`, emailIn(values)))()),
  );
}

const pair = ({ name, value }: { name: string; value: unknown }): [string, unknown] => [name, value];

function emailIn(values: unknown): string | undefined {
  const found = Object.entries(values ?? {}).find(([name]) => /mail/i.test(name));
  return found && emailOf(`${found[1]}`);
}
