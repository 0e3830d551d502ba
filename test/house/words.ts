/** What in a file a person would read: text between tags, names of fields and pictures, strings that are words. */
import { type Node, nodesOf, part, parts, type Source } from './source';

const READ = ['aria-label', 'title', 'placeholder', 'label', 'alt'];
/** Of code these alone have capitals or spaces: keys on a keyboard, headers, errors for whoever programs. */
const OWN = ['ThrowStatement', 'TSLiteralType', 'ImportDeclaration'];

/** The catalogue itself, and what is known of the hosts: selectors, and what their makers call them. */
const LISTED = /^extension\/(english|sites)\//;

/** In: a file. Out: what it says that stands in no catalogue. */
export const unlisted = ({ path, nodes }: Source): string[] =>
  LISTED.test(path) ? [] : wordsIn(nodes).map((words) => `says “${words}”`);

function wordsIn(nodes: Node[]): string[] {
  const attributes = nodes.filter(({ type }) => type === 'JSXAttribute');
  const silent = new Set([
    ...attributes.filter((one) => !READ.includes(nameOf(one))).flatMap(nodesOf),
    ...nodes.filter(({ type }) => OWN.includes(type)).flatMap(nodesOf),
  ]);
  const named = attributes.filter((one) => READ.includes(nameOf(one))).map((one) => part(one, 'value'));
  const isShown = (node: Node) => node.type === 'JSXText' || named.includes(node);
  return nodes
    .filter((node) => !silent.has(node))
    .flatMap((node) => textsIn(node).filter((text) => isRead(text, isShown(node))));
}

const nameOf = (attribute: Node): string => String(part(attribute, 'name')?.name ?? '');

/** In: a node. Out: the texts that it is. */
function textsIn(node: Node): string[] {
  if (node.type === 'JSXText' || node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type !== 'TemplateLiteral') return [];
  return parts(node, 'quasis').map(({ value }) => String(Object(value).cooked));
}

/** Between tags and in a name every letter is read; elsewhere what begins with a capital, or is several words, but for styles and a header’s word. */
function isRead(text: string, isShown: boolean): boolean {
  if (isShown) return /\p{L}/u.test(text);
  if (/[{};<]|^Bearer /.test(text)) return false;
  return /^\p{Lu}\p{Ll}+([ .,:’]|$)/u.test(text) || /\p{L} \p{L}/u.test(text) || /^ \p{L}|\p{L} $/u.test(text);
}
