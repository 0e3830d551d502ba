/** What there is to be called, out of the OpenAPI document. */

/** The part of JSON Schema that our document uses. */
export interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
}

interface Described {
  parameters?: { in: string; name: string; required?: boolean; schema?: Schema; example?: unknown }[];
  requestBody?: { content: Record<string, { schema?: Schema; example?: unknown }> };
  responses: Record<string, { content?: Record<string, { schema?: Schema; example?: unknown }> }>;
}
export interface Document {
  paths: Record<string, Record<string, Described>>;
  components?: { schemas?: Record<string, Schema> };
}

export interface Operation {
  method: string;
  /** With its parameters in braces. */
  path: string;
  parameters: { place: string; name: string; example: unknown }[];
  /** Content type → an example of the body. */
  bodies: [type: string, example: unknown][];
}

/** In: the document. Out: every operation of it. */
export const operationsOf = ({ paths }: Document): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters: parameters.map(({ in: place, name, example }) => ({ place, name, example })),
      bodies: Object.entries(requestBody?.content ?? {}).map(([type, { example }]): [string, unknown] => [
        type,
        example,
      ]),
    })),
  );
