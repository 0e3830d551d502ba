/** A model as somebody writes it → a model, or every mistake with its place and its cure. */
import * as v from 'valibot';
import { Model } from '../model';
import { FIELDS, type FieldName, fieldNamed, spoken } from '../profile/fields';
import { Segments } from '../rfm';
import { type Mistake, mistakeOf } from './mistake';
import { isActive } from './rule';

export type { Mistake } from './mistake';

export type Checked = { model: Model; warnings: Mistake[] } | { mistakes: Mistake[] };

/** More rules than these are hard to explain (mission S084: pick 10 to 15 things). */
const MOST_RULES = 15;
const MOST_MISTAKES = 50;
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** In: anything. Out: the model with its warnings, or its mistakes (at most 50). */
export function checkModel(input: unknown): Checked {
  const forbidden = forbiddenKeys(input, []);
  if (forbidden.length > 0) return { mistakes: forbidden };
  // A schema of an object takes a list for one without fields.
  const parsed = v.safeParse(Model, Array.isArray(input) ? null : input);
  if (!parsed.success) return { mistakes: parsed.issues.slice(0, MOST_MISTAKES).map(mistakeOf) };
  const mistakes = contradictions(parsed.output);
  return mistakes.length > 0 ? { mistakes } : { model: parsed.output, warnings: warningsOf(parsed.output) };
}

/** What each part may say alone and not together. */
function contradictions({ rules, stages, actions, segments, balance, levels, grades, spam }: Model): Mistake[] {
  return [
    ...repeated(rules, 'rules'),
    ...repeated(actions, 'actions'),
    ...gaps(segments),
    ...stages.flatMap(({ grade, freshDays }, i) =>
      grade === undefined && freshDays !== undefined
        ? [
            {
              path: `stages.${i}.freshDays`,
              message: 'stands without a grade',
              cure: 'Name the grade that must be fresh.',
            },
          ]
        : [],
    ),
    ...order('balance', [
      ['tier2', balance.tier2],
      ['tier1', balance.tier1],
    ]),
    ...order('levels', [
      ['warm', levels.warm],
      ['hot', levels.hot],
      ['superHot', levels.superHot],
    ]),
    ...order('grades', [
      ['c', grades.c],
      ['b', grades.b],
      ['a', grades.a],
    ]),
    ...order('spam', [
      ['suspiciousAt', spam.suspiciousAt],
      ['spamAt', spam.spamAt],
    ]),
  ];
}

function gaps(segments: Model['segments']): Mistake[] {
  const parsed = v.safeParse(Segments, segments);
  return (parsed.issues ?? []).map(({ message }) => {
    const [what = '', cure = ''] = message.split(': ');
    return { path: 'segments', message: what, cure: `${cure.charAt(0).toUpperCase()}${cure.slice(1)}.` };
  });
}

function repeated(rows: { id: string }[], at: string): Mistake[] {
  const seen = new Set<string>();
  return rows.flatMap(({ id }, i) => {
    const isRepeated = seen.has(id);
    seen.add(id);
    return isRepeated ? [{ path: `${at}.${i}.id`, message: 'is used twice', cure: 'Give each its own id.' }] : [];
  });
}

/** Cut-offs that must rise in this order. */
const order = (at: string, cutoffs: [name: string, value: number][]): Mistake[] =>
  cutoffs.flatMap(([name, value], i) => {
    const [below, bound] = cutoffs[i - 1] ?? ['', Number.NEGATIVE_INFINITY];
    return value > bound
      ? []
      : [{ path: `${at}.${name}`, message: `is not above ${at}.${below}`, cure: `Raise it, or lower ${below}.` }];
  });

/** What may stand and is hardly meant. */
const warningsOf = (model: Model): Mistake[] => [
  ...tooMany(model),
  ...idle(model),
  ...unread(model),
  ...vague(model),
  ...timeless(model),
  ...hidden(model),
];

