/** Matching in degrees: what decides, what asks, what is never guessed; and what a page that lags behind its address may say. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openArrival } from '../../extension/arrival';
import { matchOf } from '../../extension/match';
import type { Found, Person } from '../../extension/messages';
import type { Screen, Subject } from '../../extension/sites/screen';
import { isLike } from '../../extension/sync/guess';
import { personOf, snapshotOf } from './people';

const EMAIL = 'ada@northwind.example';
const ada = personOf(await snapshotOf(EMAIL, 'Ada Lovelace', [['demo_requested', 2]]));
const grace = personOf(await snapshotOf('grace@contoso.example', 'Grace Hopper', [['demo_requested', 2]]));
const subject = (keys: string[], name: string | null = 'Ada Lovelace', company: string | null = 'Northwind') => ({
  ...{ keys, name, company },
});
const match = (keys: Record<string, Found | undefined>, guess?: Person[] | 'unreachable', who?: Partial<Subject>) =>
  matchOf({ ...subject(Object.keys(keys)), ...who }, { found: (key) => keys[key], guess: () => guess });
const degree = (...of: Parameters<typeof match>) => match(...of).degree;

describe('a match', () => {
  it('is exact by address or record, and by alias by the profile’s address', () => {
    expect(match({ [EMAIL]: ada, 'hubspot:1:2': 'unknown' })).toEqual({ degree: 'email', people: [ada] });
    expect(degree({ [EMAIL]: 'unknown', 'hubspot:1:2': ada })).toBe('record');
    expect(degree({ 'linkedin:ada': ada })).toBe('alias');
    expect(degree({ 'linkedin:ada': { ...ada, isConfirmed: true } })).toBe('confirmed');
  });
  it('decides nothing when two keys name two people', () => {
    expect(match({ [EMAIL]: ada, 'hubspot:1:2': grace })).toEqual({ degree: 'several', people: [ada, grace] });
    expect(degree({ [EMAIL]: ada, 'hubspot:1:2': { ...ada } })).toBe('email');
  });
  it('by name and company is probable at best, and only after every key is known to be unknown', () => {
    expect(degree({ 'hubspot:1:2': 'unknown' }, [ada])).toBe('probable');
    expect(degree({ 'hubspot:1:2': 'unknown' }, [ada, grace])).toBe('several');
    expect(degree({ 'hubspot:1:2': 'unknown' }, [])).toBe('none');
    expect(degree({ 'hubspot:1:2': undefined }, [ada])).toBe('waiting');
    expect(degree({ [EMAIL]: 'unknown', 'hubspot:1:2': 'unreachable' }, [ada])).toBe('waiting');
    expect(degree({ 'hubspot:1:2': 'unknown' }, 'unreachable')).toBe('waiting');
    expect(degree({ 'hubspot:1:2': 'unknown' })).toBe('waiting');
  });
  it('is not guessed from a name alone', () => {
    expect(degree({ 'hubspot:1:2': 'unknown' }, [ada], { company: null })).toBe('none');
  });
});

describe('a guess', () => {
  const like = (name: string, company: string) => isLike({ name, company }, ada.snapshot);
  it('takes the same name in the same company, as people write both', () => {
    expect(like('Ada Lovelace', 'Northwind')).toBe(true);
    expect(like(' ADA  lovelace', 'Northwind, Inc.')).toBe(true);
    expect(like('Áda Lovelace', 'North-Wind')).toBe(true);
  });
  it('takes nobody else', () => {
    expect(like('Ada Lovelace', 'Contoso')).toBe(false);
    expect(like('Ada', 'Northwind')).toBe(false);
    expect(like('Ada Lovelace', 'Example')).toBe(false);
    expect(like('Ada Lovelace', '')).toBe(false);
    expect(
      isLike({ name: '', company: 'Northwind' }, { ...ada.snapshot, lead: { ...ada.snapshot.lead, name: null } }),
    ).toBe(false);
  });
});

describe('arriving at the next record', () => {
  let arrive: ReturnType<typeof openArrival>;
  const at = (key: string | null, record: string, ...people: Subject[]): Screen => ({
    ...{
      place: { kind: key ? 'person' : 'group', key, record },
      kind: 'record',
      people,
      rows: [],
      anchor: null,
      rungs: {},
    },
  });
  const look = (...of: Parameters<typeof at>) => arrive(at(...of)).people;
  beforeEach(() => {
    arrive = openArrival();
  });

  it('believes the first page', () => {
    expect(look('hubspot:1:1', 'r1', subject([EMAIL, 'hubspot:1:1']))).toEqual([subject([EMAIL, 'hubspot:1:1'])]);
  });
  it('does not believe what the last record still shows, until it has gone', () => {
    look('hubspot:1:1', 'r1', subject([EMAIL, 'hubspot:1:1']));
    expect(look('hubspot:1:2', 'r2', subject([EMAIL, 'hubspot:1:2']))).toEqual([subject(['hubspot:1:2'], null, null)]);
    expect(look('hubspot:1:2', 'r2', subject([EMAIL, 'hubspot:1:2'], 'Grace Hopper'))).toEqual([
      subject(['hubspot:1:2'], 'Grace Hopper'),
    ]);
    const whole = subject(['grace@contoso.example', 'hubspot:1:2'], 'Grace Hopper', 'Contoso');
    expect(look('hubspot:1:2', 'r2', whole)).toEqual([whole]);
  });
  it('believes it again once the page has been seen without it', () => {
    look('hubspot:1:1', 'r1', subject([EMAIL, 'hubspot:1:1']));
    look('hubspot:1:2', 'r2', subject(['hubspot:1:2'], null, null));
    expect(look('hubspot:1:2', 'r2', subject([EMAIL, 'hubspot:1:2']))).toEqual([subject([EMAIL, 'hubspot:1:2'])]);
  });
  it('leaves out the people of the company before', () => {
    look(null, 'c1', subject(['hubspot:1:7'], 'Ada'), subject(['hubspot:1:8'], 'Grace'));
    expect(look(null, 'c2', subject(['hubspot:1:7'], 'Ada'), subject(['hubspot:1:9'], 'Linus'))).toEqual([
      subject(['hubspot:1:9'], 'Linus'),
    ]);
  });
});
