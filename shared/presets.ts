/** The published models: `default` is the one complete table (scoring.md §3), `basic` and `simple` are the two short ones. */
import type { Model } from './model';
import { DEFAULT_RULES } from './presets/rules';
import { SIGNAL_NAMES, SIGNALS } from './signal';

export const DEFAULT: Model = {
  version: 1,
  name: 'default',
  objective: 'Find the people who are ready for a first sales conversation.',
  rules: DEFAULT_RULES,
  meanings: [
    { event: 'page_viewed', path: '*/pricing*', afterMs: 5000, signal: 'pricing_viewed' },
    { event: 'page_viewed', path: '*/compar*', afterMs: 5000, signal: 'comparison_viewed' },
    { event: 'form_submitted', name: '*demo*', signal: 'demo_requested' },
    { event: 'form_submitted', name: '*quote*', signal: 'quote_requested' },
    { event: 'form_submitted', name: '*trial*', signal: 'trial_started' },
    { event: 'form_submitted', name: '*contact*', signal: 'contact_sales' },
    { event: 'form_submitted', name: '*webinar*', signal: 'webinar_registered' },
    { event: 'form_submitted', path: '*/demo-request*', signal: 'demo_requested' },
    { event: 'form_submitted', path: '*/contact*', signal: 'contact_sales' },
    { event: 'video_watched', minPercent: 75, signal: 'video_watched' },
  ],
  balance: {
    weights: Object.fromEntries(SIGNAL_NAMES.map((signal) => [signal, SIGNALS[signal].weight])),
    relevance: {},
    capFactor: 2,
    tier1: 9,
    tier2: 4,
  },
  levels: { warm: 30, hot: 60, superHot: 100 },
  grades: { a: 75, b: 50, c: 25 },
  spam: {
    evidence: { honeypot: 100, instant: 60, hasty: 30, webdriver: 50, no_hand: 40, same_text: 40, bot_agent: 40 },
    suspiciousAt: 50,
    spamAt: 100,
    suspiciousPoints: -30,
  },
};

const forever = { halfLifeDays: null, cap: null };

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
