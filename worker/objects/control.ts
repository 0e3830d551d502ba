/** The control plane: sites, keys, reps, what they hold, and the log of what was done. Each change and its deed are one transaction. */
import type {
  AuditFilter,
  InvitationRequest,
  Key,
  KeyRequest,
  Paired,
  Rep,
  SelectorsAnswer,
  SelectorsRequest,
  Site,
  SiteRequest,
} from '../../shared/wire';
import { mint } from '../secret';
import type { OwedDeed } from './ledger/deeds';
import { Stored } from './stored';
import { type Actor, auditPage, record } from './workspace/audit';
import type { Holder, Issued, Kind, Principal } from './workspace/credentials';
import * as credentials from './workspace/credentials';
import * as keys from './workspace/keys';
import * as reps from './workspace/reps';
import * as selectors from './workspace/selectors';
import { publishSettings } from './workspace/settings';
import * as sites from './workspace/sites';
import { hangUp } from './workspace/sockets';

export abstract class Control extends Stored {
  sites(): Site[] {
    return sites.sites(this.sql, Date.now());
  }

  /** In: what is asked of a new site, whose deed it is. Out: the site. When it answers, the edge knows. */
  async addSite(site: SiteRequest, by: Actor): Promise<Site | null> {
    return this.changedSite(this.transaction((now) => sites.addSite(this.sql, site, by, now)));
  }

  /** Out: the site as it is now; null when there is none of that id. */
  async putSite(id: string, site: SiteRequest, by: Actor): Promise<Site | null> {
    const isKnown = this.transaction((now) => sites.putSite(this.sql, id, site, by, now));
    return isKnown ? this.changedSite(id) : null;
  }

  /** In: a site, how long its old public key stays good (ms). Out: the site with its new one; null when there is none of that id. */
  async rotateSite(id: string, overlap: number, by: Actor): Promise<Site | null> {
    const isKnown = this.transaction((now) => sites.rotateSite(this.sql, id, overlap, by, now));
    return isKnown ? this.changedSite(id) : null;
  }

  async deleteSite(id: string, by: Actor): Promise<boolean> {
    const isKnown = this.transaction((now) => sites.deleteSite(this.sql, id, by, now));
    await publishSettings(this.sql, this.env);
    return isKnown;
  }

  keys(): Key[] {
    return keys.keys(this.sql, Date.now());
  }

  /** In: what is asked of a new key, whose deed it is. Out: the key and its secret. */
  async addKey(asked: KeyRequest, by: Actor) {
    const id = keys.newKeyId();
    const { secret, hash } = await keys.mintFor(id);
    this.transaction((now) => keys.addKey(this.sql, id, hash, asked, by, now));
    return this.keyWith(id, secret);
  }

  /** In: a key, how long its old secret stays good (ms). Out: the key and its new secret; null when there is none of that id. */
  async rotateKey(id: string, overlap: number, by: Actor) {
    const { secret, hash } = await keys.mintFor(id);
    const isKnown = this.transaction((now) => keys.rotateKey(this.sql, id, hash, overlap, by, now));
    return isKnown ? this.keyWith(id, secret) : null;
  }

  /** Ends a key with everything that was begun with it, open sockets too. Out: whether there was such a key. */
  revokeKey(id: string, by: Actor): boolean {
    const isKnown = this.transaction((now) => keys.revokeKey(this.sql, id, by, now));
    hangUp(this.ctx.getWebSockets(id));
    return isKnown;
  }

  reps(): Rep[] {
    return reps.reps(this.sql);
  }

  ownerOf(rep: string): string | null {
    return reps.ownerOf(this.sql, rep);
  }

  /** In: who is invited, whose deed it is. Out: the rep to be, and the code of the invitation. */
  async inviteRep(asked: InvitationRequest, by: Actor): Promise<{ rep: Rep; code: Issued }> {
    const minted = await mint('pairing');
    return this.transaction((now) => reps.invite(this.sql, minted, asked, by, now));
  }

  /** Ends a rep's token and open sockets. Out: whether there was such a rep. */
  revokeRep(id: string, by: Actor): boolean {
    const isKnown = this.transaction((now) => reps.revokeRep(this.sql, id, by, now));
    hangUp(this.ctx.getWebSockets(id));
    return isKnown;
  }

  /** In: filters, where the last page ended. Out: a page of the audit log. */
  audit(filter: AuditFilter, before: number | null) {
    return auditPage(this.sql, filter, before);
  }

  /** In: deeds that a ledger has committed. Those that are known already are not taken twice. */
  note(deeds: OwedDeed[]): void {
    this.transaction(() => {
      for (const { id, deed } of deeds) record(this.sql, deed, id);
    });
  }

  /** In: the hash of what was presented, the kinds that it may be. Out: whose it is, or null. */
  principal(hash: string, kinds: Kind[]): Principal | null {
    return credentials.holderOf(this.sql, hash, kinds, Date.now());
  }

  /** In: for whom, what kind. Out: a new credential of that kind; only its hash stays here. */
  async issue(who: Holder): Promise<Issued> {
    const minted = await mint(who.kind);
    return this.transaction((now) => {
      if (who.kind === 'session') record(this.sql, { by: who, action: 'signed_in', target: who.holder, at: now });
      return credentials.issue(this.sql, minted, who, now);
    });
  }

  /** In: the hash of a one-use credential, its kind. Out: whose it was, or null; it is used up. */
  redeem(hash: string, kind: Kind): Principal | null {
    return credentials.redeem(this.sql, hash, kind, Date.now());
  }

  revoke(hash: string): void {
    credentials.revoke(this.sql, hash);
  }

  /** In: the hash of a pairing code. Out: the rep's token and what the extension needs beside it, or null. */
  async pair(hash: string): Promise<Paired | null> {
    const [minted, key] = await Promise.all([mint('rep'), selectors.selectorsKey(this.sql)]);
    const paired = this.transaction((now) => reps.pair(this.sql, hash, minted, now));
    return paired && { ...paired, selectorsKey: key };
  }

  /** In: what is corrected from now on, whose deed it is. Out: its version. */
  putSelectors(asked: SelectorsRequest, by: Actor): number {
    return this.transaction((now) => selectors.putSelectors(this.sql, asked, by, now));
  }

  signedSelectors(): Promise<SelectorsAnswer['signed']> {
    return selectors.signedSelectors(this.sql);
  }

  /** One transaction: a change together with the deed that it is. */
  protected transaction<T>(work: (now: number) => T): T {
    return this.ctx.storage.transactionSync(() => work(Date.now()));
  }

  private async changedSite(id: string): Promise<Site | null> {
    await publishSettings(this.sql, this.env);
    return sites.siteById(this.sql, id, Date.now());
  }

  private keyWith(id: string, secret: string) {
    const key = keys.keyById(this.sql, id, Date.now());
    return key === null ? null : { ...key, secret };
  }
}
