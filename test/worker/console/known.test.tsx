/** What is known of a lead: the word that counts on top, those that lost below it, and what is in doubt. */
import { render } from 'preact';
import { expect, it } from 'vitest';
import { Known } from '../../../worker/console/ui/known';
import { answerFor } from './stage';

const NOW = Date.UTC(2026, 10, 22, 12);
const said = (value: string, source: string) => ({ value, source, observedAt: NOW });

it('shows every source’s word, the one that the model trusts most first, and the notes', () => {
  const { lead, snapshot } = answerFor('Ada', [['demo_requested', NOW]], NOW);
  if (lead === undefined || snapshot === undefined) throw new Error('Ada has a snapshot');
  const employees = [said('5000', 'form'), said('20', 'vendor'), said('500', 'crm')];
  const known = { ...snapshot, account: { domain: 'northwind.example', attributes: { employees } } };
  const record = {
    lead,
    snapshot: known,
    trend: null,
    record: { attributes: {}, aliases: [], knownAs: [], outcomes: [], visitors: 2 },
  };
  const notes = [{ kind: 'conflict', count: 1, message: 'Employees: crm says “500”, vendor says “20”' }];
  const root = document.createElement('div');
  render(<Known record={record} notes={notes} ranking={['crm']} />, root);
  const words = [...root.querySelectorAll('.facts td > div')].map((row) => [
    row.className,
    row.firstChild?.textContent,
  ]);
  expect(words).toEqual([
    ['', '500'],
    ['lost', '20'],
    ['lost', '5000'],
  ]);
  expect(root.querySelector('.notes')?.textContent).toBe('Employees: crm says “500”, vendor says “20”');
  expect(root.textContent).toContain('Seen in 2 browsers.');
});
