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

export const SIGNALS = {
  quote_requested: ready(10, 'Quote requested', 'asked for a quote'),
  demo_requested: ready(10, 'Demo requested', 'asked for a demo'),
  contact_sales: ready(10, 'Contacted sales', 'contacted sales'),
  trial_started: ready(9, 'Trial started', 'started a trial'),
  pricing_viewed: page('intent', 6, 'Pricing page', 'viewed pricing'),
  comparison_viewed: page('intent', 6, 'Comparison page', 'compared us with others'),
  file_downloaded: page('engagement', 5, 'File downloaded', 'downloaded a file'),
  webinar_attended: person('engagement', 5, 'Webinar attended', 'attended a webinar', { isHighIntent: true }),
  webinar_registered: person('engagement', 4, 'Webinar registered', 'registered for a webinar', { isHighIntent: true }),
  video_watched: person('engagement', 3, 'Video watched', 'watched a video', { isVisit: true }),
  email_clicked: person('engagement', 3, 'E-mail clicked', 'clicked in an e-mail'),
  support_contacted: person('product', 3, 'Support contacted', 'contacted support'),
  product_registered: person('product', 4, 'Product registered', 'registered a product', { isVisit: true }),
  product_used: person('product', 3, 'Product used', 'used the product', { isVisit: true }),
  social_shared: person('engagement', 3, 'Shared a post', 'shared a post'),
  social_clicked: person('engagement', 2, 'Clicked a post', 'clicked a post'),
  email_opened: person('engagement', 1, 'E-mail opened', 'opened an e-mail'),
  page_viewed: person('engagement', 0.5, 'Page viewed', 'visited the site', { isVisit: true }),
  unsubscribed: person('risk', 0, 'Unsubscribed', 'unsubscribed'),
  purchase_made: person('product', 0, 'Purchase', 'bought'),
  fundraising: company(9, 'Fundraising', 'raised funds'),
  merger_acquisition: company(9, 'Merger or acquisition', 'merges or acquires'),
  job_change: company(8, 'Job change', 'has a new decision maker'),
  recruitment_campaign: company(8, 'Recruitment campaign', 'hires at scale'),
  public_tender: company(8, 'Public tender', 'published a tender'),
  competitor_user_hired: company(8, 'Hired a competitor’s user', 'hired a user of a competitor'),
  rival_contacted: company(8, 'Contacted a rival', 'talks to a rival vendor'),
  job_offer: company(7, 'Job offer', 'published a job offer'),
  tool_changed: company(7, 'Tool changed', 'changed a tool'),
  republished_job_offer: company(6, 'Job offer again', 'published a job offer again'),
  company_registered: company(6, 'Company registered', 'was registered'),
  competitor_relationship: company(6, 'Works with a competitor', 'works with a competitor'),
  office_opened: company(6, 'Office opened', 'opened an office'),
  page_engagement: company(5, 'Company page engagement', 'engages with our page'),
  social_mention: company(5, 'Social mention', 'mentioned us'),
  influencer_engagement: company(5, 'Influencer engagement', 'engages with an influencer'),
  news: company(5, 'In the news', 'is in the news'),
  company_followed: company(4, 'Follows us', 'follows us'),
  social_reaction: company(4, 'Social reaction', 'reacted to a post'),
};

export type Signal = keyof typeof SIGNALS;
export const SIGNAL_NAMES = Object.keys(SIGNALS).filter(isSignal);

/** In: any text. Out: whether it names a signal; names of the prototype do not. */
export function isSignal(name: string): name is Signal {
  return Object.hasOwn(SIGNALS, name);
}

/** In: a signal. Out: its row, with the optional marks readable. */
export const signalType = (signal: Signal): SignalType => SIGNALS[signal];

type Marks = Pick<SignalType, 'isVisit' | 'isHighIntent'>;

function person(family: Family, weight: number, label: string, phrase: string, marks: Marks = {}): SignalType {
  return { label, phrase, family, kind: 'interest', weight, of: 'person', ...marks };
}

/** A page whose reading is a sign of its own. */
function page(family: Family, weight: number, label: string, phrase: string): SignalType {
  return person(family, weight, label, phrase, { isVisit: true, isHighIntent: true });
}

/** Somebody asks to be talked to. */
function ready(weight: number, label: string, phrase: string): SignalType {
  return { ...page('intent', weight, label, phrase), kind: 'readiness' };
}

/** The company does it, or somebody about it: a third party tells. */
function company(weight: number, label: string, phrase: string): SignalType {
  return { ...person('intent', weight, label, phrase), of: 'company' };
}
