/** Runs the golden cases: what the model says on each published figure and on both sides of each boundary. */
import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../shared/model';
import { Condition, Decay } from '../../shared/model/rule';
import { type Answer, type Score, score } from '../../shared/score';
import { SIGNAL_NAMES } from '../../shared/signal';
import { CaseFile, type Expected, modelOf, msIn, readCase } from './case';

const folder = new URL('../cases/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({
    name,
    ...v.parse(CaseFile, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
  }));

describe.each(files)('$name: $about', ({ now, cases }) => {
  it.each(cases)('$name', (given) => {
    const { snapshot, model } = readCase(given, Date.parse(now));
    const answer = score(snapshot, model, Date.parse(now));
    const said = sayings(answer);
    const wanted = flat(given.expect);
    const seen = Object.fromEntries(Object.keys(wanted).map((key) => [key, said[key] ?? null]));
    expect(rounded(seen)).toEqual(rounded(wanted));
  });
});

describe('the golden cases', () => {
  it('have every signal, each with its weight', () => {
    const cases = files.find(({ name }) => name === 'signals.json')?.cases ?? [];
    expect(cases.flatMap(({ events }) => events.map(({ type }) => type)).toSorted()).toEqual(SIGNAL_NAMES.toSorted());
  });

  it('have every kind of condition and of decay', () => {
    const rules = files.flatMap(({ cases }) => cases.flatMap((one) => modelOf(one).rules));
    const kinds = (read: (rule: Rule) => string) => new Set(rules.map(read));
    const conditions = Condition.options.map(({ entries }) => entries.kind.literal);
    const decays = Decay.options.map(({ entries }) => entries.kind.literal);
    expect([...kinds(({ when }) => when.kind)].sort()).toEqual(conditions.toSorted());
    expect([...kinds(({ decay }) => decay.kind)].sort()).toEqual(decays.toSorted());
  });

  it('each expect something', () => {
    expect(files.flatMap(({ cases }) => cases).filter((one) => Object.keys(one.expect).length === 0)).toEqual([]);
  });
});

type Sayings = Record<string, unknown>;

/** What an answer says, under the names that the cases use. */
function sayings(answer: Answer): Sayings {
  const { stage } = answer.lead ?? {};
  if (!('score' in answer)) return { stage, unscored: answer.unscored, ...answer.spam };
  const { balance, points, spam, priority, nextChangeAt, now, notes } = answer.score;
  return {
    ...{ stage, priority, verdict: spam.verdict, voided: spam.voided, removedPoints: spam.removedPoints },
    ...{ balance: balance.value, tier: balance.tier, balanceLines: linesOf(answer.score, 'balance') },
    ...{ points: points.value, level: points.level, lines: linesOf(answer.score, 'points') },
    ...{ fit: points.fit.points, grade: points.fit.grade },
    notes: counted(notes),
    nextChangeIn: nextChangeAt === null ? null : Date.parse(nextChangeAt) - Date.parse(now),
  };
}

/** Kind → how many. */
function counted(notes: Score['notes']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, count } of notes) counts[kind] = (counts[kind] ?? 0) + count;
  return counts;
}

/** Rule → points; a rule with several signals has a line for each. */
function linesOf({ reasons }: Score, axis: string): Record<string, number> {
  const lines: Record<string, number> = {};
  for (const { rule, points } of reasons.filter((reason) => reason.axis === axis)) {
    lines[rule] = (lines[rule] ?? 0) + points;
  }
  return lines;
}

const flat = ({ nextChangeIn, ...rest }: Expected): Sayings =>
  nextChangeIn === undefined ? rest : { ...rest, nextChangeIn: nextChangeIn === null ? null : msIn(nextChangeIn) };

/** The cases are written to the billionth. */
const rounded = (sayings: Sayings): unknown =>
  JSON.parse(
    JSON.stringify(sayings, (_, value) => (typeof value === 'number' ? Math.round(value * 1e8) / 1e8 : value)),
  );
