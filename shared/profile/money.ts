/** Revenue and budget as people and vendors write them → a range and its currency. */
import { type Range, rangeIn } from './range';

export interface Money extends Range {
  /** ISO 4217; null when the text names none. */
  currency: string | null;
}

/** In: 50000, "$1.2M", "1,200,000 EUR", "10-50M", "€2bn", "1.2 Mio. €". Out: the amount in whole units of its currency, or undefined. */
export function moneyOf(value: unknown): Money | undefined {
  if (typeof value === 'number') return plausible(value) ? { least: value, most: value, currency: null } : undefined;
  if (typeof value !== 'string') return undefined;
  const currencies = new Set<string>();
  const range = rangeIn(value, (word) => {
    const currency = CURRENCIES.get(word);
    if (currency !== undefined) currencies.add(currency);
    return currency !== undefined || WORDS.has(word);
  });
  if (range === undefined || currencies.size > 1 || !plausible(range.most ?? range.least)) return undefined;
  const [currency = null] = currencies;
  return { ...range, currency };
}

/** No company turns over a quadrillion. */
const plausible = (amount: number): boolean => amount >= 0 && amount <= 1e15;

const WORDS = new Set(
  'revenue turnover sales budget arr mrr annual annually yearly per year p pa umsatz jahr chiffre affaires an ingresos kr'.split(
    ' ',
  ),
);

const CURRENCIES = new Map<string, string>(
  (
    'usd:$,us$,u$,dollar,dollars,dólares eur:€,euro,euros gbp:£,pound,pounds,quid jpy:¥,yen cny:rmb,yuan,cn¥ inr:₹,rs,rupees,inr ' +
    'brl:r$,reais cad:c$,ca$ aud:a$,au$ nzd:nz$ hkd:hk$ sgd:s$,sg$ mxn:mx$,pesos chf:franken,sfr pln:zł,złoty krw:₩,won ' +
    'rub:₽,rubles try:₺,tl,lira ils:₪ uah:₴ vnd:₫ php:₱ thb:฿ ngn:₦ sek: nok: dkk: czk:kč huf:ft ron:lei zar: aed: sar: twd:nt$ ' +
    'idr:rp myr:rm ars: clp: cop: egp: qar: kwd:'
  )
    .split(' ')
    .flatMap((row) => {
      const [code = '', names = ''] = row.split(':');
      return [code, ...names.split(',')]
        .filter((name) => name !== '')
        .map((name) => [name, code.toUpperCase()] as const);
    }),
);
