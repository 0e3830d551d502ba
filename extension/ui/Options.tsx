/** The options page: every permission with what it is for, every wish in plain words, and what this browser holds. */
import type { OnScreen, Overview } from '../messages';
import type { Wishes } from '../wishes';
import { Hosts, type HostsProps, Linkedin } from './Hosts';
import { Mark } from './Mark';
import { Notices, type NoticesProps } from './Notices';

export interface OptionsProps extends Wishes, HostsProps, NoticesProps {
  /** At first: what there is to decide, and nothing else. */
  isWelcome: boolean;
  origin: string;
  paired: Overview['paired'];
  stored: { people: number; keys: number; unsent: number };
  /** What the open pages show, and which way found it. */
  pages: OnScreen[];
  /** What the workspace has corrected; null: nothing. */
  selectors: Overview['selectors'];
  /** What did not work; null: nothing. */
  trouble: string | null;
  onDisconnect(): void;
  onErase(): void;
  onLook(): void;
}

export function Options(props: OptionsProps) {
  return (
    <main class="steelyard options">
      <header>
        <Mark />
        <h1>{props.isWelcome ? 'Welcome to Steelyard' : 'Steelyard options'}</h1>
      </header>
      {props.isWelcome && <Welcome />}
      <Connection {...props} />
      <Hosts {...props} />
      <Linkedin {...props} />
      <Notices {...props} />
      {!props.isWelcome && <Rest {...props} />}
    </main>
  );
}

function Welcome() {
  return (
    <p>
      It shows beside the people you write with how urgent they are and why. Four things to decide; all of them can be
      changed later under <em>Options</em>.
    </p>
  );
}

function Rest(props: OptionsProps) {
  return (
    <>
      <Quiet {...props} />
      <Stored {...props} />
      <Diagnostics {...props} />
    </>
  );
}

function Connection({ paired, origin, stored, trouble, onDisconnect }: OptionsProps) {
  return (
    <section>
      <h2>Connection</h2>
      <p>
        {paired === null ? 'Not connected. ' : `Connected as ${paired.rep}. `}
        <a href={`${origin}/console/#/connect`} target="_blank" rel="noreferrer">
          {paired === null ? 'Connect in the console' : 'Connect as somebody else'}
        </a>
      </p>
      {paired !== null && (
        <button type="button" aria-describedby="disconnect-words" onClick={onDisconnect}>
          Disconnect
        </button>
      )}
      {paired !== null && (
        <p class="note" id="disconnect-words">
          Erases all that this browser holds of the workspace
          {stored.unsent > 0 && `, and ${stored.unsent} outcomes that wait to be sent`}.
        </p>
      )}
      <p role="alert">{trouble}</p>
    </section>
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

function Diagnostics({ pages, selectors, onLook }: OptionsProps) {
  return (
    <section>
      <h2>What was found on the open pages</h2>
      <Corrected selectors={selectors} />
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

/** How the hosts' pages are read, when the workspace has a say in it. */
function Corrected({ selectors }: Pick<OptionsProps, 'selectors'>) {
  if (selectors === null) return <p class="note">Every host is on, and read as this version of Steelyard reads it.</p>;
  const rules = Object.entries(selectors.hosts);
  const off = rules.flatMap(([host, { isOff }]) => (isOff ? [host] : []));
  const corrected = rules.flatMap(([host, { ladders = {} }]) => Object.keys(ladders).map((what) => `${host} ${what}`));
  return (
    <>
      <p>
        {off.length === 0
          ? 'Every host is on.'
          : `Switched off by your workspace: ${off.join(', ')}. Nothing of ours is shown there.`}
      </p>
      {corrected.length > 0 && (
        <p class="note">
          Corrected by your workspace (version {selectors.version}): {corrected.join(', ')}.
        </p>
      )}
    </>
  );
}
