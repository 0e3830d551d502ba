/** What a rep sees: badge, card, receipt, and the words in them, from a real snapshot on a fake clock. */
import { describe, expect, it, vi } from 'vitest';
import { badgeLabel, badgeOf, badgeText } from '../../extension/ui/badge';
import type { CardProps } from '../../extension/ui/Card';
import { Chip } from '../../extension/ui/Chip';
import { People } from '../../extension/ui/People';
import { isCurrent, read } from '../../extension/ui/reading';
import { DAY, HOUR } from '../../shared/event';
import { ada, cardOf, draw, press, quiet, REST, readingOf } from './drawn';
import { MODEL, NOW, owing, snapshotOf } from './people';
import { soon } from './soon';

describe('the badge', () => {
  it('says points and tier, and the same in words', () => {
    const { score } = readingOf(ada);
    expect(badgeText(score)).toBe('56 · T1');
    expect(badgeLabel(score)).toBe('Lead score 56, warm, tier 1');
    for (const badge of [draw(<Chip score={score} />).firstElementChild, badgeOf(score), badgeOf(score)]) {
      expect(badge?.textContent).toBe('56 · T1');
      expect(badge?.getAttribute('aria-label')).toBe('Lead score 56, warm, tier 1');
    }
  });
  it('says nothing of a tier that is not there', () => {
    const { score } = readingOf(quiet);
    expect(badgeText(score)).toMatch(/^\d+$/);
    expect(badgeLabel(score)).toMatch(/no tier$/);
  });
  it('cools down by the clock alone', () => {
    const first = readingOf(ada);
    expect(first.next).not.toBeNull();
    const later = readingOf(ada, first.next?.at);
    expect([first, later].map(({ score }) => badgeText(score))).toEqual(['56 · T1', '55 · T2']);
    expect(badgeText(readingOf(ada, NOW + 20 * DAY).score)).not.toContain('T');
  });
});

describe('a reading', () => {
  it('stands until its age or its next change', () => {
    const reading = readingOf(ada);
    expect(isCurrent(reading, NOW + 29_999, 30_000)).toBe(true);
    expect(isCurrent(reading, NOW + 30_000, 30_000)).toBe(false);
    expect(isCurrent(reading, reading.next?.at ?? 0, 365 * DAY)).toBe(false);
  });
  it('is never of a moment before its snapshot, whatever the device’s clock says', () => {
    expect(readingOf(ada, NOW - DAY).score).toEqual(readingOf(ada).score);
  });
  it('does not exist for whom must not be scored', () => {
    expect(read({ ...ada, optedOut: true }, MODEL, NOW)).toBeNull();
    const spam = { ...ada.tally, touches: 0, forms: { clean: 0, suspicious: 0, spam: 1 } };
    expect(read({ ...ada, tally: spam }, MODEL, NOW)).toBeNull();
  });
});

