/** One bad request: an operation of the document called wrongly, or an address, a method or a header that is none. */
import type { Dice } from './dice.ts';
import { badBody, badText, MARK } from './nonsense.ts';
import type { Operation } from './operations.ts';

export interface BadRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
}
/** What opens the installation, and ids that are there. */
export interface Known {
  keys: string[];
  lead: string;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'text/html',
  'multipart/form-data; boundary=x',
  '',
  'x',
];
const PLACES = [
  '/',
  '/v1',
  '/v1/',
  '//v1//leads',
  '/v1/leads/',
  '/v1/../v1/leads',
  '/v1/leads/%2e%2e%2f',
  '/%',
  '/%00',
  '/console/../../x',
  '/s.js/x',
];

/** In: dice, the operations, what is known. Out: a request that must not change anything. */
export function badRequest(dice: Dice, operations: Operation[], known: Known): BadRequest {
  const operation = dice.pick(operations);
  const isElsewhere = dice.chance(0.1);
  const method = dice.chance(0.1) ? dice.pick(METHODS) : operation.method;
  const address = isElsewhere
    ? `${dice.pick(PLACES)}${dice.chance(0.5) ? inPath(badText(dice)) : ''}`
    : pathOf(dice, operation, method, known);
  const [type, example] = operation.bodies.length === 0 ? ['application/json', {}] : dice.pick(operation.bodies);
  const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'TRACE';
  return {
    method,
    path: address.slice(0, 12_000),
    headers: {
      'content-type': dice.chance(0.15) ? dice.pick(TYPES) : type,
      ...authorization(dice, known),
      ...(dice.chance(0.3) ? trick(dice) : {}),
    },
    body: hasBody ? badBody(dice, example) : undefined,
  };
}

/** A path of the document, its parameters wrong or (where nothing can be changed by it) right, its query wrong. */
function pathOf(dice: Dice, { path, parameters }: Operation, method: string, { lead }: Known): string {
  const isReading = method === 'GET' || method === 'HEAD';
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) =>
    isReading && name === 'id' && dice.chance(0.5)
      ? lead
      : dice.pick([
          inPath(badText(dice)),
          'ld_00000000000000000000000000',
          '0',
          '-1',
          '99999999999',
          '1e9',
          '__proto__',
          '%',
          '%ff',
          '%2f',
          '.',
        ]),
  );
  const query = parameters.filter(({ place }) => place === 'query').map(({ name }) => name);
  const names = [...query, ...query, 'luck', '__proto__', 'constructor', 'limit', 'cursor', 'at'];
  const pairs = Array.from({ length: dice.below(4) }, () => {
    const value = dice.pick([
      inPath(badText(dice)),
      '',
      '-1',
      '1e309',
      '9'.repeat(400),
      '%',
      '%c0%80',
      'null',
      'true',
      '0x10',
      '[]',
      'W10',
      'eyJhIjoxfQ',
    ]);
    return `${dice.pick(names)}=${value}`;
  });
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`;
}

/** Text as a URL can carry it; a lone surrogate cannot be carried. */
const inPath = (text: string): string => encodeURIComponent(text.toWellFormed()).slice(0, 4000);

function authorization(dice: Dice, { keys }: Known): Record<string, string> {
  const key = dice.chance(0.85)
    ? dice.pick(keys)
    : dice.pick(['', 'sk_', 'pk_', 'rep_x', 'session_x', 'x'.repeat(5000), MARK]);
  if (dice.chance(0.05)) return { cookie: `steelyard_session=${key}; ${MARK}=1` };
  return dice.chance(0.05)
    ? {}
    : { authorization: dice.chance(0.95) ? `Bearer ${key}` : dice.pick(['Bearer', 'Basic eDp5', `bearer  ${key} x`]) };
}

/** Headers that somebody might trust. */
const trick = (dice: Dice): Record<string, string> =>
  dice.pick<Record<string, string>>([
    { 'idempotency-key': dice.pick(['x'.repeat(201), ' ', 'a b', '\u00e9', 'constructor']) },
    { 'x-http-method-override': 'DELETE', 'x-forwarded-for': `127.0.0.1, ${MARK}`, 'x-forwarded-proto': 'javascript' },
    { origin: dice.pick(['null', 'https://evil.example', `https://${MARK}`, 'x']) },
    // Names that DNS does not allow end before us, at the platform's front.
    { host: dice.pick(['evil.example', '', '127.0.0.1:1']) },
    { 'content-encoding': dice.pick(['gzip', 'br', 'deflate', 'x']) },
    { upgrade: 'websocket', connection: 'Upgrade', 'sec-websocket-key': 'x', 'sec-websocket-version': '99' },
    { range: 'bytes=0-,5-1', 'if-none-match': '*', 'if-modified-since': MARK },
    { accept: 'application/xml', 'accept-language': 'x'.repeat(3000) },
    { 'x-large': 'y'.repeat(6000) },
    {
      'cf-connecting-ip': dice.pick(['', '::', 'x', '999.1.1.1']),
      'user-agent': badText(dice)
        .replace(/[^\x20-\x7e]/g, '')
        .slice(0, 500),
    },
    { expect: '100-continue' },
  ]);
