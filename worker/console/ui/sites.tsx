/** Sites: what they are called, which pages may send, whether consent comes first, and their public keys. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { api, type Site } from '../api';
import { createList } from '../list';
import { moment } from '../words';
import { Confirm } from './confirm';
import { Section } from './section';
import { type SiteDraft, SiteForm } from './site-form';

export function Sites() {
  const list = useMemo(() => createList(async () => (await api.sites()).sites), []);
  const add = async (draft: SiteDraft) =>
    (await list.change(() => api.addSite(draft), `${draft.name} is added. Its tag is on the Embed page.`)) !== null;
  return (
    <Section id="sites" title="Sites" list={list}>
      <ul class="cards">
        {list.items.value?.map((site) => (
          <li key={site.id}>
            <Card
              site={site}
              put={(draft) => list.change(() => api.putSite(site.id, draft), `${draft.name} is saved.`)}
              rotate={() => list.change(() => api.rotateSite(site.id), `${site.name} has a new public key.`)}
              remove={() => list.change(() => api.deleteSite(site.id), `${site.name} is deleted.`)}
            />
          </li>
        ))}
      </ul>
      <details>
        <summary>Add a site</summary>
        <SiteForm button="Add the site" save={add} />
      </details>
    </Section>
  );
}

interface Props {
  site: Site;
  put: (draft: SiteDraft) => Promise<unknown>;
  rotate: () => unknown;
  remove: () => unknown;
}

function Card({ site, put, rotate, remove }: Props) {
  const isEditing = useSignal(false);
  const save = async (draft: SiteDraft) => {
    const isSaved = (await put(draft)) !== null;
    isEditing.value = !isSaved;
    return isSaved;
  };
  return (
    <>
      <h3>{site.name}</h3>
      <p class="muted">
        {site.origins.length === 0 ? 'Takes events from any page.' : `Takes events from ${site.origins.join(', ')}.`}{' '}
        {site.consent ? 'Consent comes first.' : 'Consent is not asked for.'}
      </p>
      {site.keys.map(({ key, expiresAt }) => (
        <p key={key}>
          <code>{key}</code>{' '}
          <span class="detail">{expiresAt === null ? '' : `old; good until ${moment(expiresAt)}`}</span>
        </p>
      ))}
      <div class="actions">
        <button
          type="button"
          class="quiet"
          aria-expanded={isEditing.value}
          onClick={() => {
            isEditing.value = !isEditing.value;
          }}
        >
          Change <span class="unseen">{site.name}</span>
        </button>
        <Confirm
          verb="Rotate"
          name={`the key of ${site.name}`}
          effect="The old public key is good for a week more."
          act={rotate}
        />
        <Confirm verb="Delete" name={site.name} effect="Its pages can send nothing any more." act={remove} />
      </div>
      {isEditing.value && <SiteForm site={site} button="Save" save={save} />}
    </>
  );
}
