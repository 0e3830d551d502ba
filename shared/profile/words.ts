/** Words: without their accents, and what a text is about, told by the words in it, the one small language of the lists of areas and sectors. */

/** In: text. Out: its letters in lower case without accents: "Geschäftsführer" is "geschaftsfuhrer". */
export const bare = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** In: rows of a name and its words, a regular expression in which `*` stands for the endings of a word. Out: what `named` reads. */
export const wordRules = <Name extends string>(rows: [Name, string][]): [Name, RegExp][] =>
  rows.map(([name, words]) => [name, new RegExp(`\\b(?:${words.replaceAll('*', '[a-z]*')})\\b`)]);

/** In: folded text; rules, the particular before the general. Out: the name of the first rule with a word in the text. */
export const named = <Name extends string>(
  text: string,
  rules: readonly (readonly [Name, RegExp])[],
): Name | undefined => rules.find(([, pattern]) => pattern.test(text))?.[0];
