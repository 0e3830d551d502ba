/** Sends bad requests to an installation on this machine, and says what was not as it should be. */
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { diceOf } from './dice.ts';
import { MARK } from './nonsense.ts';
import { type Document, operationsOf } from './operations.ts';
import { type BadRequest, badRequest, type Known } from './request.ts';

export interface Fault {
  /** Which request it was: with the same seed it is the same again. */
  turn: number;
  what: string;
  method: string;
  path: string;
}
export interface Attack {
  faults: Fault[];
  /** How many answers had which status. */
  statuses: Record<string, number>;
  /** The longest that an answer took (ms). */
  slowest: number;
}

/** An answer that takes longer is none (ms). */
const PATIENCE = 15_000;

/** In: the installation, its document, what opens it, how many requests, the seed. Out: what was answered and what was wrong. */
export async function attack(
  url: string,
  document: Document,
  known: Known,
  total: number,
  seed: number,
  lanes = 12,
): Promise<Attack> {
  const dice = diceOf(seed);
  const operations = operationsOf(document);
  const agent = new Agent({ keepAlive: true, maxSockets: lanes });
  const done: Attack = { faults: [], statuses: {}, slowest: 0 };
  let turn = 0;
  const lane = async () => {
    while (turn < total) {
      const now = turn++;
      const bad = badRequest(dice, operations, known);
      const started = performance.now();
      const { status, text } = now % 50 === 0 ? await sendRaw(url, bad) : await send(url, bad, agent);
      done.slowest = Math.max(done.slowest, performance.now() - started);
      done.statuses[status] = (done.statuses[status] ?? 0) + 1;
      const what = faultOf(bad, status, text);
      if (what !== null) done.faults.push({ turn: now, what, method: bad.method, path: bad.path.slice(0, 200) });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  agent.destroy();
  return done;
}

interface Told {
  /** `hang`: no answer in time; `cut`: the connection ended without one, which the runtime's parser does to what is no HTTP. */
  status: number | 'hang' | 'cut';
  text: string;
}

function faultOf({ method, path, headers }: BadRequest, status: Told['status'], text: string): string | null {
  if (status === 'hang') return 'hangs';
  if (status === 'cut') return null;
  if (status >= 500 && !(status === 501 && text === 'ERROR: Unrecognized request method.'))
    return `answers ${status}: ${text.slice(0, 200)}`;
  if (text.includes(MARK)) return `echoes what was sent: ${text.slice(0, 200)}`;
  // A handshake is a GET, whatever it calls itself.
  if (headers.upgrade !== undefined) return null;
  const isWriting =
    /^(PUT|DELETE|PATCH)$/.test(method) || (method === 'POST' && /^\/v1\/(events|touches|outcomes)/.test(path));
  return isWriting && status < 300 && !path.startsWith('/v1/sessions')
    ? `is accepted with ${status}: ${text.slice(0, 200)}`
    : null;
}

function send(url: string, { method, path, headers, body }: BadRequest, agent: Agent): Promise<Told> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const length = body === undefined ? {} : { 'content-length': String(body.length) };
    const call = request({
      hostname,
      port,
      method,
      path,
      agent,
      headers: { ...headers, ...length },
      timeout: PATIENCE,
    });
    const end = (told: Told) => {
      call.destroy();
      resolve(told);
    };
    call.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text = (text + part).slice(0, 100_000)));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.on('error', () => end({ status: 'cut', text: '' }));
    });
    call.on('upgrade', () => end({ status: 101, text: '' }));
    call.on('timeout', () => end({ status: 'hang', text: '' }));
    call.on('error', () => end({ status: 'cut', text: '' }));
    call.end(body);
  });
}

/** What no client library would send: two lengths, broken chunks, a line without end. */
function sendRaw(url: string, { method, path, headers, body }: BadRequest): Promise<Told> {
  const { hostname, port, host } = new URL(url);
  const fields = Object.entries(headers)
    .filter(([name]) => name !== 'host')
    .map(([name, value]) => `${name}: ${value}`);
  const tricks = [
    ['content-length: 5', 'content-length: 7'],
    ['transfer-encoding: chunked', 'content-length: 3'],
    ['content-length: -1'],
    [`x-folded: a\r\n ${MARK}`],
    ['transfer-encoding: gzip, chunked'],
  ];
  const trick = tricks[path.length % tricks.length] ?? [];
  const head = [`${method} ${path} HTTP/1.1`, `host: ${host}`, ...fields, ...trick, 'connection: close', '', ''].join(
    '\r\n',
  );
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ host: hostname, port: Number(port) }, () =>
      socket.end(`${head}zz\r\n${body?.toString('latin1').slice(0, 5000) ?? ''}`, 'latin1'),
    );
    socket.setTimeout(PATIENCE, () => {
      socket.destroy();
      resolve({ status: 'hang', text: '' });
    });
    socket.setEncoding('latin1').on('data', (part) => (text += part));
    const end = () => {
      // What says "100 Continue" first answers after it.
      const status = /^HTTP\/1\.1 ([2-5]\d{2})/m.exec(text)?.[1];
      resolve({ status: status === undefined ? 'cut' : Number(status), text: text.split('\r\n\r\n').slice(1).join() });
    };
    socket.on('close', end).on('error', end);
  });
}
