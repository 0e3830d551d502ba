/** The options page: every permission with what it is for, every wish in plain words, and what this browser holds. */
import type { OnScreen, Overview } from '../messages';
import type { HostRow } from '../sites/hosts';
import type { Wishes } from '../wishes';
import { Mark } from './Mark';

export interface OptionsProps extends Wishes {
  origin: string;
  paired: Overview['paired'];
  hosts: { id: HostRow['id']; isAllowed: boolean }[];
  stored: { people: number; keys: number; unsent: number };
  /** What the open pages show, and which way found it. */
  pages: OnScreen[];
  onAllow(id: HostRow['id'], isAllowed: boolean): void;
  onWish(wish: Partial<Wishes>): void;
  onErase(): void;
  onLook(): void;
}

const RECORD = 'the name, the e-mail address and the company on it';
/** What each host is called, and what its permission is for. */
const PURPOSES: Record<HostRow['id'], [name: string, purpose: string]> = {
  gmail: ['Gmail', 'Reads the addresses of the people in a list or a thread. Never subjects, never bodies.'],
  hubspot: ['HubSpot', `Reads the record’s number in the page’s address, and ${RECORD}.`],
  salesforce: [
    'Salesforce',
    `Reads the record’s id in the page’s address, and ${RECORD}. Puts nothing into its lists.`,
  ],
  pipedrive: ['Pipedrive', `Reads the record’s number in the page’s address, and ${RECORD}.`],
  linkedin: [
    'LinkedIn and Sales Navigator',
    'Reads the profile’s name in the page’s address. What happens in the page is your choice below.',
  ],
};

export function Options(props: OptionsProps) {
  return (
    <main class="steelyard options">
      <header>
        <Mark />
        <h1>Steelyard options</h1>
      </header>
      <Connection {...props} />
      <Hosts {...props} />
      <Linkedin {...props} />
      <Quiet {...props} />
      <Stored {...props} />
      <Diagnostics {...props} />
    </main>
  );
}

function Connection({ paired, origin }: OptionsProps) {
  return (
    <section>
      <h2>Connection</h2>
      <p>
        {paired === null ? 'Not connected. ' : `Connected as ${paired.rep}. `}
        <a href={`${origin}/console/#/connect`} target="_blank" rel="noreferrer">
          {paired === null ? 'Connect in the console' : 'Connect as somebody else'}
        </a>
      </p>
    </section>
  );
}

function Hosts({ hosts, onAllow }: OptionsProps) {
  return (
    <section>
      <h2>Where scores are shown</h2>
      <p class="note">Your browser asks for each by itself, and you can take each back here.</p>
      <ul class="rows">
        {hosts.map((host) => (
          <Host key={host.id} {...host} onAllow={onAllow} />
        ))}
      </ul>
    </section>
  );
}

function Host({ id, isAllowed, onAllow }: OptionsProps['hosts'][number] & Pick<OptionsProps, 'onAllow'>) {
  const [name, purpose] = PURPOSES[id];
  const words = `for-${id}`;
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p class="note" id={words}>
          {purpose}
        </p>
      </div>
      {id === 'gmail' ? (
        <span class="note">Comes with the extension</span>
      ) : (
        <button type="button" aria-describedby={words} onClick={() => onAllow(id, !isAllowed)}>
          {isAllowed ? `Leave ${name}` : `Allow ${name}`}
        </button>
      )}
    </li>
  );
}

const CHOICES = [
  {
    value: 'panel',
    label: 'Side panel (recommended)',
    words:
      'Scores are beside the page. Nothing is put into it and no script of ours runs there, so LinkedIn sees no difference.',
  },
  {
    value: 'card',
    label: 'Card in the page',
    words:
      'Scores are below the profile’s head. LinkedIn’s terms forbid additions to its pages, and it looks for them: an account can be restricted.',
  },
] as const;

function Linkedin({ linkedin, onWish }: OptionsProps) {
  return (
    <fieldset>
      <legend>On LinkedIn</legend>
      {CHOICES.map(({ value, label, words }) => (
        <label key={value}>
          <input
            type="radio"
            name="linkedin"
            checked={linkedin === value}
            onChange={() => onWish({ linkedin: value })}
          />
          <span>
            <strong>{label}</strong>
            <span class="note">{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Quiet({ quiet, onWish }: OptionsProps) {
  const keep = (field: HTMLTextAreaElement) => {
    const domains = [...new Set(field.value.toLowerCase().match(/[a-z0-9-]+(\.[a-z0-9-]+)+/g))];
    field.value = domains.join('\n');
    onWish({ quiet: domains });
  };
  // What is being typed is the rep’s: only a field that nobody has touched follows what is stored.
  return (
    <section>
      <h2>
        <label for="quiet">Never look up addresses of these domains</label>
      </h2>
      <p class="note" id="quiet-words">
        One on each line. Other addresses leave this browser as keyed hashes only.
      </p>
      <textarea
        id="quiet"
        rows={4}
        aria-describedby="quiet-words"
        defaultValue={quiet.join('\n')}
        onChange={({ currentTarget }) => keep(currentTarget)}
      />
    </section>
  );
}

function Stored({ stored, onErase }: OptionsProps) {
  const { people, keys, unsent } = stored;
  return (
    <section>
      <h2>What this browser holds</h2>
      <p>
        {people} people with what their scores are computed from, {keys} answers about addresses (as hashes), {unsent}{' '}
        outcomes that wait to be sent.
      </p>
      <button type="button" onClick={onErase}>
        Erase all of it
      </button>
    </section>
  );
}

function Diagnostics({ pages, onLook }: OptionsProps) {
  return (
    <section>
      <h2>What was found on the open pages</h2>
      {pages.length === 0 && <p class="note">No page of a host is open.</p>}
      {pages.map(({ host, keys, surface, rungs }) => (
        <dl key={host + keys.join()} class="found">
          <dt>
            {host}: {keys.length === 1 ? 'one key' : `${keys.length} keys`}, card {surface}
          </dt>
          {Object.entries(rungs).map(([what, rung]) => (
            <dd key={what}>
              {what}: {rung === 0 ? 'not found' : rung === 1 ? 'found by the best way' : `found by way ${rung}`}
            </dd>
          ))}
        </dl>
      ))}
      <button type="button" onClick={onLook}>
        Look again
      </button>
    </section>
  );
}
