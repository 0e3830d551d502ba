/** The OpenAPI document as far as this page reads it: parsed, references resolved, grouped by tag. */
import * as v from 'valibot';

export interface Schema {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  title?: string | undefined;
  description?: string | undefined;
  format?: string | undefined;
  pattern?: string | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  default?: unknown;
  examples?: unknown[] | undefined;
  example?: unknown;
  required?: string[] | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  properties?: Record<string, Schema> | undefined;
  additionalProperties?: Schema | undefined;
  items?: Schema | undefined;
  prefixItems?: Schema[] | undefined;
  anyOf?: Schema[] | undefined;
  oneOf?: Schema[] | undefined;
  allOf?: Schema[] | undefined;
}

const words = v.optional(v.string());
const count = v.optional(v.number());
/** `true` and `false` are schemas, too: anything, and nothing worth showing. */
const Schema: v.GenericSchema<unknown, Schema> = v.lazy(() =>
  v.union([
    v.pipe(
      v.boolean(),
      v.transform((): Schema => ({})),
    ),
    SchemaObject,
  ]),
);
const many = v.optional(v.array(Schema));
const SchemaObject = v.object({
  $ref: words,
  type: v.optional(v.union([v.string(), v.array(v.string())])),
  title: words,
  description: words,
  format: words,
  pattern: words,
  enum: v.optional(v.array(v.unknown())),
  const: v.optional(v.unknown()),
  default: v.optional(v.unknown()),
  examples: v.optional(v.array(v.unknown())),
  example: v.optional(v.unknown()),
  required: v.optional(v.array(v.string())),
  minimum: count,
  maximum: count,
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  properties: v.optional(v.record(v.string(), Schema)),
  additionalProperties: v.optional(Schema),
  items: v.optional(Schema),
  prefixItems: many,
  anyOf: many,
  oneOf: many,
  allOf: many,
});

const Content = v.record(
  v.string(),
  v.object({
    schema: v.optional(Schema),
    example: v.optional(v.unknown()),
    examples: v.optional(v.record(v.string(), v.looseObject({ value: v.optional(v.unknown()) }))),
  }),
);
const Parameter = v.object({
  name: v.string(),
  in: v.string(),
  required: v.optional(v.boolean()),
  description: words,
  schema: v.optional(Schema),
});
const Operation = v.object({
  operationId: words,
  summary: words,
  description: words,
  tags: v.optional(v.array(v.string())),
  deprecated: v.optional(v.boolean()),
  parameters: v.optional(v.array(Parameter)),
  requestBody: v.optional(
    v.object({ description: words, required: v.optional(v.boolean()), content: v.optional(Content) }),
  ),
  responses: v.optional(v.record(v.string(), v.object({ description: words, content: v.optional(Content) }))),
  security: v.optional(v.array(v.record(v.string(), v.array(v.string())))),
});
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const method = v.optional(Operation);
const OpenApi = v.object({
  openapi: v.string(),
  info: v.object({ title: v.string(), version: v.string(), description: words }),
  tags: v.optional(v.array(v.object({ name: v.string(), description: words })), []),
  paths: v.record(v.string(), v.object({ get: method, post: method, put: method, patch: method, delete: method })),
  components: v.optional(v.object({ schemas: v.optional(v.record(v.string(), Schema)) })),
  security: v.optional(v.array(v.record(v.string(), v.array(v.string())))),
});
export type OpenApi = v.InferOutput<typeof OpenApi>;
export type Parameter = v.InferOutput<typeof Parameter>;
export type Content = v.InferOutput<typeof Content>;

export interface Call extends v.InferOutput<typeof Operation> {
  /** Unique in the page: the anchor. */
  id: string;
  method: (typeof METHODS)[number];
  path: string;
}
export interface Group {
  name: string;
  id: string;
  description: string | undefined;
  calls: Call[];
}

/** In: what `/openapi.json` answered. Out: the document, or undefined when it is none. */
export function openApiOf(answer: unknown): OpenApi | undefined {
  const parsed = v.safeParse(OpenApi, answer);
  return parsed.success ? parsed.output : undefined;
}

/** In: a document. Out: its calls by tag, in the order of its tags; the untagged ones last. */
export function groupsOf(document: OpenApi): Group[] {
  const calls = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((name): Call[] => {
      const operation = item[name];
      return operation === undefined ? [] : [{ ...operation, id: slug(`${name} ${path}`), method: name, path }];
    }),
  );
  const byTag = Map.groupBy(calls, ({ tags }) => tags?.[0] ?? 'Other');
  const order = [
    ...document.tags.map(({ name }) => name),
    ...[...byTag.keys()].filter((name) => name !== 'Other'),
    'Other',
  ];
  return [...new Set(order)].flatMap((name) => {
    const description = document.tags.find((tag) => tag.name === name)?.description;
    const group = byTag.get(name);
    return group === undefined ? [] : [{ name, id: slug(`tag ${name}`), description, calls: group }];
  });
}

/** In: groups and what is searched for. Out: the calls in which every word occurs, without the groups that have none. */
export function search(groups: Group[], text: string): Group[] {
  const wanted = text.toLowerCase().split(/\s+/);
  const fits = ({ method, path, summary, description }: Call, tag: string) => {
    const all = `${tag} ${method} ${path} ${summary ?? ''} ${description ?? ''}`.toLowerCase();
    return wanted.every((word) => all.includes(word));
  };
  return groups
    .map((group) => ({ ...group, calls: group.calls.filter((call) => fits(call, group.name)) }))
    .filter(({ calls }) => calls.length > 0);
}

/** In: a schema that may be a reference. Out: what it stands for, and the name it has there. */
export function resolve(schema: Schema, document: OpenApi): { schema: Schema; name: string | undefined } {
  const name = schema.$ref?.split('/').at(-1);
  const target = name === undefined ? undefined : document.components?.schemas?.[name];
  return target === undefined ? { schema, name } : { schema: target, name };
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
