/** Somebody who asks for a demo: what they give, and how it gets into the form. */
import type { Hand, Words } from './hand.ts';

export interface Person {
  who: string;
  words: Words & { name: string; email: string; company: string };
  isOnPhone?: true;
  /** Called on the open page; the form is sent when it returns. */
  fill(hand: Hand, words: Person['words']): Promise<void>;
}

/** Out: somebody at a desk. */
export const person = (who: string, name: string, email: string, company: string, fill: Person['fill']): Person => ({
  who,
  words: { name, email, company },
  fill,
});
export const onPhone = (one: Person): Person => ({ ...one, isOnPhone: true });

/** Mouse into each field, then keys. */
export const clickAndType = async (hand: Hand, { name, email, company }: Person['words'], ms = 90) => {
  await hand.click('name');
  await hand.type(name, ms);
  await hand.click('email');
  await hand.type(email, ms);
  await hand.click('company');
  await hand.type(company, ms);
};
/** From the first field on with Tab; the first has the focus. */
export const typeOn = async (hand: Hand, { name, email, company }: Person['words'], ms = 90) => {
  await hand.type(name, ms);
  await hand.press('Tab');
  await hand.type(email, ms);
  await hand.press('Tab');
  await hand.type(company, ms);
};

/** Each field anew, whatever the browser has brought back. */
export async function fillUp(hand: Hand, words: Person['words']): Promise<void> {
  for (const field of ['name', 'email', 'company'] as const) {
    await hand.click(field);
    await hand.press('Control+A');
    await hand.type(words[field], 70);
  }
}
