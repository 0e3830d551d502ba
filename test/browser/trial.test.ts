/** The core of the spam trial (`npm run trial` has all of it): no person is called a bot, and the bots that can be told are told. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BOTS } from '../../scripts/trial/bots.ts';
import { Ground } from '../../scripts/trial/ground.ts';
import { judgeBots, judgePeople, type Result } from '../../scripts/trial/judge.ts';
import { PEOPLE } from '../../scripts/trial/people.ts';

/** One of each means that people have. */
const FEW = [
  'mouse and keys',
  'keyboard only, Enter',
  'types an input method’s syllables',
  'phone, taps and on-screen keys',
  'autofill, then Enter at once',
  'password manager, then Enter at once',
  'pastes each field, then Enter',
  'dictates, mouse between fields',
];

let ground: Ground;
let people: Result[];
let bots: Result[];
beforeAll(async () => {
  ground = await Ground.start();
  const few = PEOPLE.filter(({ who }) => FEW.includes(who));
  const certain = BOTS.filter(({ mayPass }) => !mayPass);
  [people, bots] = await Promise.all([judgePeople(ground, few, FEW.length), judgeBots(ground, certain)]);
});
afterAll(() => ground?.stop());

const called = (results: Result[], verdict: Result['verdict']) =>
  results
    .filter((one) => one.verdict === verdict)
    .map(({ who, evidence }) => [who, ...evidence.map(({ kind }) => kind)].join(' · '));

it('calls no person spam, and at most one suspicious', () => {
  expect(people).toHaveLength(FEW.length);
  expect(called(people, 'spam')).toEqual([]);
  expect(called(people, 'suspicious').length, `${called(people, 'suspicious')}`).toBeLessThanOrEqual(1);
});

it('calls every machine spam or suspicious that does what no person does', () => {
  expect(bots.length).toBeGreaterThanOrEqual(10);
  expect(called(bots, 'clean')).toEqual([]);
});
