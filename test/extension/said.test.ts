/** What a rep said, and how far it got. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeedState } from '../../extension/messages';
import { openSayings, type Sayings } from '../../extension/said';
import { soon } from './soon';

const record = vi.fn<(deed: object) => Promise<DeedState>>();
const takeBack = vi.fn<(key: string) => Promise<boolean>>();
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: {
      sendMessage: async ({ type, data }: { type: string; data: never }) => ({
        answer: await (type === 'takeBack' ? takeBack(data) : record(data)),
      }),
    },
  },
}));

const onChange = vi.fn();
let sayings: Sayings;
beforeEach(() => {
  vi.clearAllMocks();
  record.mockResolvedValue('sent');
  sayings = openSayings(onChange);
});
const state = () => sayings.of('ld_1')?.state;

describe('a rep’s word', () => {
  it('goes to the background with the moment of the click, once however often it is pressed', async () => {
    sayings.say('ld_1', 'good');
    expect(state()).toBe('sending');
    sayings.say('ld_1', 'good');
    await soon(() => expect(state()).toBe('sent'));
    expect(record.mock.calls).toEqual([
      [{ key: expect.stringMatching(/^[0-9a-f-]{36}$/), lead: 'ld_1', outcome: 'good', at: expect.any(Number) }],
    ]);
    expect(sayings.of('ld_2')).toBeNull();
  });
  it('is kept while nobody answers, and sent when the background says so', async () => {
    record.mockResolvedValue('kept');
    sayings.say('ld_1', 'meeting');
    await soon(() => expect(state()).toBe('kept'));
    sayings.hear({ type: 'said', key: 'another', state: 'sent' });
    expect(state()).toBe('kept');
    sayings.hear({ type: 'said', key: sayings.of('ld_1')?.key ?? '', state: 'sent' });
    expect(state()).toBe('sent');
  });
  it('can be said again after it failed', async () => {
    record.mockRejectedValueOnce(new Error('no background'));
    sayings.say('ld_1', 'junk');
    await soon(() => expect(state()).toBe('failed'));
    sayings.say('ld_1', 'junk');
    await soon(() => expect(state()).toBe('sent'));
  });
  it('is the last one that was said, whichever answer comes first', async () => {
    let late: (state: DeedState) => void = () => {};
    record.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    sayings.say('ld_1', 'good');
    sayings.say('ld_1', 'junk');
    await soon(() => expect(state()).toBe('sent'));
    late('kept');
    await soon(() => expect(onChange).toHaveBeenCalledTimes(4));
    expect(sayings.of('ld_1')).toMatchObject({ outcome: 'junk', state: 'sent' });
  });
  it('takes a note along, and the same word with another note is another word', async () => {
    sayings.say('ld_1', 'good', 'likes it');
    sayings.say('ld_1', 'good');
    sayings.say('ld_1', 'good', 'really');
    await soon(() =>
      expect(record.mock.calls.map(([deed]) => Reflect.get(deed, 'note'))).toEqual(['likes it', 'really']),
    );
  });
  it('can be taken back, also by a page that did not say it, unless it has been sent', async () => {
    takeBack.mockResolvedValueOnce(true).mockResolvedValueOnce(false);
    sayings.takeBack('ld_1', { key: 'k', outcome: 'won', state: 'kept' });
    await soon(() => expect(state()).toBe('undone'));
    sayings.takeBack('ld_1', { key: 'k', outcome: 'won', state: 'kept' });
    await soon(() => expect(state()).toBe('sent'));
    expect(takeBack.mock.calls).toEqual([['k'], ['k']]);
  });
});
