/** Files: what was proposed is shown and can be said otherwise, a file is sent part by part, what was refused can be had. */
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import type { Import, PreviewAnswer } from '../../../shared/wire/transfer';
import { createFiles } from '../../../worker/console/files';
import { FilesPage } from '../../../worker/console/pages/files';
import { type Asked, answerWith, draw, problem, settle } from './stage';

const OPTIONS = { kind: 'leads' as const, format: 'csv' as const, defaults: {}, decimal: 'point' as const };
const PREVIEW: PreviewAnswer = {
  options: { ...OPTIONS, mapping: ['email', null], delimiter: 'semicolon' },
  encoding: 'utf-8',
  columns: [
    { header: 'E-Mail', field: 'email', samples: ['ada@northwind.example'] },
    { header: '<b>Shoe size</b>', field: null, samples: ['38', '<img src=x onerror=alert(1)>'] },
  ],
  fields: [
    { field: 'email', isRequired: true },
    { field: 'attributes.title', isRequired: false },
  ],
  missing: [],
  rows: 2,
  problems: [{ line: 3, field: 'email', message: 'is not an e-mail address' }],
};
const BEGUN: Import = {
  ...{ id: 'imp_1', state: 'open', options: { ...OPTIONS, name: 'leads.csv' }, by: 'key_admin' },
  ...{ createdAt: '2026-11-22T12:00:00.000Z', updatedAt: '2026-11-22T12:00:00.000Z' },
  ...{ offset: 0, lines: 0, accepted: 0, duplicates: 0, rejected: 0 },
};
const DONE: Import = { ...BEGUN, state: 'done', offset: 30, lines: 3, accepted: 1, duplicates: 1, rejected: 1 };
const FILE = new File(['E-Mail;Shoe size\nada@x;38\n'], 'leads.csv');

async function opened(answers: Parameters<typeof answerWith>[0] = {}) {
  vi.useFakeTimers();
  const asked = answerWith({
    'GET /v1/imports': [200, { imports: [], cursor: null }],
    'POST /v1/imports/preview': [200, PREVIEW],
    'POST /v1/imports': [201, BEGUN],
    'PATCH /v1/imports/imp_1': [200, DONE],
    ...answers,
  });
  const files = createFiles();
  const root = await draw(<FilesPage files={files} />);
  await settle();
  await act(() => files.choose('leads', FILE));
  await settle();
  vi.useRealTimers();
  return { files, root, asked };
}
const last = (asked: Asked[], method: string): Asked | undefined => asked.findLast((one) => one.method === method);
const buttonIn = (root: HTMLElement) => root.querySelector<HTMLButtonElement>('button.primary');

it('shows what each column fills, and that hostile text is text', async () => {
  const { root } = await opened();
  const rows = [...root.querySelectorAll('tbody tr')];
  expect(rows.map((row) => row.querySelector('th')?.textContent)).toEqual(['E-Mail', '<b>Shoe size</b>']);
  expect(rows.map((row) => row.querySelector('select')?.value)).toEqual(['email', '']);
  expect(root.querySelector('img')).toBeNull();
  expect(root.textContent).toContain('Line 3: email is not an e-mail address');
});

it('asks again with what a person says otherwise', async () => {
  const { root, asked } = await opened();
  const select = root.querySelectorAll<HTMLSelectElement>('tbody select')[1];
  expect([...(select?.options ?? [])].map(({ value }) => value)).toContain('attributes._b_shoe_size_b_');
  if (select) select.value = 'attributes.title';
  await act(() => void select?.dispatchEvent(new Event('change', { bubbles: true })));
  const query = new URLSearchParams(last(asked, 'POST')?.path.split('?')[1]);
  expect(query.get('mapping')).toBe('["email","attributes.title"]');
});

it('sends the file to its end, says what became of it, and where the refused lines are', async () => {
  const { files, root, asked } = await opened();
  await act(() => files.start());
  expect(asked.find(({ path }) => path === '/v1/imports')?.body).toMatchObject({
    ...{ name: 'leads.csv', size: FILE.size, mapping: ['email', null] },
  });
  expect(last(asked, 'PATCH')?.path).toBe('/v1/imports/imp_1?offset=0&complete=1');
  expect(root.textContent).toContain('3 lines: 1 stored, 1 known before, 1 refused.');
  expect(root.querySelector('a[href="/v1/imports/imp_1/errors"]')).not.toBeNull();
});

it('lets nothing begin that lacks a field, unless every row says the same', async () => {
  const lacking = { ...PREVIEW, missing: [['type'], ['email', 'lead']] };
  const { root, asked } = await opened({ 'POST /v1/imports/preview': [200, lacking] });
  expect(buttonIn(root)?.disabled).toBe(true);
  expect(root.textContent).toContain('Missing: type; email or lead.');
  const input = root.querySelector<HTMLInputElement>('input[type=text]');
  if (input) input.value = 'webinar_attended';
  await act(() => void input?.dispatchEvent(new Event('change', { bubbles: true })));
  const query = new URLSearchParams(last(asked, 'POST')?.path.split('?')[1]);
  expect(query.get('defaults')).toBe('{"type":"webinar_attended"}');
});

it('says what went wrong, keeps what is stored, and goes on with the same file only', async () => {
  const { files, root, asked } = await opened({
    'PATCH /v1/imports/imp_1': [503, problem(503, 'Overloaded; try again shortly.')],
    'GET /v1/imports': [200, { imports: [{ ...BEGUN, options: { ...BEGUN.options, size: FILE.size } }], cursor: null }],
  });
  await act(() => files.start());
  expect(root.querySelector('[role=alert]')?.textContent).toContain('Overloaded');
  await act(() => files.resume({ ...BEGUN, options: { ...BEGUN.options, size: 1 } }, FILE));
  expect(root.querySelector('[role=alert]')?.textContent).toContain('another file');
  const before = asked.length;
  await act(() => files.resume({ ...BEGUN, offset: 10 }, FILE));
  expect(asked.slice(before).map(({ path }) => path)).toContain('/v1/imports/imp_1?offset=10&complete=1');
});
