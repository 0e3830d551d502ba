/** A server that records: it serves a peer's script and the pages that carry it, takes what the script sends, and fails when told to. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { root } from '../build.ts';
import { type Mark, marksIn } from './marks.ts';
import { pageOf } from './page.ts';
import type { Script } from './scripts.ts';
import { pause } from './visitor.ts';

/** How long an answer takes (ms): about what it takes over a real network. */
const LATENCY = 100;

/** A page is loading for this long after it has fetched its script (ms); what comes later has another cause. */
export const VIEW = 2000;

export interface Recorder {
  script: Script;
  /** The origins of the pages that carry the peer, and of its own server. */
  site: string;
  service: string;
  /** The events that arrived: each time that one was taken. */
  marks: Mark[];
  /** Of the last page, within `VIEW` of the script's loading: what it sent or asked for beside itself, and the preflights before that. */
  requests: number;
  preflights: number;
  /** Of the same: the parts of itself that it fetched, which a browser keeps for the next page. */
  parts: number;
  /** From now on, answer 503 to everything but the script and the pages, or no longer. */
  fail(isFailing: boolean): void;
  stop(): void;
}

/** In: a script. Out: its server and, where the peer is a service on another origin, that of the pages; on loopback, on free ports. */
export async function record(script: Script): Promise<Recorder> {
  let isFailing = false;
  let at = '';
  let servedAt = 0;
  const { peer, code } = script;
  const open = { 'access-control-allow-credentials': 'true', 'access-control-max-age': '0' };

  const isView = () => performance.now() - servedAt < VIEW;
  const serve = () => {
    servedAt = performance.now();
    Object.assign(recorder, { requests: 0, preflights: 0, parts: 0 });
    return code;
  };

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const { origin = '*', 'access-control-request-headers': asked = '*' } = request.headers;
    const cors = { ...open, 'access-control-allow-origin': origin, 'access-control-allow-headers': asked };
    const path = request.url ?? '/';
    if (request.method === 'OPTIONS') {
      if (isView()) recorder.preflights += 1;
      response.writeHead(204, { ...cors, 'access-control-allow-methods': 'GET, POST, PUT' }).end();
      return;
    }
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece));
    if (isView()) recorder.requests += 1;
    await pause(LATENCY);
    if (isFailing) {
      response.writeHead(503, cors).end();
      return;
    }
    recorder.marks.push(...marksIn(path, Buffer.concat(pieces), peer.id));
    const { type, body: said } = peer.answer?.(path, at) ?? { type: 'application/json', body: '{}' };
    response.writeHead(200, { ...cors, 'content-type': type }).end(said);
  };

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/';
    const send = (type: string, body: string) =>
      response
        .writeHead(200, { 'content-type': type, 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
        .end(body);
    if (path === '/tracker.js') send('text/javascript', serve());
    else if (peer.parts && path.startsWith('/parts/')) {
      if (isView()) recorder.parts += 1;
      send('text/javascript', readFileSync(join(root, peer.parts, basename(path)), 'utf8'));
    } else if (path.startsWith('/site/')) send('text/html', pageOf(peer, at, path));
    // A download leaves the page where it is.
    else if (path === '/paper.pdf') response.writeHead(204).end();
    // A page that goes takes its requests along.
    else take(request, response).catch(() => response.destroy());
  };

  const servers = [createServer(answer), createServer(answer)];
  const [service = '', pages = ''] = await Promise.all(
    servers.map(
      (server) =>
        new Promise<string>((resolve) => server.listen(0, '127.0.0.1', () => resolve(originOf(server.address())))),
    ),
  );
  at = service;
  const recorder: Recorder = {
    ...{ script, marks: [], requests: 0, preflights: 0, parts: 0 },
    service,
    site: peer.isOwnOrigin ? service : pages,
    fail: (whether) => {
      isFailing = whether;
    },
    stop: () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
  return recorder;
}

const originOf = (address: unknown): string =>
  typeof address === 'object' && address !== null && 'port' in address ? `http://127.0.0.1:${address.port}` : '';
