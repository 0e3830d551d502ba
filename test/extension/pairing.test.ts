/** Words between the console's page and the extension: who is heard, and what is said. */
import { describe, expect, it } from 'vitest';
import { answerTo, consolePages, mayPair, pageWord } from '../../extension/pairing';

const { origin } = window.location;
const say = (data: unknown, over: MessageEventInit = {}) =>
  pageWord(new MessageEvent('message', { data, source: window, origin, ...over }), window);

describe('a word of the console’s page', () => {
  it('is heard when the page itself says it', () => {
    expect(say({ type: 'steelyard:pair', code: 'abc' })).toEqual({ type: 'steelyard:pair', code: 'abc' });
    expect(say({ type: 'steelyard:hello' })).toEqual({ type: 'steelyard:hello' });
  });
  it('is not heard from another frame or origin', () => {
    expect(say({ type: 'steelyard:hello' }, { source: null })).toBeNull();
    expect(say({ type: 'steelyard:pair', code: 'abc' }, { origin: 'https://evil.example' })).toBeNull();
  });
  it.each([
    [null],
    ['steelyard:hello'],
    [{ type: 'steelyard:pair' }],
    [{ type: 'steelyard:pair', code: '' }],
    [{ type: 'steelyard:pair', code: 7 }],
    [{ type: 'steelyard:pair', code: 'x'.repeat(101) }],
    [{ type: 'steelyard:pair', code: 'abc', origin: 'https://evil.example' }],
    [{ type: 'steelyard:here', connected: true }],
  ])('is not understood: %j', (data) => {
    expect(say(data)).toBeNull();
  });
});

describe('the answer', () => {
  it('names the rep or the reason, never a token', () => {
    expect(answerTo({ rep: { id: 'rep_1', name: 'Rita' } })).toEqual({
      type: 'steelyard:paired',
      rep: { id: 'rep_1', name: 'Rita' },
    });
    expect(answerTo({ message: 'used' })).toEqual({ type: 'steelyard:pair_failed', message: 'used' });
  });
});

describe('a page may pair', () => {
  const OWN = 'http://127.0.0.1:8787';
  it.each([
    ['http://127.0.0.1:8787/console/', OWN, null, true],
    ['http://127.0.0.1:9000/console/', OWN, null, true],
    ['http://127.0.0.1:9000/console/', OWN, 'http://127.0.0.1:9000', true],
    ['http://127.0.0.1:9000/console/', OWN, OWN, false],
    ['https://127.0.0.1:8787/console/', OWN, null, false],
    ['http://127.0.0.1.evil.example/console/', OWN, null, false],
    ['https://steelyard.example:9000/console/', 'https://steelyard.example', null, false],
    ['about:blank', OWN, null, false],
    ['nonsense', OWN, null, false],
  ])('%s, built for %s, paired with %s: %s', (address, own, paired, may) => {
    expect(mayPair(address, own, paired)).toBe(may);
  });
  it('has a console whose pages a match pattern names', () => {
    expect(consolePages('https://steelyard.example:8443')).toBe('https://steelyard.example/console/*');
  });
});
