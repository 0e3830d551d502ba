/** Rows → ledgers: what was new, what was known, what was refused and why. */
import { bucketOf, bucketOfLead } from '../../shared/id';
import type { LeadUpsert, OutcomeRow } from '../../shared/wire';
import type { Env } from '../env';
import { type Placed, refusals } from '../ingest';
import { noteWritten } from '../lookup';
import { nameOf } from '../named';
import type { AccountWord, LeadWord, OutcomeWord, RowAnswer, RowWord } from '../objects/ledger/rows';
import type { ImportState } from '../objects/workspace/imports';
import { inLedgers } from '../place';
import { said } from '../said';
import type { Settings } from '../settings';
import { storeTouches } from '../touches';
import { type Fault, located, readAccounts, readLeads, readOutcomes, readTouches } from './doors';
import type { Good, Refused, Row } from './row';

interface Taken {
  accepted: number;
  duplicates: number;
  faults: Fault[];
}
interface Routed<T> {
  index: number;
  row: T;
  bucket: number;
}

/** In: the import, some rows. Out: what became of them, when it is stored. */
export async function storeRows(env: Env, settings: Settings, state: ImportState, rows: Row[]) {
  const good = rows.filter((row): row is Good => 'input' in row);
  const unread = rows.filter((row): row is Refused => !('input' in row));
  const { accepted, duplicates, faults } = await STORES[state.options.kind](env, settings, state, good);
  const refused = [...unread, ...located(faults, good)].sort((a, b) => a.line - b.line);
  return { accepted, duplicates, refused };
}

const STORES = { touches, leads, accounts, outcomes } as const;

async function touches(env: Env, settings: Settings, { id }: ImportState, rows: Good[]): Promise<Taken> {
  const read = await readTouches(rows, id.slice('imp_'.length));
  const stored = await storeTouches(env, settings, read.good, 'file');
  return {
    accepted: stored?.accepted ?? 0,
    duplicates: stored?.duplicates ?? 0,
    faults: refusals(stored, read.rejected),
  };
}

async function leads(env: Env, settings: Settings, { by }: ImportState, rows: Good[]): Promise<Taken> {
  const read = readLeads(rows);
  const routed = await Promise.all(read.good.map((placed) => leadOf(settings, by, placed)));
  const answers = await put(env, routed);
  noteWritten(routed.flatMap(({ row }) => [row.who.id, ...row.aliases]));
  return taken(answers, read.rejected);
}

async function accounts(env: Env, _: Settings, __: ImportState, rows: Good[]): Promise<Taken> {
  const read = readAccounts(rows);
  const routed = read.good.map(({ index, item, at }): Routed<AccountWord> => {
    const bucket = bucketOf(item.domain);
    return { index, row: { domain: item.domain, bucket, said: said(item.attributes, item.source, at) }, bucket };
  });
  return taken(await put(env, routed), read.rejected);
}

async function outcomes(env: Env, settings: Settings, { by }: ImportState, rows: Good[]): Promise<Taken> {
  const read = readOutcomes(rows);
  const routed = await Promise.all(read.good.map((placed) => outcomeOf(settings, by, placed)));
  const answers = await put(env, routed);
  noteWritten(routed.map(({ row }) => row.id));
  return taken(answers, read.rejected);
}

async function leadOf(
  settings: Settings,
  by: string,
  { index, item, at }: Placed<LeadUpsert>,
): Promise<Routed<LeadWord>> {
  const who = await nameOf(settings, item.email);
  const aliases = Object.entries(item.aliases).map(([kind, name]) => `${kind}:${name}`);
  const row = {
    who,
    said: said(item.attributes, item.source, at),
    aliases,
    by,
    source: item.source,
    takesNames: item.takeAliases,
  };
  return { index, row, bucket: who.bucket };
}

async function outcomeOf(settings: Settings, by: string, placed: Placed<OutcomeRow>): Promise<Routed<OutcomeWord>> {
  const { email, lead = '', outcome, value = null, note = null } = placed.item;
  const id = email === undefined ? lead : (await nameOf(settings, email)).id;
  const row = { id, outcome: { outcome, at: placed.at, value, note, by: placed.item.by ?? by } };
  // An id that is none is nobody's, whichever ledger is asked.
  return { index: placed.index, row, bucket: bucketOfLead(id) ?? 0 };
}

/** In: routed rows. Out: what became of each, by its place. */
async function put(env: Env, routed: Routed<RowWord>[]) {
  const groups = await inLedgers(env, routed, (ledger, group) => ledger.putRows(group.map(({ row }) => row)));
  return groups.flatMap(({ items, answer }) =>
    items.map(({ index }, i) => ({ index, answer: answer[i] ?? 'stranger' })),
  );
}

function taken(answers: { index: number; answer: RowAnswer }[], refused: Fault[]): Taken {
  const count = (wanted: RowAnswer) => answers.filter(({ answer }) => answer === wanted).length;
  const faults = answers.flatMap(({ index, answer }): Fault[] => {
    if (answer === 'full') return [{ index, path: 'attributes', message: 'is more than the record has room for' }];
    if (answer === 'taken') return [{ index, path: 'aliases', message: 'are names of another lead' }];
    return answer === 'stranger' ? [{ index, path: 'email', message: 'is not a known lead' }] : [];
  });
  return { accepted: count('new'), duplicates: count('known'), faults: [...refused, ...faults] };
}
