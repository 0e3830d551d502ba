/** A guess at who somebody is by name and company. It never decides anything: a rep is asked. */
import type { Snapshot } from '../../shared/score';
import type { Named } from '../messages';

/** In: a name and company as a page writes them, a lead. Out: whether both are the same, letter case and accents aside. */
export const isLike = ({ name, company }: Named, { lead, account }: Snapshot): boolean => {
  const companies = [
    ...(lead.account?.split('.').slice(0, -1) ?? []),
    ...(account?.attributes.name ?? []).map(({ value }) => String(value)),
  ];
  const who = plain(name);
  return who !== '' && who === plain(lead.name ?? '') && companies.some((one) => bare(one) === bare(company));
};

/** In: words. Out: letters and digits only, without accents, one space between words. */
const plain = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A company without what the law makes it add. */
const bare = (company: string): string =>
  plain(company)
    .replace(/ (inc|llc|ltd|limited|gmbh|ag|sa|sas|bv|corp|corporation|co|company|plc)$/, '')
    .replaceAll(' ', '');
