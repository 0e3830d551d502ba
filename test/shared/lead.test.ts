/** What several sources say of a lead, and whose mailbox says nothing. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { isCrowded } from '../../shared/crowd';
import { type Attributes, AttributeValue, best, observe, textOf } from '../../shared/lead';

const said = (value: AttributeValue, source: string, observedAt: number) => ({ value, source, observedAt });

describe('an attribute', () => {
  const attributes: Attributes = {
    title: [said('Clerk', 'form', 1), said('VP', 'crm', 3), said('CEO', 'enrichment', 3)],
  };

  it('is the freshest word, of two at one moment that of the source that sorts first', () => {
    expect(best(attributes, 'title')).toEqual(said('VP', 'crm', 3));
    expect(best({ title: (attributes.title ?? []).toReversed() }, 'title')).toEqual(said('VP', 'crm', 3));
    expect(best(attributes, 'phone')).toBeUndefined();
  });

  it('keeps each source’s newest word, whatever the order of arrival, and does not change its input', () => {
    const words = [said('a', 'crm', 1), said('b', 'crm', 2), said('c', 'form', 1)];
    const before = Object.freeze({});
    const inOrder = words.reduce<Attributes>((all, word) => observe(all, 'title', word), before);
    const backwards = words.toReversed().reduce<Attributes>((all, word) => observe(all, 'title', word), before);
    expect(inOrder).toEqual({ title: [said('b', 'crm', 2), said('c', 'form', 1)] });
    expect(backwards).toEqual(inOrder);
    expect(before).toEqual({});
  });

  it('is text only when it says something', () => {
    expect(textOf({ title: [said('VP', 'crm', 1)] }, 'title')).toBe('VP');
    for (const value of ['  ', 7, true, ['VP']]) expect(textOf({ title: [said(value, 'crm', 1)] }, 'title')).toBeNull();
  });

  it('is text, a number, yes or no, or a list of words', () => {
    for (const value of ['x', 1.5, false, ['a', 'b'], []]) expect(v.is(AttributeValue, value)).toBe(true);
    for (const value of [null, Number.NaN, Number.POSITIVE_INFINITY, {}, [1], 'x'.repeat(1001)])
      expect(v.is(AttributeValue, value)).toBe(false);
  });
});

describe('a free mailbox', () => {
  it('is known by its domain, and names of every object are none', () => {
    expect(['gmail.com', 'yahoo.fr', 'gmx.de'].every(isCrowded)).toBe(true);
    expect(['northwind.example', 'constructor', '__proto__', ''].some(isCrowded)).toBe(false);
  });
});
