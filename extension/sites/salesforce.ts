/** Salesforce (Lightning): records of leads, contacts, accounts and opportunities. The only file that knows its pages. */
import { corrected, type Ladder } from './ladder';
import { crm, type RecordLadders } from './record';
import type { Site } from './screen';

/** Other records stay in the page, hidden. Nothing may be inserted into what Lightning's components own: the card floats. */
export const LADDERS: RecordLadders = {
  record: {
    most: 1,
    ways: ['.windowViewMode-normal.active', '.oneContent.active', '.windowViewMode-maximized.active'],
  },
  name: {
    most: 1,
    ways: [
      'records-highlights2 lightning-formatted-name',
      'h1 slot[name="primaryField"]',
      'records-lwc-highlights-panel [slot="primaryField"]',
    ],
  },
  email: {
    most: 1,
    ways: [
      'records-highlights2 a[href^="mailto:"]',
      '[field-label="Email"] a[href^="mailto:"]',
      'lightning-formatted-email',
    ],
  },
  company: {
    most: 1,
    ways: ['[field-label="Company"] lightning-formatted-text', '[field-label="Account Name"] a[href*="/Account/"]'],
  },
  anchor: { most: 0, ways: [] },
  people: { most: 1, ways: ['.windowViewMode-normal.active', '.oneContent.active'] },
  person: { most: 50, ways: ['a[href*="/lightning/r/"]', 'a[href^="mailto:"]'] },
  row: { most: 0, ways: [] },
};
const STAGE: Record<'stage', Ladder> = { stage: { most: 1, ways: ['.oneAppLayoutHost', '.desktop.container'] } };

export const salesforce: Site = {
  id: 'salesforce',
  open: (corrections) => crm(corrected({ ...LADDERS, ...STAGE }, corrections)),
};
