/** Models for customers: who is ready for more, and who is about to leave (scoring.md §7, mission S022, S092). */
import type { Model, Rule } from '../model';
import { DEFAULT } from './default';
import { PLAYBOOK } from './playbook';

const expansionRules: Rule[] = [
  {
    ...{ id: 'usage', family: 'product', label: 'Product used', cap: 30, decay: { kind: 'halfLife', days: 14 } },
    why: 'Who uses more needs more.',
    when: { kind: 'touch', points: { product_used: 3 } },
  },
  {
    ...{ id: 'usage_volume', family: 'product', label: '40 uses in 30 days', cap: 25, decay: { kind: 'none' } },
    why: 'Daily use of a whole team is past the plan that one person bought.',
    when: { kind: 'volume', signals: ['product_used'], count: 40, days: 30, points: 25 },
  },
  {
    ...{ id: 'usage_trend', family: 'product', label: 'Use grows', cap: null, decay: { kind: 'none' } },
    why: 'Who uses it half as much again as the month before is growing into a larger plan.',
    when: {
      ...{ kind: 'trend', signals: ['product_used'], days: 28, least: 8 },
      bands: [
        { atLeast: 2, points: 25 },
        { atLeast: 1.5, points: 15 },
      ],
    },
  },
  {
    ...{
      id: 'registered',
      family: 'product',
      label: 'Registered a product',
      cap: 20,
      decay: { kind: 'halfLife', days: 60 },
    },
    why: 'Who registers what they bought means to keep it, and to add to it.',
    when: { kind: 'touch', points: { product_registered: 10 } },
  },
  {
    ...{
      id: 'pricing_again',
      family: 'intent',
      label: 'Looks at prices again',
      cap: 30,
      decay: { kind: 'halfLife', days: 21 },
    },
    why: 'A customer reads prices when the plan has become too small.',
    when: { kind: 'touch', points: { pricing_viewed: 15, quote_requested: 30, contact_sales: 30 } },
  },
  {
    ...{ id: 'growing', family: 'intent', label: 'The company grows', cap: 20, decay: { kind: 'halfLife', days: 60 } },
    why: 'New people and new places need seats.',
    when: { kind: 'touch', points: { recruitment_campaign: 10, office_opened: 10, fundraising: 15 } },
  },
  {
    ...{ id: 'tickets', family: 'risk', label: 'Support tickets', cap: -30, decay: { kind: 'linear', days: 30 } },
    why: 'Solve the problem first, then sell.',
    when: { kind: 'touch', points: { support_contacted: -10 } },
  },
];

const churnRules: Rule[] = [
  {
    ...{ id: 'silence', family: 'risk', label: 'No use lately', cap: null, decay: { kind: 'none' } },
    why: 'Who does not use it does not renew it.',
    when: {
      kind: 'inactive',
      steps: [
        { days: 14, points: 20 },
        { days: 30, points: 40 },
        { days: 60, points: 60 },
      ],
    },
  },
  {
    ...{ id: 'usage_falls', family: 'risk', label: 'Use falls', cap: null, decay: { kind: 'none' } },
    why: 'They leave in their habits before they leave by letter.',
    when: {
      ...{ kind: 'trend', signals: ['product_used'], days: 28, least: 8 },
      bands: [
        { below: 0.25, points: 40 },
        { below: 0.5, points: 25 },
      ],
    },
  },
  {
    ...{ id: 'tickets', family: 'risk', label: 'Support tickets', cap: 30, decay: { kind: 'halfLife', days: 14 } },
    why: 'Several tickets in a fortnight are a reason to leave.',
    when: { kind: 'touch', points: { support_contacted: 10 } },
  },
  {
    ...{
      id: 'rival',
      family: 'risk',
      label: 'Talks to a rival',
      cap: 30,
      decay: { kind: 'holdThenHalfLife', holdDays: 14, days: 30 },
    },
    why: 'They compare before they leave.',
    when: { kind: 'touch', points: { rival_contacted: 30, comparison_viewed: 10, competitor_user_hired: 15 } },
  },
  {
    ...{ id: 'unsubscribed', family: 'risk', label: 'Unsubscribed', cap: 15, decay: { kind: 'halfLife', days: 90 } },
    why: 'They have stopped listening.',
    when: { kind: 'touch', points: { unsubscribed: 15 } },
  },
  {
    ...{ id: 'usage', family: 'product', label: 'Product used', cap: -40, decay: { kind: 'halfLife', days: 7 } },
    why: 'Steady use is the best sign that they stay.',
    when: { kind: 'touch', points: { product_used: -4 } },
  },
];

const customer = { stages: [], actions: [] };

export const EXPANSION: Model = {
  ...DEFAULT,
  ...customer,
  name: 'expansion',
  purpose: 'expansion',
  objective: 'Find the customers who are ready for more.',
  rules: expansionRules,
};

/** High is bad: the level says how much of a danger there is. */
export const CHURN: Model = {
  ...DEFAULT,
  ...customer,
  name: 'churn',
  purpose: 'churn',
  objective: 'Find the customers who are about to leave, while something can be done.',
  rules: churnRules,
  playbook: {
    ...PLAYBOOK,
    levels: {
      cold: 'Nothing to do.',
      warm: 'Ask how it goes.',
      hot: 'Call: find out what is missing.',
      super_hot: 'Call today, with somebody who can decide.',
    },
  },
};
