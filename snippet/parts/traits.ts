/** What is said of somebody on purpose: an address and a few words, in the form that the server takes. */
import type { PageEvent } from '../../shared/event';

export type Traits = NonNullable<Extract<PageEvent, { type: 'identified' }>['traits']>;

const EMAIL = /^(?=.{3,254}$)[^\s@<>()[\]\\,;:"]{1,64}@([a-z\d](-*[a-z\d])*\.)+[a-z\d](-*[a-z\d])*$/i;

/** In: text. Out: the e-mail address that it is, trimmed; undefined when it is none. */
export const emailOf = (text: string): string | undefined => EMAIL.exec(text.trim())?.[0];

/** In: what a page says about somebody or something. Out: the texts, numbers and yes-or-noes in it, at most 32, each cut to size. */
export function traitsOf(said: unknown): Traits | undefined {
  const traits: Traits = {};
  const isObject = Object(said) === said && !Array.isArray(said);
  for (const [name, value] of Object.entries(isObject ? Object(said) : {}).slice(0, 32)) {
    const cut: unknown = typeof value === 'string' ? value.slice(0, 1000) : value;
    if (isScalar(cut)) traits[name.slice(0, 64)] = cut;
  }
  return Object.keys(traits).length ? traits : undefined;
}

const isScalar = (value: unknown): value is string | number | boolean =>
  /^(st|bo)/.test(typeof value) || Number.isFinite(value);
