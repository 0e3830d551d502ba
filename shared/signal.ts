/** What touches mean: every signal type with its family, its side (interest or readiness), its weight and the words for it. */

export const FAMILIES = ['fit', 'engagement', 'intent', 'product', 'risk'] as const;
export type Family = (typeof FAMILIES)[number];

export interface SignalType {
  label: string;
  /** Completes the sentence "This person …". */
  phrase: string;
  family: Family;
  kind: 'interest' | 'readiness';
  /** Balance weight 0–10, this project's default (scoring.md §2). */
  weight: number;
  /** Whose deed it is: the person's, or the company's (then it counts for all of its people). */
  of: 'person' | 'company';
  /** The person was on the site or in the product: ends an inactivity. */
  isVisit?: true;
  /** Three of these within 72 h are a cluster (mission S031, S067). */
  isHighIntent?: true;
}

const person = { kind: 'interest', of: 'person' } as const;
const ready = { kind: 'readiness', of: 'person', family: 'intent', isVisit: true, isHighIntent: true } as const;
const company = { kind: 'interest', of: 'company', family: 'intent' } as const;

export const SIGNALS = {
  quote_requested: { ...ready, weight: 10, label: 'Quote requested', phrase: 'asked for a quote' },
  demo_requested: { ...ready, weight: 10, label: 'Demo requested', phrase: 'asked for a demo' },
  contact_sales: { ...ready, weight: 10, label: 'Contacted sales', phrase: 'contacted sales' },
  trial_started: { ...ready, weight: 9, label: 'Trial started', phrase: 'started a trial' },
  pricing_viewed: page('intent', 6, 'Pricing page', 'viewed pricing'),
  comparison_viewed: page('intent', 6, 'Comparison page', 'compared us with others'),
  file_downloaded: page('engagement', 5, 'File downloaded', 'downloaded a file'),
  webinar_attended: {
    ...person,
    family: 'engagement',
    isHighIntent: true,
    weight: 5,
    label: 'Webinar attended',
    phrase: 'attended a webinar',
  },
  webinar_registered: {
    ...person,
    family: 'engagement',
    isHighIntent: true,
    weight: 4,
    label: 'Webinar registered',
    phrase: 'registered for a webinar',
  },
  video_watched: {
    ...person,
    family: 'engagement',
    isVisit: true,
    weight: 3,
    label: 'Video watched',
    phrase: 'watched a video',
  },
  email_clicked: {
    ...person,
    family: 'engagement',
    weight: 3,
    label: 'E-mail clicked',
    phrase: 'clicked in an e-mail',
  },
  support_contacted: {
    ...person,
    family: 'product',
    weight: 3,
    label: 'Support contacted',
    phrase: 'contacted support',
  },
  product_used: {
    ...person,
    family: 'product',
    isVisit: true,
    weight: 3,
    label: 'Product used',
    phrase: 'used the product',
  },
  social_shared: { ...person, family: 'engagement', weight: 3, label: 'Shared a post', phrase: 'shared a post' },
  social_clicked: { ...person, family: 'engagement', weight: 2, label: 'Clicked a post', phrase: 'clicked a post' },
  email_opened: { ...person, family: 'engagement', weight: 1, label: 'E-mail opened', phrase: 'opened an e-mail' },
  page_viewed: {
    ...person,
    family: 'engagement',
    isVisit: true,
    weight: 0.5,
    label: 'Page viewed',
    phrase: 'visited the site',
  },
  unsubscribed: { ...person, family: 'risk', weight: 0, label: 'Unsubscribed', phrase: 'unsubscribed' },
  purchase_made: { ...person, family: 'product', weight: 0, label: 'Purchase', phrase: 'bought' },
  fundraising: { ...company, weight: 9, label: 'Fundraising', phrase: 'raised funds' },
  merger_acquisition: { ...company, weight: 9, label: 'Merger or acquisition', phrase: 'merges or acquires' },
  job_change: { ...company, weight: 8, label: 'Job change', phrase: 'has a new decision maker' },
  recruitment_campaign: { ...company, weight: 8, label: 'Recruitment campaign', phrase: 'hires at scale' },
  public_tender: { ...company, weight: 8, label: 'Public tender', phrase: 'published a tender' },
  competitor_user_hired: {
    ...company,
    weight: 8,
    label: 'Hired a competitor’s user',
    phrase: 'hired a user of a competitor',
  },
  rival_contacted: { ...company, weight: 8, label: 'Contacted a rival', phrase: 'talks to a rival vendor' },
  job_offer: { ...company, weight: 7, label: 'Job offer', phrase: 'published a job offer' },
  tool_changed: { ...company, weight: 7, label: 'Tool changed', phrase: 'changed a tool' },
  republished_job_offer: { ...company, weight: 6, label: 'Job offer again', phrase: 'published a job offer again' },
  company_registered: { ...company, weight: 6, label: 'Company registered', phrase: 'was registered' },
  competitor_relationship: {
    ...company,
    weight: 6,
    label: 'Works with a competitor',
    phrase: 'works with a competitor',
  },
  office_opened: { ...company, weight: 6, label: 'Office opened', phrase: 'opened an office' },
  page_engagement: { ...company, weight: 5, label: 'Company page engagement', phrase: 'engages with our page' },
  social_mention: { ...company, weight: 5, label: 'Social mention', phrase: 'mentioned us' },
  influencer_engagement: {
    ...company,
    weight: 5,
    label: 'Influencer engagement',
    phrase: 'engages with an influencer',
  },
  news: { ...company, weight: 5, label: 'In the news', phrase: 'is in the news' },
  company_followed: { ...company, weight: 4, label: 'Follows us', phrase: 'follows us' },
  social_reaction: { ...company, weight: 4, label: 'Social reaction', phrase: 'reacted to a post' },
} as const satisfies Record<string, SignalType>;

export type Signal = keyof typeof SIGNALS;
export const SIGNAL_NAMES = Object.keys(SIGNALS).filter(isSignal);

/** In: any text. Out: whether it names a signal; names of the prototype do not. */
export function isSignal(name: string): name is Signal {
  return Object.hasOwn(SIGNALS, name);
}

/** In: a signal. Out: its row, with the optional marks readable. */
export const signalType = (signal: Signal): SignalType => SIGNALS[signal];

function page<F extends Family>(family: F, weight: number, label: string, phrase: string) {
  return { kind: 'interest', of: 'person', isVisit: true, isHighIntent: true, family, weight, label, phrase } as const;
}
