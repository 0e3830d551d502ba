/** The way out of the local runtime: public addresses only, looked at when the connection is made, whatever a name meant before. */
import { lookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { type Request, Response } from 'miniflare';
import { isPublicAddress } from '../worker/address.ts';

/** In: a request of the Worker. Out: the answer; follows no redirect. Errors: a private address, a name that leads to one, http. */
export async function sendOut({ url, method, headers, body, signal }: Request): Promise<Response> {
  const { protocol, hostname } = new URL(url);
  const address = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'https:' || (isIP(address) !== 0 && !isPublicAddress(address))) throw new Error('A private target.');
  // The `host` that came along names the runtime's own hop.
  const { host: _, ...sent } = Object.fromEntries(headers);
  const call = request(url, { method, headers: sent, lookup: publicLookup, signal });
  const answered = new Promise<Response>((resolve, reject) => {
    call.on('error', reject);
    call.on('response', (answer) => resolve(responseOf(answer)));
  });
  if (body === null) call.end();
  else Readable.fromWeb(body).pipe(call);
  return answered;
}

/** Statuses whose answer has no body, not even an empty one. */
const BARE = [101, 204, 205, 304];

/** In: an answer as Node has it. Out: the same as the Worker is to see it. */
export function responseOf(answer: IncomingMessage): Response {
  const { statusCode: status = 502, headersDistinct } = answer;
  const headers = Object.entries(headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  );
  if (BARE.includes(status)) answer.resume();
  return new Response(BARE.includes(status) ? null : Readable.toWeb(answer), { status, headers });
}

const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const isPublic = error === null && addresses.every(({ address }) => isPublicAddress(address));
    if (isPublic) done(null, addresses);
    else done(error ?? new Error('A private target.'), []);
  });
};
