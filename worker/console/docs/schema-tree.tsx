/** A schema as a tree that a person can read: name, type, bounds, meaning; what is inside unfolds. */
import { type OpenApi, resolve, type Schema } from './openapi';
import { Line } from './prose';

const DEPTH = 8;

interface Props {
  schema: Schema;
  document: OpenApi;
  /** The references that we are inside of: a schema that contains itself ends there. */
  inside?: string[];
}

export function SchemaTree({ schema: of, document, inside = [] }: Props) {
  const { schema, name } = resolve(of, document);
  if (inside.length > DEPTH || (name !== undefined && inside.includes(name))) return null;
  const within = [...inside, name ?? ''];
  const choices = schema.oneOf ?? schema.anyOf ?? [];
  const parts = schema.allOf ?? [];
  const entry = schema.items ?? schema.additionalProperties;
  return (
    <>
      {schema.properties && (
        <ul class="tree">
          {Object.entries(schema.properties).map(([key, property]) => (
            <Property
              key={key}
              name={key}
              isRequired={schema.required?.includes(key) ?? false}
              schema={property}
              document={document}
              inside={within}
            />
          ))}
        </ul>
      )}
      {parts.map((part, i) => (
        <SchemaTree key={i} schema={part} document={document} inside={within} />
      ))}
      {choices.length > 0 && !choices.every((choice) => isFlat(resolve(choice, document).schema)) && (
        <ul class="tree">
          {choices.map((choice, i) => (
            <Property
              key={i}
              name={i === 0 ? 'either' : 'or'}
              isRequired={false}
              schema={choice}
              document={document}
              inside={within}
            />
          ))}
        </ul>
      )}
      {entry && <SchemaTree schema={entry} document={document} inside={within} />}
      {schema.prefixItems?.map((part, i) => (
        <SchemaTree key={i} schema={part} document={document} inside={within} />
      ))}
    </>
  );
}

interface PropertyProps extends Props {
  name: string;
  isRequired: boolean;
}

function Property({ name, isRequired, schema: of, document, inside = [] }: PropertyProps) {
  const { schema, name: refers } = resolve(of, document);
  const line = (
    <>
      <code>{name}</code> <SchemaLine schema={of} document={document} />
      {isRequired && <span class="required">required</span>}
    </>
  );
  const isClosed = isFlat(schema) || (refers !== undefined && inside.includes(refers));
  if (isClosed) return <li>{line}</li>;
  return (
    <li>
      <details>
        <summary>{line}</summary>
        <SchemaTree schema={of} document={document} inside={inside} />
      </details>
    </li>
  );
}

/** The type and its bounds in one line, with the description behind it. */
export function SchemaLine({ schema: of, document }: { schema: Schema; document: OpenApi }) {
  const { schema } = resolve(of, document);
  return (
    <>
      <span class="type">{typeWords(of, document)}</span> <span class="muted">{boundsOf(schema).join(', ')}</span>
      {schema.description !== undefined && (
        <span class="meaning">
          <Line text={schema.description} />
        </span>
      )}
    </>
  );
}

/** In: a schema. Out: "text", "list of numbers", "one of a, b". */
export function typeWords(of: Schema, document: OpenApi): string {
  const { schema, name } = resolve(of, document);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return [...new Set(choices.map((choice) => typeWords(choice, document)))].join(' | ');
  const types = [schema.type ?? (schema.properties || schema.allOf ? 'object' : 'anything')].flat();
  if (types.includes('array')) return `list of ${schema.items ? typeWords(schema.items, document) : 'anything'}`;
  return name ?? types.join(' | ');
}

/** Nothing to unfold. */
function isFlat({ properties, items, additionalProperties, oneOf, anyOf, allOf, prefixItems }: Schema): boolean {
  const choices = [...(oneOf ?? []), ...(anyOf ?? [])];
  if (properties !== undefined || allOf !== undefined || prefixItems !== undefined) return false;
  const inner = [items, additionalProperties].filter((part) => part !== undefined);
  return [...inner, ...choices].every((part) => part.$ref === undefined && isFlat(part));
}

function boundsOf(schema: Schema): string[] {
  const { format, minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = schema;
  const bounds = [
    format,
    between(minimum, maximum, ''),
    between(minLength, maxLength, ' characters'),
    between(minItems, maxItems, ' entries'),
    pattern,
    schema.default === undefined ? undefined : `default ${JSON.stringify(schema.default)}`,
  ];
  return bounds.filter((bound) => bound !== undefined);
}

function between(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (most === undefined) return `≥ ${least}${unit}`;
  return least === undefined ? `≤ ${most}${unit}` : `${least}–${most}${unit}`;
}
