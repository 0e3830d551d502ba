/** Job titles as people write them → how far up somebody sits. */
import type { Seniority } from './seniority';
import { bare, named } from './words';

/** In: a job title in a language of western Europe (200 characters are read). Out: its level; undefined when it has no letter. */
export function seniorityOf(title: unknown): Seniority | undefined {
  const folded = foldTitle(title);
  if (!/\p{L}/u.test(folded)) return undefined;
  return LEVELS.get(folded) ?? named(folded, RULES) ?? 'staff';
}

/** Levels as vendors and forms name them, where a title should stand. */
const LEVELS = new Map<string, Seniority>(
  (
    [
      [
        'c_suite',
        'c suite|csuite|c level|clevel|cxo|cxos|executive|executives|executive level|founder owner|top management',
      ],
      ['vp', 'vp level|vice president level'],
      ['director', 'director level'],
      ['manager', 'manager level|middle management|mid management'],
      ['senior', 'senior level|mid senior level|mid senior|experienced'],
      ['staff', 'non manager|non management|individual contributor|ic|employee|other|staff'],
      ['entry', 'entry|junior level|training|unpaid'],
    ] satisfies [Seniority, string][]
  ).flatMap(([level, words]) => words.split('|').map((word) => [word, level] as const)),
);

/** In: a title. Out: lower case without accents or punctuation, initials joined: "V.P., R&D" → "vp r&d", "Geschäftsführer" → "geschaftsfuhrer". */
export const foldTitle = (title: unknown): string =>
  bare(typeof title === 'string' ? title.slice(0, 200) : '')
    .replace(/\b([a-z])\. ?(?=[a-z]\b)/g, '$1')
    .replace(/\b([a-z])\./g, '$1')
    .replace(/\bv p\b/g, 'vp')
    .replace(/geschaeft/g, 'geschaft')
    .replace(/fuehr/g, 'fuhr')
    .replace(/[^\p{L}\d&]+/gu, ' ')
    .trim();

/**
 * The first rule that fits places the title, so order is meaning: an assistant *to* the CEO is none, a founder who also calls
 * himself a director is a founder, and of "CFO and EVP" the corporate rank counts.
 */
const RULES = (
  [
    ['entry', 'intern|internship$|trainee|apprentice|^student|(working )?student$|werkstudent(in)?|praktikant(in)?'],
    [
      'entry',
      'auszubildender?|azubi|stagi(aire|air|ar|sta)|alternante?|apprentie?|becari[oa]|tirocinante|estagiari[oa]',
    ],
    ['staff', '(assist[ae]nte?(in)?|assistenz|asistente|secretary|aide|pa) (to|of the|de|du|der|des|del|van)'],
    ['staff', '(executive|personal|management|ceo|cto|cfo|coo|vorstands)(s| s)? ?assist[a-z]*'],
    ['staff', '(ea|advis[eo]r|office manager|right hand|associate) to|founder ?s? (associate|office)'],
    ['staff', '(former|ex|retired|past)'],
    [
      'c_suite',
      '(co ?)?found(er|ing (partner|editor|ceo|director|head))s?|fondat(eur|rice|ore)|fundadora?|grunder(in)?|oprichter',
    ],
    [
      'c_suite',
      '(?<!(product|process|data|system|service|application|account|risk|control|asset) )owner|inhaber(in)?|gesellschafter(in)?|prop(ri?|i)eta(ire|ri[oa])|titolare|eigenaa?r(es)?',
    ],
    [
      'c_suite',
      'board(?! certified)|(vice ?|co ?)?chair(man|woman|person)?|aufsichtsrat|beirat|executive (committee|forum)',
    ],
    ['vp', '[sera]*vp|[a-z]*vi[cz]e ?pr[ea]sid[a-z]*'],
    ['director', 'in chief|chief (architect|of staff|engineer)'],
    [
      'c_suite',
      'chief|c[a-z]o|ciso|chro|(?<!(deputy|associate|assistant) )general counsel|managing partner|vorstand[a-z]*',
    ],
    [
      'c_suite',
      'geschaftsfuhr(er|erin|ung)|generaldirektor(in)?|pdg|dg|dir[a-z]+ general[ei]?|algemeen directeur|bestuursvoorzitter',
    ],
    [
      'c_suite',
      'gerante?|consejer[oa] delegad[oa]|amministrat(ore|rice) (delegat|unic)[oa]|prezes|pr[ea]sident(?= (and|&|ceo|et|und) |$)|pr[ea]sident(e|in)',
    ],
    [
      'director',
      'direct(or[ae]?s?|o|eur|rice)|d[iy]re[ck]tor[ae]?|direktorin|diret(ore?|rice|tore|tora)|dirett(ore|rice)|dir|managing|md(?! phd)',
    ],
    ['director', 'head(?! office)|president|dean|prokurist(in)?|(bereichs|abteilungs|werks)leit(er|erin|ung)|hoofd'],
    [
      'partner',
      '(?<!(business|channel|hr|people|sales|alliance|delivery|talent|technology) )partner(in)?(?! (manage|market|success|sales|account|develop|enable|program|operation))|soci[oa]|vennoot|associee?',
    ],
    [
      'manager',
      'manag(er|ers|ement)|mgr|lead(?! gen)|leader(ship)?|gm|supervisor|superintendent|coordinat(or|eur|rice|ore)|foreman',
    ],
    [
      'manager',
      '[a-z]*leit(er|erin|ung)|responsabi?le|chef (?!de (cuisine|partie|rang))de?|gerente|jef[ea]|encargad[oa]|coordinadora?|capo',
    ],
    ['manager', '[a-z]*leider|leidinggevende|kierownik'],
    ['senior', 'senior|sr|snr|principal|staff|expert|professor'],
    ['entry', 'junior|jr|graduate|assist[ae]nte?(in)?|assistenz|asistente|associate|clerk|volunteer|entry level'],
  ] satisfies [Seniority, string][]
).map(([seniority, words]) => [seniority, new RegExp(`\\b(?:${words})\\b`)] as const);
