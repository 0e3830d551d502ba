/** How a route is described, beside its handler, and the document that follows from all of them. */
import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type { Hono, Env as Platform } from 'hono';
import { describeRoute, type GenerateSpecOptions, generateSpecs } from 'hono-openapi';
import type { GenericSchema } from 'valibot';
import { Model } from '../shared/model';
import {
  AccountBody,
  LeadAnswer,
  LeadCard,
  ModelVersion,
  ProblemAnswer,
  SCOPES,
  type Scope,
  ScoreAnswer,
  ScoreBody,
  Snapshot,
  TimelineTouch,
  WebhookMessage,
} from '../shared/wire';
import { VERSION } from './version';

interface Description {
  tag: string;
  summary: string;
  description?: string;
  /** What is not opened by a secret key or a rep's token; those are described by `needs`, which asks for them. */
  key?: 'public' | 'none';
  query?: GenericSchema & { entries?: Record<string, GenericSchema>; pipe?: readonly unknown[] };
  body?: GenericSchema;
  example?: object | string;
  /** The body's content types; absent: application/json. */
  media?: string[];
  /** Content types in which the body is a file. */
  files?: string[];
  /** The success answer: status and schema (none: no body). */
  answers: [status: number, schema: GenericSchema | null, description: string];
  /** The answer's content type; absent: application/json. */
  answerMedia?: string;
  /** Refusals beside those that its key and input bring along. */
  refuses?: number[];
}

const REFUSALS: Record<number, string> = {
  401: 'No valid key',
  403: 'A key of the wrong kind or scope',
  404: 'Unknown id',
  409: 'The first request with this Idempotency-Key is still running, or this cannot be done now',
  413: 'Too large',
  415: 'Wrong content type',
  422: 'Bad input; `errors` names the fields',
  426: 'Not a WebSocket request',
  429: 'Too many requests; see Retry-After',
  503: 'Overloaded, or the stored state is of a newer program; see Retry-After',
};

/** In: a route's description. Out: the middleware that carries it into the document. */
export function describe(route: Description) {
  const [status, schema, description] = route.answers;
  const codes = [...keyRefusals(route), ...inputRefusals(route), ...(route.refuses ?? [])];
  const answer =
    schema === null
      ? { description }
      : { description, content: { [route.answerMedia ?? 'application/json']: { schema: jsonSchema(schema) } } };
  return describeRoute({
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.key === undefined ? {} : { security: [] }),
    ...(route.query === undefined ? {} : { parameters: parametersOf(route.query) }),
    ...(route.body === undefined && route.files === undefined ? {} : { requestBody: bodyOf(route) }),
    responses: { [status]: answer, ...refusals(codes) },
  });
}

/** In: a scope (absent: any valid key will do). Out: the middleware that carries it into the document. */
export const describeKey = (scope?: Scope) =>
  describeRoute({ security: [{ bearer: scope === undefined ? [] : [scope] }], responses: refusals([401, 403, 429]) });

const refusals = (codes: number[]) =>
  Object.fromEntries(codes.map((code) => [code, { description: REFUSALS[code] ?? 'Error', content: problem }]));

/** Adds `GET /openapi.json` to the app. */
export function serveDocument<App extends Platform>(app: Hono<App>): void {
  let document: Promise<object> | undefined;
  app.get('/openapi.json', async (c) => {
    const webhooks = Object.fromEntries(WebhookMessage.options.map(describeMessage));
    document ??= generateSpecs(app, { documentation: { ...documentation, webhooks } }).then(withPathExamples);
    return c.json(await document);
  });
}

/** In: a message of ours to others. Out: its place in the document. */
function describeMessage(schema: (typeof WebhookMessage.options)[number]) {
  const { literal } = schema.entries.type;
  const post = {
    tags: ['Webhooks'],
    summary: `A signed message of type ${literal} (Standard Webhooks 1.0)`,
    operationId: `told_${literal}`,
    security: [],
    parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => {
      return { in: 'header' as const, name, required: true, schema: { type: 'string' as const } };
    }),
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(schema) } } },
    responses: {
      '2XX': { description: 'Taken; everything else is tried again, for a day' },
      '410': { description: 'Gone for good: the webhook is disabled' },
    },
  };
  return [literal, { post }] as const;
}

