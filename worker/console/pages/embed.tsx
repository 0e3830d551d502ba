/** How a site gets the snippet: the one line to copy, three steps, and a look whether anything has arrived. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api, asProblem, type Problem, type Site } from '../api';
import { Copy } from '../ui/copy';
import { Heading } from '../ui/frame';
import { IdentitySecrets } from '../ui/identity-secrets';
import { Trouble } from '../ui/trouble';
import { moment } from '../words';

export function EmbedPage() {
  const sites = useSignal<Site[] | null>(null);
  const problem = useSignal<Problem | null>(null);
  const load = () =>
    api.sites().then(
      (answer) => {
        sites.value = answer.sites;
        problem.value = null;
      },
      (error: unknown) => {
        problem.value = asProblem(error);
      },
    );
  useEffect(() => void load(), []);
  return (
    <div class="prose">
      <Heading title="Embed the snippet" />
      <ol class="steps">
        <li>Copy the line of your site.</li>
        <li>
          Paste it into the <code>&lt;head&gt;</code> of every page, before other scripts.
        </li>
        <li>Open your site, look around, and send a form with an e-mail address. The lead appears in the queue.</li>
      </ol>
      <Trouble problem={problem.value} retry={() => void load()} />
      {sites.value?.map((site) => (
        <SiteTag key={site.id} site={site} />
      ))}
      {sites.value?.length === 0 && <p class="empty">This workspace has no site yet.</p>}
      <LastEvent />
      <section aria-labelledby="policy">
        <h2 id="policy">If your site has a content security policy</h2>
        <p>Allow the snippet to load and to send:</p>
        <Copy name="Policy" code={`script-src ${location.origin}; connect-src ${location.origin}`} />
      </section>
      <IdentitySecrets />
    </div>
  );
}

function SiteTag({ site }: { site: Site }) {
  const tag = `<script defer src="${location.origin}/s.js" data-key="${site.key}"${site.consent ? ' data-consent="required"' : ''}></script>`;
  return (
    <section aria-label={site.name}>
      <h2>{site.name}</h2>
      <Copy name={`Script tag of ${site.name}`} code={tag} />
      <p class="muted">
        {site.origins.length === 0
          ? 'Accepts events from any address.'
          : `Accepts events from ${site.origins.join(', ')}.`}
        {site.consent && " Waits for the visitor’s consent: your banner says steelyard('consent', 'granted')."}
      </p>
    </section>
  );
}

function LastEvent() {
  const said = useSignal('');
  const check = () =>
    lastEvent().then(
      (words) => {
        said.value = words;
      },
      (error: unknown) => {
        said.value = asProblem(error).message;
      },
    );
  return (
    <section aria-labelledby="arrived">
      <h2 id="arrived">Has anything arrived?</h2>
      <div class="actions">
        <button type="button" onClick={() => void check()}>
          Check
        </button>
        <span role="status">{said}</span>
      </div>
    </section>
  );
}

/** Asks for the lead that moved last and its newest touch. Visitors without a name are in no list, and so not seen here. */
async function lastEvent(): Promise<string> {
  const { leads } = await api.queue({ sort: 'recent', limit: '1' });
  const id = leads[0]?.lead?.id;
  const newest = id === undefined ? undefined : (await api.timeline(id, { limit: '1' })).touches[0];
  if (newest === undefined) return 'Nothing yet from a visitor who gave an e-mail address.';
  return `Last event of a known lead received ${moment(newest.receivedAt)}.`;
}
