/** Reading what was sent: bounded in size, parsed by a schema, refused with the field's name. */
import type { Context } from 'hono';
import * as v from 'valibot';
import type { App } from './auth';
import { fieldErrors, Problem } from './problem';

/** Bodies of the private API (bytes). */
export const PRIVATE_LIMIT = 1024 * 1024;

const texts = new WeakMap<Request, Promise<string>>();

/** In: a request, its limit in bytes. Out: the body as text, read once. Errors: 400 when it breaks off, 413. */
export function bodyText(c: Context<App>, limit: number): Promise<string> {
  const request = c.req.raw;
  const known = texts.get(request) ?? readText(request, limit);
  texts.set(request, known);
  return known;
}

async function readText(request: Request, limit: number): Promise<string> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity')
    throw new Problem(415, 'Send the body as it is: it is compressed, by its Content-Encoding.', {
      headers: { 'accept-encoding': 'identity' },
    });
  const tooLarge = new Problem(413, `The body has more than ${limit} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  let text = '';
  let size = 0;
  for await (const part of bodyStream(request)) {
    size += part.byteLength;
    if (size > limit) throw tooLarge;
    text += decoded(() => decoder.decode(part, { stream: true }));
  }
  return text + decoded(() => decoder.decode());
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new Problem(422, 'The body is not UTF-8.', { errors: [{ path: '', message: 'is not UTF-8' }] });
  }
}

/** In: a request. Out: its body. Errors, while it is read: 400 when it breaks off, or is not as long as it says: that is the sender's mistake. */
export function bodyStream(request: Request): ReadableStream<Uint8Array> {
  const reader = request.body?.getReader();
  return new ReadableStream({
    async pull(controller) {
      const part = await reader?.read().catch(() => Promise.reject(new Problem(400, 'The body broke off.')));
      if (part === undefined || part.done) controller.close();
      else controller.enqueue(part.value);
    },
    cancel: (reason) => reader?.cancel(reason),
  });
}

/** In: a request, a schema. Out: its JSON body, parsed. Errors: 413, 415, 422 with the fields. */
export async function jsonBody<S extends v.GenericSchema>(c: Context<App>, schema: S): Promise<v.InferOutput<S>> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) throw new Problem(415, 'Send the body as application/json.');
  const body = parseJson(await bodyText(c, PRIVATE_LIMIT));
  // A schema of optional fields would take an empty list for an object.
  if (Array.isArray(body))
    throw new Problem(422, 'The body is a list.', {
      errors: [{ path: '', message: 'is not an object such as { … }' }],
    });
  return parse(schema, body);
}

/** The same where every field may be left out: no body at all says nothing either. */
export const optionalBody = async <S extends v.GenericSchema>(c: Context<App>, schema: S): Promise<v.InferOutput<S>> =>
  c.req.raw.body === null || c.req.header('content-length') === '0' ? parse(schema, {}) : jsonBody(c, schema);

/** In: a request, a schema. Out: its query, parsed. Errors: 422 with the fields. A parameter given twice counts once, its first. */
export const queryOf = <S extends v.GenericSchema>(c: Context<App>, schema: S): v.InferOutput<S> =>
  parse(schema, c.req.query());

/** In: text. Out: the JSON in it. Errors: 422. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(422, 'The body is not JSON.', { errors: [{ path: '', message: 'is not JSON' }] });
  }
}

/** In: a schema, anything, where it stood. Out: the parsed value. Errors: 422 with the fields. */
export function parse<S extends v.GenericSchema>(schema: S, input: unknown, at: string[] = []): v.InferOutput<S> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  throw new Problem(422, 'Some fields are not as they should be.', { errors: fieldErrors(result.issues, at) });
}
