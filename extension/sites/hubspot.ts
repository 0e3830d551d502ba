/** HubSpot: records of contacts, companies and deals, and lists. The only file that knows HubSpot's pages. */
import { corrected, type Ladder } from './ladder';
import { crm, type RecordLadders } from './record';
import type { Site } from './screen';

/** Classes are hashed there; hidden tabs stay in the page. */
export const LADDERS: RecordLadders = {
  record: {
    most: 1,
    ways: ['[data-test-id="left-sidebar"]', '#record-page-left-sidebar', '[data-selenium-test="left-sidebar"]'],
  },
  name: {
    most: 1,
    ways: [
      '[data-selenium-test="highlightTitle"]',
      '[data-test-id="highlight-record-label"]',
      '[data-card-type="OBJECT_HIGHLIGHT"] h2',
    ],
  },
  email: {
    most: 1,
    ways: [
      '[data-card-type="OBJECT_HIGHLIGHT"] a[href^="mailto:"]',
      '[data-test-id="record-highlight-content"] a[href^="mailto:"]',
      '[data-selenium-test="property-input-email"]',
    ],
  },
  company: {
    most: 1,
    ways: [
      '[data-card-type="OBJECT_HIGHLIGHT"] a[href*="/record/0-2/"]',
      '[data-test-id="record-highlight-content"] a[href*="/company/"]',
    ],
  },
  anchor: { most: 1, ways: ['[data-card-type="OBJECT_HIGHLIGHT"]', '[data-test-id="record-highlight-content"]'] },
  people: {
    most: 1,
    ways: ['[data-test-id="records-right-sidebar"]', '#record-page-right-sidebar', '[data-test-id="right-sidebar"]'],
  },
  person: { most: 50, ways: ['a[href*="/record/0-1/"]', 'a[href*="/contact/"]', 'a[href^="mailto:"]'] },
  row: { most: 500, ways: ['tbody tr a[href]', '[role="row"] a[href]'] },
};
const STAGE: Record<'stage', Ladder> = {
  stage: { most: 1, ways: ['#crm', '#hs-nav-v4--logo ~ *', '[data-test-id="crm-app"]'] },
};

export const hubspot: Site = {
  id: 'hubspot',
  open: (corrections) => crm(corrected({ ...LADDERS, ...STAGE }, corrections)),
};
