/** One call of the API: what it does, what goes in, what comes out, and how to try it. */
import { Copy } from '../ui/copy';
import { curlOf, shown, textFor } from './example';
import type { Call, Content, OpenApi, Parameter } from './openapi';
import { Line, Prose } from './prose';
import { SchemaLine, SchemaTree, typeWords } from './schema-tree';

export function Operation({ call, document }: { call: Call; document: OpenApi }) {
  const responses = Object.entries(call.responses ?? {});
  return (
    <section class="operation" aria-labelledby={call.id}>
      <h3 id={call.id}>
        <span class={`method ${call.method}`}>{call.method.toUpperCase()}</span> <code>{call.path}</code>{' '}
        <a class="anchor" href={`#${call.id}`} aria-label={`Link to ${call.method.toUpperCase()} ${call.path}`}>
          #
        </a>
      </h3>
      {call.summary !== undefined && <p class="lead-in">{call.summary}</p>}
      <Prose text={call.description} />
      <Opener call={call} />
      {call.deprecated && <p class="notice">Deprecated.</p>}
      {call.parameters && call.parameters.length > 0 && <Parameters parameters={call.parameters} document={document} />}
      {call.requestBody && (
        <>
          <h4>Body</h4>
          <Prose text={call.requestBody.description} />
          <Body content={call.requestBody.content} document={document} />
        </>
      )}
      {responses.length > 0 && <h4>Answers</h4>}
      {responses.map(([status, { description, content }]) => (
        <details key={status} class="answer" open={status.startsWith('2')}>
          <summary>
            <strong>{status}</strong> <Line text={description ?? ''} />
          </summary>
          <Body content={content} document={document} />
        </details>
      ))}
      <details class="answer">
        <summary>Try it with curl</summary>
        <Copy name={`the curl command of ${call.method} ${call.path}`} code={curlOf(call, location.origin, document)} />
      </details>
    </section>
  );
}

/** Which key opens the call; nothing where none is asked for. */
function Opener({ call }: { call: Call }) {
  const scopes = call.security?.[0]?.bearer;
  if (scopes === undefined) return null;
  return scopes.length === 0 ? (
    <p>Any secret key or rep’s token opens it.</p>
  ) : (
    <p>
      Takes a key with the scope <code>{scopes.join(', ')}</code>.
    </p>
  );
}

function Parameters({ parameters, document }: { parameters: Parameter[]; document: OpenApi }) {
  return (
    <>
      <h4>Parameters</h4>
      <ul class="tree">
        {parameters.map(({ name, in: place, required, description, schema }) => (
          <li key={`${place} ${name}`}>
            <code>{name}</code> <span class="muted">in the {place}</span>{' '}
            {schema && <SchemaLine schema={schema} document={document} />}
            {required && <span class="required">required</span>}
            {description !== undefined && description !== schema?.description && (
              <span class="meaning">
                <Line text={description} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Body({ content, document }: { content: Content | undefined; document: OpenApi }) {
  const body = shown(content, document);
  if (body === undefined) return null;
  return (
    <div class="body">
      <p class="muted">
        <code>{body.media}</code> {body.schema && typeWords(body.schema, document)}
      </p>
      {body.schema && <SchemaTree schema={body.schema} document={document} />}
      {body.example !== undefined && (
        <details>
          <summary>{body.isMade ? 'Example, made from the schema' : 'Example'}</summary>
          <pre>
            <code>{textFor(body.example)}</code>
          </pre>
        </details>
      )}
    </div>
  );
}
