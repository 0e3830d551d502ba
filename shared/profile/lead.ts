/** What the score reads of a lead, worked out once where the lead is kept: so that no score carries the tables behind it. */
import { best, type Lead, type LeadFacts } from '../lead';
import { mailboxOf } from './mailbox';
import { groupOf } from './seniority';
import { seniorityOf } from './title';

/** In: what is known of a lead. Out: the same with its profile. */
export function withProfile(lead: LeadFacts): Lead {
  const title = best(lead.attributes, 'title')?.value;
  const isTitled = typeof title === 'string' && title.trim() !== '';
  return {
    ...lead,
    profile: {
      mailbox: lead.email === null ? null : (mailboxOf(lead.email)?.domain ?? null),
      seniority: isTitled ? groupOf(seniorityOf(title)) : null,
    },
  };
}