describe('the card', () => {
  it('shows who, how urgent, how interested, and its clock', () => {
    const text = cardOf().textContent;
    expect(text).toContain('VP Engineering · northwind.example · prospect');
    expect(text).toContain('Balance10 T1');
    expect(text).toContain('Points56 warm');
    expect(text).toContain('FitA 35 points');
    expect(text).toContain('urgent for about 47 h more, then T2');
  });
  it('says whose lead it is and by when an answer is owed, until it is given', () => {
    const owner = (snapshot = ada, now = NOW) => {
      const reading = readingOf({ ...snapshot, lead: { ...snapshot.lead, owner: 'Ann' } }, now);
      return cardOf({ reading, now }).querySelector('.owner');
    };
    expect(cardOf().querySelector('.owner')).toBeNull();
    expect(owner()?.textContent).toBe('Owned by Ann');
    expect(owner(owing(ada, 3))?.textContent).toBe('Owned by Ann · answer due in 3 h');
    expect(owner(owing(ada, 3), NOW + 2.5 * HOUR)?.textContent).toBe('Owned by Ann · answer due in 30 min');
    const late = owner(owing(ada, 3), NOW + 5 * HOUR);
    expect(late?.textContent).toBe('Owned by Ann · answer 2 h overdue');
    expect(late?.querySelector('.overdue')).not.toBeNull();
    expect(owner(owing(ada, 3, NOW))?.textContent).toBe('Owned by Ann');
    expect(cardOf({ reading: readingOf(owing(ada, 3)) }).querySelector('.owner')?.textContent).toBe(
      'answer due in 3 h',
    );
  });
  it('says what to do at this tier and level, and what the person said', async () => {
    const text = cardOf().textContent;
    expect(text).toContain(`To do${MODEL.playbook.tiers.tier1}`);
    expect(text).toContain(`At this level${MODEL.playbook.levels.warm}`);
    expect(text).not.toContain('Why they came');
    const companion = { reason: 'Our spreadsheet broke', nextStep: 'A price for 40 seats' };
    const said = cardOf({ reading: readingOf({ ...ada, companion }) }).textContent;
    expect(said).toContain('Why they cameOur spreadsheet broke');
    expect(said).toContain('What they asked forA price for 40 seats');
    expect(cardOf({ reading: readingOf(quiet) }).textContent).toContain(MODEL.playbook.tiers.none);
  });
  it('names the evidence of spam and what the score left out, and is silent when there is none', () => {
    expect(cardOf().querySelector('.doubts')).toBeNull();
    const note = { kind: 'future', count: 2, message: 'Left out: 2 dated in the future', after: null, until: null };
    const noted = cardOf({ reading: readingOf({ ...ada, notes: [note] }) }).querySelector('.doubts');
    expect(noted?.textContent).toBe('Worth knowingLeft out: 2 dated in the future');
    const kind = {
      kind: 'hasty',
      label: 'Sent within two seconds',
      weight: 2,
      count: 3,
      lastAt: new Date(NOW).toISOString(),
    };
    const spam = { ...ada.spam, verdict: 'suspicious' as const, evidence: [kind] };
    const doubted = cardOf({ reading: readingOf({ ...ada, spam }) }).querySelector('.doubts');
    expect(doubted?.textContent).toBe('Looked like spamSent within two seconds, 3 times');
  });
  it('says what decay took from each axis', () => {
    const heads = [...cardOf().querySelectorAll('.receipt h3')].map(({ textContent }) => textContent);
    expect(heads).toEqual(['Balance', 'Points · decay took 3.9']);
  });
  it('leads to the whole record, and copies its sentence for a rep alone', async () => {
    const writeText = vi.fn(async () => {});
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    const root = cardOf();
    expect(root.querySelector('.carry a')?.getAttribute('href')).toBe(
      `https://steelyard.example/console/#/leads/${ada.lead.id}`,
    );
    expect(cardOf({ origin: null }).querySelector('.carry a')).toBeNull();
    press(root, 'Copy the sentence', false);
    expect(writeText).not.toHaveBeenCalled();
    press(root, 'Copy the sentence', true);
    expect(writeText.mock.calls).toEqual([[readingOf(ada).score.summary]]);
    await soon(() => expect(root.querySelector('.carry [role="status"]')?.textContent).toBe('Copied'));
    vi.unstubAllGlobals();
  });
  it('says how sure it is whom it shows; what is only probable asks', () => {
    const onConfirm = vi.fn();
    const texts = (degree: CardProps['degree']) => cardOf({ degree, onConfirm }).querySelector('.matched')?.textContent;
    expect(texts('email')).toBe('Matched by e-mail address');
    expect(texts('confirmed')).toBe('Matched by your wordSomebody else');
    const root = cardOf({ degree: 'probable', onConfirm });
    press(root, 'Same person', false);
    press(root, 'Same person', true);
    press(root, 'Somebody else', true);
    expect(onConfirm.mock.calls).toEqual([[true], [false]]);
  });
  it('shows a name with markup as text', () => {
    const root = cardOf();
    expect(root.querySelector('h2')?.textContent).toBe('Ada <img src=x> Lovelace');
    expect(root.querySelector('img')).toBeNull();
  });
  it('gives the receipt with what decay took, ups before downs, and every line on demand', () => {
    const lines = [...cardOf().querySelectorAll('.receipt li')].map(({ textContent }) => textContent);
    expect(lines).toEqual([
      'Demo requested+102 h ago',
      'Demo or quote requested+302 h ago',
      'Company size+20',
      'Job title+15',
      'Pricing page+15 → +11.19 days ago',
      'Unsubscribed−2040 days ago',
    ]);
    expect(cardOf().querySelectorAll('details tbody tr')).toHaveLength(6);
  });
  it('shows at most five lines up and five down on an axis', async () => {
    const busy = await snapshotOf('b@northwind.example', 'Busy', [
      ['demo_requested', 1],
      ['pricing_viewed', 2],
      ['comparison_viewed', 3],
      ['file_downloaded', 4],
      ['video_watched', 5],
      ['email_clicked', 6],
      ['email_opened', 7],
    ]);
    const [balance] = cardOf({ reading: readingOf(busy) }).querySelectorAll('.receipt section');
    expect(balance?.querySelectorAll('li')).toHaveLength(5);
  });
  it('says how old it is while nothing can arrive', () => {
    const offline = { connection: 'offline', heardAt: NOW - 3 * HOUR } as const;
    expect(cardOf({ link: offline, knownAt: NOW - 5 * HOUR }).textContent).toContain('Last known, 3 h old');
    expect(cardOf({ link: offline, knownAt: NOW - 1000 }).textContent).toContain('Last known, 1 s old');
    expect(cardOf({ knownAt: NOW - 5 * HOUR }).textContent).not.toContain('Last known');
  });
  it('takes a rep’s click for a word, not a script’s', () => {
    const onOutcome = vi.fn();
    const root = cardOf({ onOutcome });
    press(root, 'Meeting', false);
    expect(onOutcome).not.toHaveBeenCalled();
    press(root, 'Junk', true);
    expect(onOutcome.mock.calls).toEqual([['junk', '']]);
  });
  it('shows which button was pressed and how far the word got', () => {
    const root = cardOf({ said: { key: 'k', outcome: 'good', state: 'kept' } });
    const pressed = [...root.querySelectorAll('[aria-pressed="true"]')].map(({ textContent }) => textContent);
    expect(pressed).toEqual(['Good']);
    expect(root.querySelector('[role="status"]')?.textContent).toBe('Kept, will be sent when the server answers');
  });
  it('has a switcher only when several people are known', () => {
    const props = {
      reading: readingOf(ada),
      model: MODEL,
      origin: null,
      degree: 'email' as const,
      onConfirm: null,
      now: NOW,
      knownAt: NOW,
      ...REST,
    };
    const link = { connection: 'live', heardAt: NOW } as const;
    const onChoose = vi.fn();
    const two = draw(
      <People {...props} link={link} choices={[readingOf(ada), readingOf(quiet)]} onChoose={onChoose} />,
    );
    two.querySelectorAll<HTMLElement>('nav button')[1]?.click();
    expect(onChoose).toHaveBeenCalledWith(quiet.lead.id);
    expect(
      draw(<People {...props} link={link} choices={[readingOf(ada)]} onChoose={onChoose} />).querySelector('nav'),
    ).toBeNull();
  });
});