function tooMany({ rules }: Model): Mistake[] {
  const active = rules.filter(isActive).length;
  const cure = `Keep the ${MOST_RULES} that matter most: people must be able to explain a score.`;
  return active <= MOST_RULES ? [] : [{ path: 'rules', message: `has ${active} active rules`, cure }];
}

const idle = ({ rules }: Model): Mistake[] =>
  rules.flatMap((rule, i) => {
    const cure = 'Name what it looks for, or remove it.';
    return isActive(rule) ? [] : [{ path: `rules.${i}`, message: 'is switched off by its empty list', cure }];
  });

/** Words of a list that mean nothing where industries, countries and the like are meant: they only fit themselves. */
function unread({ rules, balance }: Model): Mistake[] {
  const cure = 'Correct the word, or leave it when sources write it just so.';
  const message = (field: string) => `is no ${field} that we know`;
  const inRules = rules.flatMap(({ when }, i) => {
    const field = when.kind === 'oneOf' ? fieldNamed(when.of, when.attribute) : undefined;
    if (when.kind !== 'oneOf' || field === undefined) return [];
    return when.values.flatMap((word, k) =>
      isRead(field, word) ? [] : [{ path: `rules.${i}.when.values.${k}`, message: message(spoken(field)), cure }],
    );
  });
  const inTable = Object.keys(balance.relevance).flatMap((word) =>
    isRead('industry', word) ? [] : [{ path: `balance.relevance.${word}`, message: message('industry'), cure }],
  );
  return [...inRules, ...inTable];
}

const isRead = (field: FieldName, word: string): boolean => FIELDS[field].read(word) !== undefined;

/** Bands that an earlier one covers, or that no number lies in. */
function hidden({ rules }: Model): Mistake[] {
  return rules.flatMap(({ when }, i) => {
    if (when.kind !== 'number' && when.kind !== 'trend') return [];
    const spans = when.bands.map(({ atLeast = -Infinity, below = Infinity }) => ({ atLeast, below }));
    return spans.flatMap(({ atLeast, below }, k) => {
      const path = `rules.${i}.when.bands.${k}`;
      if (atLeast >= below) return [{ path, message: 'holds no number', cure: 'Raise "below", or lower "atLeast".' }];
      const isCovered = spans.slice(0, k).some((earlier) => earlier.atLeast <= atLeast && earlier.below >= below);
      return isCovered ? [{ path, message: 'is never reached', cure: 'Put it before the wider band above it.' }] : [];
    });
  });
}

/** Only touches have an age that a decay or a window could look at. */
function timeless({ rules }: Model): Mistake[] {
  const cure = 'Remove it: attributes and absences have no age that it could look at.';
  return rules.flatMap(({ when, decay, windowDays }, i) => {
    const path = `rules.${i}`;
    const message = 'has no effect on this kind of rule';
    const isAged = ['touch', 'cluster'].includes(when.kind);
    return [
      ...(decay.kind === 'none' || isAged ? [] : [{ path: `${path}.decay`, message, cure }]),
      ...(windowDays === undefined || isAged || when.kind === 'volume'
        ? []
        : [{ path: `${path}.windowDays`, message, cure }]),
    ];
  });
}

const vague = ({ stages }: Model): Mistake[] =>
  stages.flatMap(({ grade, level, tier, isReady }, i) => {
    const isNamed = [grade, level, tier, isReady].some((part) => part !== undefined);
    const cure = 'Name a grade, level, tier or need.';
    return isNamed ? [] : [{ path: `stages.${i}`, message: 'fits every lead', cure }];
  });

/** JSON can carry keys that every object has; nothing of ours is named so. */
function forbiddenKeys(input: unknown, at: string[]): Mistake[] {
  if (typeof input !== 'object' || input === null || at.length > 12) return [];
  return Object.entries(input)
    .slice(0, 10_000)
    .flatMap(([key, value]) => {
      const path = [...at, key];
      const own = FORBIDDEN.includes(key)
        ? [{ path: path.join('.'), message: 'is a word of the language', cure: 'Choose another name.' }]
        : [];
      return [...own, ...forbiddenKeys(value, path)];
    })
    .slice(0, MOST_MISTAKES);
}
