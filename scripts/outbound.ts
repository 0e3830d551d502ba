/** The way out of the local runtime: public addresses only, looked at when the connection is made, whatever a name meant before. */
import { lookup } from 'node:dns';
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
    call.on('response', (answer) => {
      const pairs = Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
        (values ?? []).map((value): [string, string] => [name, value]),
      );
      resolve(new Response(Readable.toWeb(answer), { status: answer.statusCode ?? 502, headers: pairs }));
    });
  });
  if (body === null) call.end();
  else Readable.fromWeb(body).pipe(call);
  return answered;
}

const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const isPublic = error === null && addresses.every(({ address }) => isPublicAddress(address));
    if (isPublic) done(null, addresses);
    else done(error ?? new Error('A private target.'), []);
  });
};
