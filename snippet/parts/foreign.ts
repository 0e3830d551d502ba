/** A form of somebody else's: told of once, though the page may see it too. */
import type { Recorder } from '../send';
import { emailOf } from './traits';

/** What was told last: of whom, and when. */
export interface Told {
  email?: string | undefined;
  at?: number;
}

/** The same address, or one that only one side knows, is not told of again within this time (ms). */
const SOON = 10_000;

/** In: where events go, what was told last by whomever. Out: what tells of a form, its name and the address in it. */
export const tellerOf =
  (record: Recorder, told: Told) =>
  (form: unknown, email?: string): void => {
    const at = performance.now();
    const isSame = !email || !told.email || email === told.email;
    if (isSame && at - (told.at ?? -SOON) < SOON) return;
    Object.assign(told, { email, at });
    record({ type: 'form_submitted', form: `${form ?? 'embedded'}`.slice(0, 200), email });
  };

/** In: values by the names of their fields. Out: the first address in one that is named for it. */
export function emailIn(values: unknown): string | undefined {
  const found = Object.entries(values ?? {}).find(([name]) => /mail/i.test(name));
  return found && emailOf(`${found[1]}`);
}
