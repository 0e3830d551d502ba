/** The two short models of the published texts, to begin with. */
import type { Model } from '../model';
import { DEFAULT } from './default';

const forever = { decay: { kind: 'none' }, cap: null } as const;

export const BASIC: Model = {
  ...DEFAULT,
  name: 'basic',
  objective: 'Begin with three actions that everybody understands.',
  rules: [
    {
      ...forever,
      id: 'pricing',
      family: 'intent',
      label: 'Pricing page',
      why: 'Looks at what it costs.',
      when: { kind: 'touch', points: { pricing_viewed: 10 } },
    },
    {
      ...forever,
      id: 'guide',
      family: 'engagement',
      label: 'Guide downloaded',
      why: 'Has the problem.',
      when: { kind: 'touch', points: { file_downloaded: 20 } },
    },
    {
      ...forever,
      id: 'demo',
      family: 'intent',
      label: 'Demo requested',
      why: 'Wants to see it.',
      when: { kind: 'touch', points: { demo_requested: 50 } },
    },
  ],
};

export const SIMPLE: Model = {
  ...DEFAULT,
  name: 'simple',
  objective: 'A first score on a spreadsheet’s worth of facts.',
  rules: [
    {
      ...forever,
      id: 'visit',
      family: 'engagement',
      label: 'Visit',
      why: 'Any visit is interest.',
      when: { kind: 'touch', points: { page_viewed: 5 } },
    },
    {
      ...forever,
      id: 'guide',
      family: 'engagement',
      label: 'Guide downloaded',
      why: 'Has the problem.',
      when: { kind: 'touch', points: { file_downloaded: 15 } },
    },
    {
      ...forever,
      id: 'price',
      family: 'intent',
      label: 'Asks for a price',
      why: 'Wants to buy.',
      when: { kind: 'touch', points: { quote_requested: 30 } },
    },
  ],
};
