/** The house as data: every source file with its text, its syntax tree and its imports. */
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseAst } from 'vite';

const FOLDERS = 'shared,snippet,worker,extension,scripts,test';
const GENERATED = /(^|\/)(node_modules|dist|output|fixtures|\.[^/]*)\//;

export type Node = Record<string, unknown> & { type: string };
export interface Import {
  /** A file of the house ("shared/id.ts"), or the name of a package. */
  to: string;
  isPackage: boolean;
  isType: boolean;
}
export interface Source {
  path: string;
  text: string;
  nodes: Node[];
  imports: Import[];
}
export type House = Map<string, Source>;

/** In: the folder of the project. Out: its source files. */
export function readHouse(root: string): House {
  const paths = globSync(`{${FOLDERS}}/**/*.{ts,tsx,mjs}`, { cwd: root }).filter((path) => !GENERATED.test(path));
  return houseOf(
    Object.fromEntries(paths.toSorted().map((path) => [path, readFileSync(posix.join(root, path), 'utf8')])),
  );
}

/** In: path → text. Out: the house that these files make. */
export function houseOf(texts: Record<string, string>): House {
  const sources = Object.entries(texts).map(([path, text]): [string, Source] => {
    const nodes = nodesOf(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }));
    return [path, { path, text, nodes, imports: nodes.flatMap((node) => importOf(node, path, texts)) }];
  });
  return new Map(sources);
}

/** In: an object of a syntax tree and the name of a part. Out: that part when it is a node. */
export function part(node: Node | undefined, name: string): Node | undefined {
  const value = node?.[name];
  return isNode(value) ? value : undefined;
}

/** In: a node and the name of a list in it. Out: the nodes of that list. */
export function parts(node: Node | undefined, name: string): Node[] {
  const list = node?.[name];
  return Array.isArray(list) ? list.filter(isNode) : [];
}

/** In: a template literal. Out: the text before its first hole. */
export function opening(template: Node): string {
  const value = parts(template, 'quasis')[0]?.value;
  return typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : '';
}

/** In: a node. Out: its dotted name ("Date.now", "env.KV.get", "this.sql.exec"), or "" when it has none. */
export function nameOf(node: Node | undefined): string {
  if (node?.type === 'Identifier') return String(node.name);
  if (node?.type === 'ThisExpression') return 'this';
  if (node?.type !== 'MemberExpression') return '';
  return `${nameOf(part(node, 'object'))}.${node.computed === true ? '' : String(part(node, 'property')?.name)}`;
}

/** In: a file. Out: the files that it brings along at run time, itself included. */
export function reach(house: House, from: string, seen = new Set<string>()): Set<string> {
  if (seen.has(from)) return seen;
  seen.add(from);
  for (const { to, isType } of house.get(from)?.imports ?? []) {
    if (!isType && house.has(to)) reach(house, to, seen);
  }
  return seen;
}

/** In: a tree, or a part of one. Out: every node in it, the outermost first. */
export function nodesOf(tree: unknown): Node[] {
  const found: Node[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (!isNode(value)) return;
    found.push(value);
    Object.values(value).forEach(look);
  };
  look(tree);
  return found;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const IMPORTS = [
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
];

function importOf(node: Node, path: string, texts: Record<string, string>): Import[] {
  const source = IMPORTS.includes(node.type) ? part(node, 'source')?.value : undefined;
  if (typeof source !== 'string') return [];
  const isType = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType';
  const spec = source.replace(/[?].*$/, '').replace(/^[@~]\//, `${'../'.repeat(path.split('/').length - 2) || './'}`);
  if (!spec.startsWith('.')) return [{ to: spec, isPackage: true, isType }];
  const bare = posix.join(posix.dirname(path), spec);
  const file = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
    .map((end) => bare + end)
    .find((name) => Object.hasOwn(texts, name));
  return [{ to: file ?? bare, isPackage: false, isType }];
}
