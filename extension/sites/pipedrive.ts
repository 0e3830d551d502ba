/** Pipedrive: persons, deals, organizations, the leads inbox, and lists. The only file that knows its pages. */
import { corrected, type Ladder } from './ladder';
import { crm, type RecordLadders } from './record';
import type { Site } from './screen';

/** Little in its pages can be relied on: the card floats. */
export const LADDERS: RecordLadders = {
  record: { most: 1, ways: ['#main-content', '.detailView', '[data-testid="detail-view"]'] },
  name: { most: 1, ways: ['[data-testid="header-title"]', 'h1'] },
  email: { most: 1, ways: ['.content a[href^="mailto:"]', '[data-testid="header-title"] ~ a', 'a[href^="mailto:"]'] },
  company: { most: 1, ways: ['a[href^="/organization/"]', '[data-testid="organization-name"]'] },
  anchor: { most: 0, ways: [] },
  people: { most: 1, ways: ['#main-content', '.detailView'] },
  person: { most: 50, ways: ['a[href*="/person/"]', 'a[href^="mailto:"]'] },
  row: { most: 500, ways: ['tbody tr a[href]', '[role="row"] a[href]'] },
};
const STAGE: Record<'stage', Ladder> = { stage: { most: 1, ways: ['#main-content', '#app', '.detailView'] } };

export const pipedrive: Site = {
  id: 'pipedrive',
  open: (corrections) => crm(corrected({ ...LADDERS, ...STAGE }, corrections)),
};
