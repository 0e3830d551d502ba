/**
 * `npm run accuracy -- LEVELS.tsv [AREAS.tsv]`: how well titles are read, on the part of a labelled file that no rule was tuned to. Columns
 * row, title, label; the split is fixed by a hash, so that the held-out rows are the same for everybody. `--train` shows the other part.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { build as bundle } from 'esbuild';
import { root } from './build.ts';

interface Labelled {
  row: number;
  title: string;
  label: string;
}
type Domain = typeof import('../shared/id') &
  typeof import('../shared/profile/seniority') &
  typeof import('../shared/profile/title') &
  typeof import('../shared/profile/area');

const TRAIN_SHARE = 0.7;
const LEVELS: Record<string, string> = { c_suite: 'C-Suite', vp: 'VP', director: 'Director', manager: 'Manager' };
const AREAS: Record<string, string> = {
  ...named('Sales-Marketing', 'sales marketing'),
  ...named('Technical', 'engineering it data design product research'),
  ...named('Business', 'general operations finance procurement customer_service'),
};

const domain = await load();
const isTrain = process.argv.includes('--train');
const [levelsFile, areasFile] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (levelsFile === undefined) {
  console.error('Name a file: npm run accuracy -- LEVELS.tsv [AREAS.tsv]');
  process.exit(1);
}
const levels = read(levelsFile);
const shown = partOf(levels);
report('level', shown, (title) => LEVELS[domain.seniorityOf(title) ?? ''] ?? 'Other');
report('group', shown.map(grouped), (title) => domain.groupOf(domain.seniorityOf(title)));
if (areasFile !== undefined) {
  const rows = new Set(shown.map(({ row }) => row));
  const areas = read(areasFile).filter(({ row }) => rows.has(row));
  report('area', areas, (title) => AREAS[domain.areaOf(title) ?? ''] ?? 'Other');
}

/** The domain is written for a bundler; so it is bundled. */
async function load(): Promise<Domain> {
  const contents = ['id', 'profile/seniority', 'profile/title', 'profile/area']
    .map((file) => `export * from './shared/${file}';`)
    .join('');
  const { outputFiles } = await bundle({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module'],
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
}

function read(file: string): Labelled[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/).slice(1);
  return lines.map((line) => {
    const [row = '', title = '', label = ''] = line.split('\t');
    return { row: Number(row), title, label };
  });
}

/** Inside each label, ordered by the hash of its row, the first 70 % are for tuning. */
function partOf(all: Labelled[]): Labelled[] {
  const hash = ({ row }: Labelled): number => domain.fmix32(domain.fnv1a32(domain.utf8(`titles:${row}`)));
  return [...new Set(all.map(({ label }) => label))].flatMap((label) => {
    const own = all.filter((one) => one.label === label).sort((a, b) => hash(a) - hash(b) || a.row - b.row);
    const cut = Math.round(TRAIN_SHARE * own.length);
    return isTrain ? own.slice(0, cut) : own.slice(cut);
  });
}

function grouped({ label, ...rest }: Labelled): Labelled {
  const group = label === 'Manager' ? 'manager' : label === 'Other' ? 'other' : 'executive';
  return { ...rest, label: group };
}

function report(what: string, all: Labelled[], guess: (title: string) => string): void {
  const table: Record<string, Record<string, number>> = {};
  let right = 0;
  for (const { title, label } of all) {
    const guessed = guess(title);
    if (guessed === label) right++;
    table[label] = { ...table[label], [guessed]: (table[label]?.[guessed] ?? 0) + 1 };
  }
  const share = (right / all.length).toFixed(3);
  console.log(
    `${what}: ${right} of ${all.length} ${isTrain ? 'tuned' : 'held-out'} titles right (${share}); rows are labels, columns guesses`,
  );
  console.table(table);
}

function named(label: string, areas: string): Record<string, string> {
  return Object.fromEntries(areas.split(' ').map((area) => [area, label]));
}
