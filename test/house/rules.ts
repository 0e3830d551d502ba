/** The rules of the house (architecture.md): what breaks each, how to cure it, and a file that must fail it. */
import { type House, type Import, type Node, nameOf, opening, part, parts, reach, type Source } from './source';
import { unlisted } from './words';

export interface Rule {
  name: string;
  cure: string;
  /** In: a file of the house. Out: what is wrong with it. */
  faults(file: Source, house: House): string[];
  /** Files that must fail, by path. */
  breaks: Record<string, string>;
}

const ORDER = 'idn id crowd event lead rfm signal profile model presets score trend outcome wire'.split(' ');
const WINGS = ['snippet', 'worker', 'extension'];
const DOC = '/** A file. */\n';

export const RULES: Rule[] = [
  {
    name: 'shared imports valibot and itself, in its order',
    cure: `Move what is needed into an earlier file: ${ORDER.join(' ← ')} (score/* stands beside presets).`,
    faults: inFolder('shared', (file) =>
      file.imports.filter((to) => !isEarlier(file.path, to)).map(({ to }) => `imports ${to}`),
    ),
    breaks: {
      'shared/id.ts': `${DOC}import { score } from './score';`,
      'shared/score.ts': `${DOC}export const score = 1;`,
    },
  },
  {
    name: 'shared has no clock, no randomness and no platform',
    cure: 'Take `now`, the random part or the hash as a parameter.',
    faults: inFolder('shared', ({ nodes }) => nodes.flatMap(impurities)),
    breaks: { 'shared/lead.ts': `${DOC}export const now = () => Date.now() + Math.random();` },
  },
  {
    name: 'a wing imports shared and itself only',
    cure: 'Move what two wings need to shared, or send it over the wire.',
    faults: ({ path, imports }) =>
      WINGS.includes(room(path)[0])
        ? files(imports)
            .filter((to) => !['shared', room(path)[0]].includes(room(to)[0]))
            .map((to) => `imports ${to}`)
        : [],
    breaks: {
      'snippet/send.ts': `${DOC}import { db } from '../worker/db';`,
      'worker/db.ts': `${DOC}export const db = 1;`,
    },
  },
  {
    name: 'the snippet depends on nothing, and takes types only from shared',
    cure: 'Write `import type … from "../shared/…"`; what the page needs at run time lives in snippet/.',
    faults: inFolder('snippet', ({ imports }) =>
      imports
        .filter(({ to, isType, isPackage }) => !isType && (isPackage || room(to)[0] === 'shared'))
        .map(({ to }) => `imports ${to}`),
    ),
    breaks: { 'snippet/send.ts': `${DOC}import { type Touch, score } from '../shared/score';` },
  },
  {
    name: 'routes never import routes, and only the index imports them',
    cure: 'Move what two routes need to the file of its noun, beside routes/.',
    faults: ({ path, imports }) =>
      room(path)[0] !== 'worker' || /^worker\/(routes\/)?index\.ts$/.test(path)
        ? []
        : files(imports)
            .filter((to) => to.startsWith('worker/routes/'))
            .map((to) => `imports ${to}`),
    breaks: {
      'worker/routes/leads.ts': `${DOC}import { scores } from './scores';`,
      'worker/routes/scores.ts': `${DOC}export const scores = 1;`,
    },
  },
  {
    name: 'objects never import Hono',
    cure: 'Speak in values here; a route turns them into a response.',
    faults: inFolder('worker/objects', ({ imports }) =>
      imports.filter(({ to, isPackage }) => isPackage && /^(@hono\/|hono\b)/.test(to)).map(({ to }) => `imports ${to}`),
    ),
    breaks: { 'worker/objects/ledger.ts': `${DOC}import type { Context } from 'hono';` },
  },
  {
    name: 'one file knows the KV keys',
    cure: 'Give worker/kv.ts a function with a name and call that.',
    faults: inFolder('worker', ({ path, nodes }) =>
      path === 'worker/kv.ts'
        ? []
        : nodes
            .map(nameOf)
            .filter((name) => /(^|\.)KV\.(get|getWithMetadata|put|delete|list)$/.test(name))
            .map((name) => `calls ${name}`),
    ),
    breaks: { 'worker/auth.ts': `${DOC}export const f = (env: Env) => env.KV.get('x');` },
  },
  {
    name: 'SQL has bound parameters only',
    cure: 'Put a "?" there and pass the value to exec (a list as JSON, read with json_each(?)); a fixed piece of SQL is a CONSTANT.',
    faults: inFolder('worker', ({ nodes }) => nodes.flatMap(spliced)),
    breaks: {
      'worker/objects/ledger.ts': `${DOC}export const f = (sql: Sql, id: string) => sql.exec(\`SELECT * FROM leads WHERE id = '\${id}'\`);`,
    },
  },
  {
    name: 'the console imports shared and itself only',
    cure: 'The console speaks to the Worker over the API, like anybody else.',
    faults: inFolder('worker/console', ({ imports }) =>
      files(imports)
        .filter((to) => !/^(shared|worker\/console)\//.test(to))
        .map((to) => `imports ${to}`),
    ),
    breaks: {
      'worker/console/app.tsx': `${DOC}import { auth } from '../auth';`,
      'worker/auth.ts': `${DOC}export const auth = 1;`,
    },
  },
  {
    name: 'ui sees props only',
    cure: 'Pass it as a prop from the entrypoint; a type may be imported with `import type`.',
    faults: inFolder('extension/ui', ({ imports }) =>
      files(imports.filter(({ isType }) => !isType))
        .filter((to) => ['db', 'sync', 'messages', 'sites', 'entrypoints'].includes(room(to)[1]))
        .map((to) => `imports ${to}`),
    ),
    breaks: {
      'extension/ui/Card.tsx': `${DOC}import { send } from '../messages';`,
      'extension/messages.ts': `${DOC}export const send = 1;`,
    },
  },
  {
    name: 'what a rep reads stands in the catalogue',
    cure: 'Put the words into extension/english/ under the name of their surface, and take them from there.',
    faults: inFolder('extension', unlisted),
    breaks: { 'extension/ui/Card.tsx': `${DOC}export const Undo = () => <button type="button">Undo</button>;` },
  },
  {
    name: 'sites see a URL and a Document only',
    cure: 'Return what the page shows; the entrypoint decides what to do with it.',
    faults: inFolder('extension/sites', ({ imports }) =>
      imports
        .filter(({ to, isPackage }) => isPackage || !/^(shared|extension\/sites)\//.test(to))
        .map(({ to }) => `imports ${to}`),
    ),
    breaks: { 'extension/sites/gmail.ts': `${DOC}import { browser } from 'wxt/browser';` },
  },
  {
    name: 'a content script brings neither db nor sync into the page',
    cure: 'Ask the background over messages; import only types from there.',
    faults: ({ path }, house) =>
      /^extension\/entrypoints\/[^/]+\.content(\.tsx?|\/index\.tsx?)$/.test(path)
        ? [...reach(house, path)].filter((to) => /^extension\/(db|sync)\b/.test(to)).map((to) => `brings along ${to}`)
        : [],
    breaks: {
      'extension/entrypoints/gmail.content.ts': `${DOC}import { known } from '../known';`,
      'extension/known.ts': `${DOC}export { db as known } from './db';`,
      'extension/db.ts': `${DOC}export const db = 1;`,
    },
  },
  {
    name: 'no drawer for everything',
    cure: 'A helper lives in the file of its noun until two nouns need it; then it gets a noun of its own.',
    faults: ({ path }) =>
      /\/(utils?|helpers?|types|constants)(\.|\/)/i.test(path) ? ['has a name that says nothing'] : [],
    breaks: { 'worker/utils.ts': DOC },
  },
  {
    name: 'no file above 250 lines',
    cure: 'Find the second noun in it and give that a file.',
    faults: ({ text }) =>
      text.trimEnd().split('\n').length > 250 ? [`has ${text.trimEnd().split('\n').length} lines`] : [],
    breaks: { 'worker/long.ts': `${DOC}${'export {};\n'.repeat(250)}` },
  },
  {
    name: 'every file says what it is for',
    cure: 'Open it with one sentence in /** … */.',
    faults: ({ path, text }) =>
      /\.tsx?$/.test(path) && !/^\/\*\*\s+(\* )?[^\s*@]/.test(text) ? ['opens without a sentence'] : [],
    breaks: { 'worker/mute.ts': 'export const a = 1;' },
  },
  {
    name: 'types are never silenced',
    cure: 'Parse at the door with a schema of shared, or narrow with a guard.',
    faults: ({ nodes, text }) => [...nodes.flatMap(silenced), ...(text.match(/@ts-(ignore|nocheck)/g) ?? [])],
    breaks: { 'worker/loud.ts': `${DOC}export const a = JSON.parse('1') as unknown as string;` },
  },
  {
    name: 'every test runs, and nothing is left for later',
    cure: 'Finish it or delete it.',
    faults: ({ nodes, text }) => [
      ...nodes.map(nameOf).filter((name) => /^(it|test|describe|suite)\b.*\.(only|skip|todo)$/.test(name)),
      ...(text.match(/\b(TO[D]O|FIX[M]E)\b/g) ?? []),
    ],
    breaks: { 'test/half.test.ts': `${DOC}it.skip('works', () => {});` },
  },
];

function inFolder(folder: string, faults: Rule['faults']): Rule['faults'] {
  return (file, house) => (file.path.startsWith(`${folder}/`) ? faults(file, house) : []);
}

/** The files among imports; the project's own name and version belong to nobody. */
const files = (imports: Import[]): string[] =>
  imports.filter(({ to, isPackage }) => !isPackage && to !== 'package.json').map(({ to }) => to);

/** "extension/ui/Card.tsx" → extension, ui; "extension/db.ts" → extension, db. */
function room(path: string): [string, string] {
  const [first = '', second = ''] = path.split('/');
  return [first, second.replace(/\..*$/, '')];
}

function isEarlier(path: string, { to, isPackage }: Import): boolean {
  if (isPackage) return to === 'valibot';
  const [from, goal] = [place(path), place(to)];
  const isSameRoom = goal === from && room(path)[1] === room(to)[1];
  return goal >= 0 && (goal < from || isSameRoom);
}

const place = (path: string): number =>
  path.startsWith('shared/score/')
    ? ORDER.indexOf('presets')
    : path.startsWith('shared/')
      ? ORDER.indexOf(room(path)[1])
      : -1;

function impurities(node: Node): string[] {
  const called = nameOf(node);
  const isClock = ['Date.now', 'Math.random'].includes(called) || /^(globalThis\.)?(performance|crypto)\./.test(called);
  if (node.type === 'MemberExpression' && isClock) return [`uses ${called}`];
  const isNow = ['NewExpression', 'CallExpression'].includes(node.type) && nameOf(part(node, 'callee')) === 'Date';
  return isNow && (node.type === 'CallExpression' || String(node.arguments) === '') ? ['asks Date for the time'] : [];
}

/** Text that begins like SQL, or goes to `exec`, and is glued together or has a hole that no CONSTANT fills. */
function spliced(node: Node): string[] {
  const isExec = node.type === 'CallExpression' && /\bsql\.exec$/.test(nameOf(part(node, 'callee')));
  const text = isExec ? parts(node, 'arguments')[0] : node;
  if (isExec && text?.type === 'BinaryExpression') return ['glues SQL together'];
  if (text?.type !== 'TemplateLiteral') return [];
  const isSql = isExec || /^\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH|CREATE|ALTER|DROP)\s/.test(opening(text));
  const holes = parts(text, 'expressions').map(nameOf);
  return isSql
    ? holes.filter((name) => !/^[A-Z][A-Z_]*$/.test(name)).map((name) => `splices ${name || 'a value'} into SQL`)
    : [];
}

function silenced(node: Node): string[] {
  if (node.type === 'TSAnyKeyword') return ['says any'];
  const inner = node.type === 'TSAsExpression' ? part(node, 'expression') : undefined;
  return part(inner, 'typeAnnotation')?.type === 'TSUnknownKeyword' ? ['casts through unknown'] : [];
}
