/** The default model: the one complete table, with the published cut-offs and this project's own Balance weights. */
import type { Model } from '../model';
import { DEFAULT_SEGMENTS } from '../rfm/default';
import { SIGNAL_NAMES, SIGNALS } from '../signal';
import { PLAYBOOK } from './playbook';
import { DEFAULT_RULES } from './rules';

export const DEFAULT: Model = {
  version: 1,
  name: 'default',
  purpose: 'lead',
  objective: 'Find the people who are ready for a first sales conversation.',
  rules: DEFAULT_RULES,
  caps: { families: {}, total: null },
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
  sources: { ranking: [], staleDays: 365 },
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
    evidence: {
      ...{
        honeypot: 100,
        crawler: 100,
        instant: 60,
        hasty: 30,
        webdriver: 50,
        no_hand: 40,
        same_text: 40,
        bot_agent: 40,
      },
      ...{ no_browser: 50, disposable_mailbox: 50, gibberish_name: 40 },
    },
    suspiciousAt: 50,
    spamAt: 100,
    suspiciousPoints: -30,
  },
  account: {
    engagedDays: 30,
    breadth: [
      { people: 2, points: 10 },
      { people: 3, points: 20 },
      { people: 5, points: 30 },
    ],
    bestLeads: { count: 3, share: 0.2 },
    technologies: { wanted: [], points: 20 },
  },
  segments: DEFAULT_SEGMENTS,
  stages: [{ to: 'prospect', from: ['lead'], grade: 'B', isReady: true, freshDays: 365 }],
  actions: [],
  playbook: PLAYBOOK,
};
