/** What a claim cannot do: a browser that only says whose it is may take away what it brought, and nothing else of that person (decisions/0032). */
import { isClaim, type Lead } from '../lead';
import { byTime, type Fact } from './fact';
import type { Fit } from './fit';
import type { Tally } from './tally';

/** In: every fact of a lead, in any order. Out: whether the person has opted out, by the word of a server or of a browser that has proven who it is. */
export const hasOptedOut = (facts: Fact[]): boolean => optOuts(facts).some(({ isClaimed }) => !isClaimed);

/** In: the same. Out: the browsers that have opted out in the name of somebody whom they only claim to be. */
export const silentSubjects = (facts: Fact[]): string[] =>
  optOuts(facts)
    .filter(({ isClaimed }) => isClaimed)
    .map(({ subject }) => subject)
    .sort();

/** In: a lead, its tally. Out: whether it stands without those browsers that are in doubt or have opted out. */
export const standsOtherwise = (lead: Lead, { sure }: Tally): boolean =>
  isCompany(lead) || sure.deeds > 0 || (sure.others > 0 && isVouched(lead));

/** A company as one lead has no address that anybody could type: it neither opts out nor is spam. */
const isCompany = ({ id, account }: Lead): boolean => id === account;

/** In: a lead, what attributes give. Out: the same; where a server knows of the lead, without what only a visitor's typing takes away. */
export const withoutTypedFaults = (lead: Lead, given: Fit['given']): Fit['given'] =>
  isVouched(lead)
    ? Object.fromEntries(Object.entries(given).filter(([, gives]) => gives.points >= 0 || !isClaim(gives)))
    : given;

/** A server has said something of them. */
const isVouched = ({ attributes }: Lead): boolean =>
  Object.values(attributes).some((said) => said.some((seen) => !isClaim(seen)));

/** Opt-outs that stand: until consent is granted where they were said, or by a server; another browser cannot end them, nor a mere refusal. */
function optOuts(facts: Fact[]): Fact[] {
  const out = new Map<string, Fact>();
  for (const fact of facts.filter(({ consent }) => consent !== undefined).sort(byTime)) {
    if (fact.consent === 'opted_out') out.set(fact.subject, fact);
    else if (fact.consent === 'granted' && fact.subject.startsWith('l:')) out.clear();
    else if (fact.consent === 'granted') out.delete(fact.subject);
  }
  return [...out.values()];
}
