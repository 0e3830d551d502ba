/** Addresses lose what must not be kept, and nothing else. */
import { describe, expect, it } from 'vitest';
import { clean } from '../../snippet/address';

describe('an address', () => {
  it.each([
    ['https://a.example/p?utm_source=x&page=2', 'https://a.example/p?utm_source=x&page=2'],
    ['https://a.example/p?q=valve+bodies#part', 'https://a.example/p?q=valve+bodies'],
    [
      'https://a.example/p?campaign=spring_sale_2026_manufacturing',
      'https://a.example/p?campaign=spring_sale_2026_manufacturing',
    ],
  ])('keeps what tells of interest: %s', (from, to) => expect(clean(from)).toBe(to));

  it.each([
    ['https://a.example/p?email=x&page=2', 'https://a.example/p?page=2'],
    ['https://a.example/p?who=ada%40acme.example', 'https://a.example/p'],
    ['https://a.example/p?next=%2Fwelcome%3Fmail%3Dada%40acme.example&a=1', 'https://a.example/p?a=1'],
    [
      'https://a.example/p?access_token=1&Password=2&api_key=3&apikey=4&key=5&keyword=pump',
      'https://a.example/p?keyword=pump',
    ],
    ['https://a.example/p?x=9f86d081884c7d659a2feaa0c55ad015', 'https://a.example/p'],
    ['https://a.example/p?x=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmN', 'https://a.example/p'],
    ['https://ada:secret@a.example/p', 'https://a.example/p'],
    ['https://a.example/unsubscribe/ada@acme.example/now', 'https://a.example/unsubscribe/-/now'],
    ['mailto:ada@acme.example?subject=hello', 'mailto:'],
    ['tel:+31201234567', 'tel:'],
  ])('loses who somebody is and what opens a door: %s', (from, to) => expect(clean(from)).toBe(to));

  it('is cut to what the server takes', () => {
    expect(clean(`https://a.example/?q=${'pump '.repeat(1000)}`)).toHaveLength(2048);
  });
});
