/** Examples: the document's own when it has them, else one made from the schema; and the curl command for a call. */
import { type Call, type Content, type OpenApi, resolve, type Schema } from './openapi';

const DEPTH = 6;

/** In: the content of a body or an answer. Out: the first JSON media type with its schema and an example of it. */
export function shown(content: Content | undefined, document: OpenApi) {
  const entries = Object.entries(content ?? {});
  const [media, body] = entries.find(([type]) => type.includes('json')) ?? entries[0] ?? [];
  if (media === undefined || body === undefined) return undefined;
  const own = body.example ?? Object.values(body.examples ?? {})[0]?.value;
  const isMade = own === undefined;
  return {
    media,
    schema: body.schema,
    isMade,
    example: isMade && body.schema ? exampleOf(body.schema, document) : own,
  };
}

/** In: a schema. Out: a small value that fits it. */
export function exampleOf(of: Schema, document: OpenApi, depth = 0): unknown {
  const { schema } = resolve(of, document);
  const given = schema.example ?? schema.examples?.[0] ?? schema.const ?? schema.default ?? schema.enum?.[0];
  if (given !== undefined || depth > DEPTH) return given ?? null;
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (choice !== undefined) return exampleOf(choice, document, depth + 1);
  if (schema.allOf !== undefined) {
    return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, document, depth + 1)));
  }
  if (schema.properties !== undefined) return objectOf(schema, document, depth);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'array') return schema.items === undefined ? [] : [exampleOf(schema.items, document, depth + 1)];
  if (type === 'string') return textOf(schema);
  if (type === 'number' || type === 'integer') return schema.minimum ?? 1;
  return type === 'boolean' ? true : type === 'object' ? {} : null;
}

/** In: a call, the address of the API. Out: a command for a shell that makes it. */
export function curlOf(call: Call, origin: string, document: OpenApi): string {
  const required = (call.parameters ?? []).filter((parameter) => parameter.in === 'query' && parameter.required);
  const query = required.map(({ name }) => `${name}=…`).join('&');
  const url = `${origin}${call.path}${query === '' ? '' : `?${query}`}`;
  const body = shown(call.requestBody?.content, document);
  const isOpen = (call.security ?? document.security)?.length === 0;
  const parts = [
    `curl ${call.method === 'get' ? '' : `-X ${call.method.toUpperCase()} `}${quoted(url)}`,
    ...(isOpen ? [] : ['-H "authorization: Bearer $STEELYARD_KEY"']),
    ...(body === undefined
      ? []
      : [`-H ${quoted(`content-type: ${body.media}`)}`, `-d ${quoted(textFor(body.example))}`]),
  ];
  return parts.join(' \\\n  ');
}

/** In: an example. Out: as it is read: indented JSON, or the text itself. */
export const textFor = (example: unknown): string =>
  typeof example === 'string' ? example : JSON.stringify(example, null, 2);

/** Required parts, and the first few optional ones, so that an example stays an example. */
function objectOf({ properties = {}, required = [] }: Schema, document: OpenApi, depth: number): unknown {
  const names = Object.keys(properties);
  const kept = required.length > 0 ? names.filter((name) => required.includes(name)) : names.slice(0, 4);
  return Object.fromEntries(kept.map((name) => [name, exampleOf(properties[name] ?? {}, document, depth + 1)]));
}

function textOf({ format, pattern }: Schema): string {
  if (format === 'date-time') return '2026-11-22T09:00:00Z';
  if (format === 'email') return 'ada@northwind.example';
  return pattern === undefined ? 'text' : '…';
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
