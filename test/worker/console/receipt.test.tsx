/** The receipt: what it shows adds up, line by line and column by column. */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../shared/event';
import { Receipt } from '../../../worker/console/ui/receipt';
import { decimal, settled } from '../../../worker/console/words';
import { answerFor, type Deed, draw } from './stage';

const NOW = Date.UTC(2026, 10, 22, 12);
const ages = [1, 20, 50, 61, 75];
const views = ages.map((age): Deed => ['pricing_viewed', NOW - age * HOUR]);
const { score } = answerFor('Ada', [...views, ['demo_requested', NOW - 55 * HOUR]], NOW);

const figure = (cell: Element | null | undefined): number => {
  const text = cell?.textContent?.trim() ?? '';
  return text === '–' ? 0 : Number(text.replace('−', '-'));
};
const tenths = (values: number[]) => values.reduce((sum, value) => sum + Math.round(value * 10), 0);

describe('Receipt', () => {
  for (const axis of ['balance', 'points'] as const) {
    it(`adds up on the axis of ${axis}, across and down`, async () => {
      const root = await draw(<Receipt axis={axis} title="T" reasons={score?.reasons ?? []} now={NOW} />);
      const rows = [...root.querySelectorAll('tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].slice(0, 3).map(figure),
      );
      const total = [...root.querySelectorAll('tfoot td')].slice(0, 3).map(figure);
      expect(rows.length).toBeGreaterThan(2);
      for (const [peak = 0, lost = 0, points = 0] of rows) expect(tenths([peak, lost])).toBe(tenths([points]));
      for (const column of [0, 1, 2]) {
        expect(tenths(rows.map((row) => row[column] ?? 0))).toBe(tenths([total[column] ?? 0]));
      }
      const value = axis === 'balance' ? score?.balance.value : score?.points.value;
      expect(root.querySelector('tfoot strong')?.textContent).toBe(decimal(value ?? Number.NaN));
    });
  }

  it('shows a cap as a line of its own, right below its rule, and says why a rule counts', async () => {
    const why = new Map([['pricing', 'Nobody reads prices for fun.']]);
    const root = await draw(<Receipt axis="points" title="T" reasons={score?.reasons ?? []} why={why} now={NOW} />);
    const cap = root.querySelector('tr.cap');
    expect(cap?.querySelector('th')?.textContent).toContain('Pricing page: cap');
    expect(figure(cap?.querySelectorAll('td')[2])).toBeLessThan(0);
    expect(cap?.previousElementSibling?.textContent).toContain('Nobody reads prices for fun.');
  });
});

describe('settled', () => {
  it('gives what rounding leaves over to the next line', () => {
    expect(settled([0.04, 0.04, 0.04])).toEqual([0, 0.1, 0]);
    expect(settled([10, -3, 0])).toEqual([10, -3, 0]);
  });
  it('writes numbers with a real minus and without a negative zero', () => {
    expect([decimal(-0.04), decimal(-2.25), decimal(64)]).toEqual(['0.0', '−2.2', '64.0']);
  });
});
