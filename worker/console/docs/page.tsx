/** The API docs: the whole OpenAPI document on one page, searchable, without any network but our own. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Wordmark } from '../ui/wordmark';
import { type Group, groupsOf, type OpenApi, openApiOf, search } from './openapi';
import { Operation } from './operation';
import { Prose } from './prose';

export function DocsPage() {
  const document = useSignal<OpenApi | null>(null);
  const failed = useSignal(false);
  useEffect(() => {
    read().then(
      (read) => {
        document.value = read;
      },
      () => {
        failed.value = true;
      },
    );
  }, []);
  if (failed.value)
    return <Message text="The description of the API could not be read from /openapi.json. Reload the page." />;
  return document.value === null ? <Message text="Loading…" /> : <Docs document={document.value} />;
}

async function read(): Promise<OpenApi> {
  const response = await fetch('/openapi.json', { headers: { accept: 'application/json' } });
  const document = openApiOf(await response.json());
  if (document === undefined) throw new Error('not an OpenAPI document');
  return document;
}

function Message({ text }: { text: string }) {
  return (
    <main>
      <h1>API</h1>
      <p role="status">{text}</p>
    </main>
  );
}

/** In: a parsed document. Out: the page. */
export function Docs({ document }: { document: OpenApi }) {
  const wanted = useSignal('');
  const groups = search(groupsOf(document), wanted.value);
  useEffect(goToAnchor, []);
  return (
    <>
      <header class="bar">
        <a class="home" href="/console/">
          <Wordmark />
        </a>
        <div class="who">
          <a href="/openapi.json">openapi.json</a>
        </div>
      </header>
      <div class="docs">
        <nav aria-label="API">
          <search>
            <label>
              Search
              <input
                type="search"
                placeholder="leads, score, POST…"
                onInput={({ currentTarget }) => {
                  wanted.value = currentTarget.value;
                }}
              />
            </label>
          </search>
          <Index groups={groups} />
        </nav>
        <main>
          <h1>
            {document.info.title} <span class="muted">{document.info.version}</span>
          </h1>
          <Prose text={document.info.description} />
          {groups.map((group) => (
            <section key={group.id} aria-labelledby={group.id}>
              <h2 id={group.id}>{group.name}</h2>
              <Prose text={group.description} />
              {group.calls.map((call) => (
                <Operation key={call.id} call={call} document={document} />
              ))}
            </section>
          ))}
          <p role="status">{groups.length === 0 && 'No call fits this search.'}</p>
        </main>
      </div>
    </>
  );
}

function Index({ groups }: { groups: Group[] }) {
  return (
    <ul class="index">
      {groups.map((group) => (
        <li key={group.id}>
          <a href={`#${group.id}`}>{group.name}</a>
          <ul>
            {group.calls.map((call) => (
              <li key={call.id}>
                <a href={`#${call.id}`}>
                  <span class={`method ${call.method}`}>{call.method.toUpperCase()}</span>
                  <span class="path">{call.path}</span>
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** The page is drawn after the browser has looked for the anchor. */
function goToAnchor(): void {
  const { hash } = window.location;
  if (hash !== '') window.document.getElementById(hash.slice(1))?.scrollIntoView();
}
