/** A fact: a stored event, as far as a score looks at it. */
import type { Evidence, Traits } from '../event';

/** A form submission, as far as it tells a person from a machine. */
export interface Submission {
  evidence?: Evidence | undefined;
  /** What the request gave away of its sender, whatever the page in it said. */
  sender?: Evidence | undefined;
  email?: string | undefined;
  traits?: Traits | undefined;
}

export interface Fact extends Submission {
  id: string;
  type: string;
  /** ms */
  at: number;
  /** Who reported it: `v:` and a visitor, `l:` and a lead, `a:` and a domain. */
  subject: string;
  /** Nobody but its browser says whose it is. */
  isClaimed?: boolean | undefined;
  url?: string | undefined;
  page?: string | undefined;
  form?: string | undefined;
  name?: string | undefined;
  engagedMs?: number | undefined;
  percent?: number | undefined;
  /** Of `consent_changed`: granted, denied or opted_out. */
  consent?: string | undefined;
  /** Of a person's word on whether a lead is one (`spam_judged`): null takes an earlier word back. */
  verdict?: 'clean' | 'spam' | null | undefined;
  /** Of an e-mail click: when the mail was sent (ms); without it nobody can tell whether that mail was opened. */
  sentAt?: number | undefined;
}

/** By their moments; of one moment by id, so that the order of arrival never shows. */
export const byTime = (a: Fact, b: Fact): number => a.at - b.at || (a.id < b.id ? -1 : 1);