/** What stands in a path, by the name of its parameter. */
const PATH_EXAMPLES: Record<string, string> = {
  id: 'ld_00000000000000000000000000',
  domain: 'northwind.example',
  version: '1',
  noun: 'leads',
};

function withPathExamples<T extends { paths?: object }>(document: T): T {
  for (const methods of Object.values(document.paths ?? {})) {
    for (const { parameters = [] } of Object.values<{ parameters?: { in: string; name: string; example?: string }[] }>(
      methods,
    )) {
      for (const parameter of parameters.filter((one) => one.in === 'path')) {
        parameter.example = PATH_EXAMPLES[parameter.name] ?? 'x';
      }
    }
  }
  return document;
}

/** What many answers hold is described once. */
const NAMED = {
  Problem: ProblemAnswer,
  LeadCard,
  Score: ScoreBody,
  Snapshot,
  ScoreAnswer,
  Lead: LeadAnswer,
  Account: AccountBody,
  Touch: TimelineTouch,
  Model,
  ModelVersion,
};
const CONVERSION = {
  errorMode: 'ignore',
  typeMode: 'input',
  target: 'draft-2020-12',
  overrideRef: ({ referenceId }: { referenceId: string }) => `#/components/schemas/${referenceId}`,
} as const;

const documentation: GenerateSpecOptions['documentation'] = {
  info: {
    title: 'Steelyard edge API',
    version: VERSION,
    description:
      'Lead scoring at the edge. Times are RFC 3339 in UTC on output; input also takes epoch milliseconds. Errors are application/problem+json.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  components: {
    schemas: JSON.parse(JSON.stringify(toJsonSchemaDefs(NAMED, CONVERSION))),
    securitySchemes: {
      bearer: {
        type: 'http',
        scheme: 'bearer',
        description: `A secret key or a rep’s token. A route names the scope that it takes; "admin" has them all. Scopes: ${SCOPES.join(', ')}.`,
      },
    },
  },
};

const keyRefusals = ({ key }: Description): number[] => (key === 'public' ? [401, 403, 429] : []);
const inputRefusals = ({ body, files, query }: Description): number[] =>
  body !== undefined || files !== undefined ? [409, 413, 415, 422] : query !== undefined ? [422] : [];

const jsonSchema = (schema: GenericSchema) => {
  const { $schema: _, $defs: __, ...rest } = toJsonSchema(schema, { ...CONVERSION, definitions: NAMED });
  return JSON.parse(JSON.stringify(rest));
};
const problem = { 'application/problem+json': { schema: jsonSchema(ProblemAnswer) } };

/** The beginning of a file, by its content type. */
const FILE_EXAMPLES: Record<string, string> = {
  'text/csv': 'email,title\nada@northwind.example,VP Operations\n',
  'application/x-ndjson': '{"email":"ada@northwind.example","title":"VP Operations"}\n',
};

function bodyOf({ body, example, media = ['application/json'], files = [] }: Description) {
  const content = body && { schema: jsonSchema(body), ...(example === undefined ? {} : { example }) };
  const parsed = content === undefined ? [] : media.map((type) => [type, content] as const);
  const raw = files.map(
    (type) => [type, { schema: { type: 'string' as const }, example: FILE_EXAMPLES[type] ?? '' }] as const,
  );
  return { required: true, content: Object.fromEntries([...parsed, ...raw]) };
}

function parametersOf(query: NonNullable<Description['query']>) {
  const { properties = {}, required = [] } = jsonSchema(query);
  return Object.keys(properties).map((name) => {
    return { in: 'query' as const, name, required: required.includes(name), schema: properties[name] };
  });
}
