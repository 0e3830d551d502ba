/** The options page: every permission with what it is for, every wish in plain words, and what this browser holds. */
import { CONNECTION, DIAGNOSTICS, OPTIONS, QUIET, SHORTCUT } from '../english/options';
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
  /** The keys that open the card; empty: none do. */
  keys: string;
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
        <h1>{props.isWelcome ? OPTIONS.welcome : OPTIONS.title}</h1>
      </header>
      {props.isWelcome && <p>{OPTIONS.about}</p>}
      <Connection {...props} />
      <Hosts {...props} />
      <Linkedin {...props} />
      <Notices {...props} />
      {!props.isWelcome && <Rest {...props} />}
    </main>
  );
}

function Rest(props: OptionsProps) {
  return (
    <>
      <Keyboard {...props} />
      <Quiet {...props} />
      <Stored {...props} />
      <Diagnostics {...props} />
    </>
  );
}

function Connection({ paired, origin, stored, trouble, onDisconnect }: OptionsProps) {
  return (
    <section>
      <h2>{CONNECTION.title}</h2>
      <p>
        {paired === null ? CONNECTION.not : CONNECTION.as(paired.rep)}
        <a href={`${origin}/console/#/connect`} target="_blank" rel="noreferrer">
          {paired === null ? CONNECTION.connect : CONNECTION.again}
        </a>
      </p>
      {paired !== null && (
        <button type="button" aria-describedby="disconnect-words" onClick={onDisconnect}>
          {CONNECTION.disconnect}
        </button>
      )}
      {paired !== null && (
        <p class="note" id="disconnect-words">
          {CONNECTION.erases(stored.unsent)}
        </p>
      )}
      <p role="alert">{trouble}</p>
    </section>
  );
}

function Keyboard({ keys }: OptionsProps) {
  return (
    <section>
      <h2>{SHORTCUT.title}</h2>
      <p>{keys === '' ? SHORTCUT.none : SHORTCUT.opens(keys)}</p>
      <p class="note">{SHORTCUT.change}</p>
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
        <label for="quiet">{QUIET.title}</label>
      </h2>
      <p class="note" id="quiet-words">
        {QUIET.how}
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
      <h2>{OPTIONS.held}</h2>
      <p>{OPTIONS.holds(people, keys, unsent)}</p>
      <button type="button" onClick={onErase}>
        {OPTIONS.erase}
      </button>
    </section>
  );
}

function Diagnostics({ pages, selectors, onLook }: OptionsProps) {
  return (
    <section>
      <h2>{DIAGNOSTICS.title}</h2>
      <Corrected selectors={selectors} />
      {pages.length === 0 && <p class="note">{DIAGNOSTICS.none}</p>}
      {pages.map(({ host, keys, surface, rungs }) => (
        <dl key={host + keys.join()} class="found">
          <dt>{DIAGNOSTICS.page(host, keys.length, surface)}</dt>
          {Object.entries(rungs).map(([what, rung]) => (
            <dd key={what}>{DIAGNOSTICS.found(what, rung)}</dd>
          ))}
        </dl>
      ))}
      <button type="button" onClick={onLook}>
        {DIAGNOSTICS.again}
      </button>
    </section>
  );
}

/** How the hosts' pages are read, when the workspace has a say in it. */
function Corrected({ selectors }: Pick<OptionsProps, 'selectors'>) {
  if (selectors === null) return <p class="note">{DIAGNOSTICS.asDelivered}</p>;
  const rules = Object.entries(selectors.hosts);
  const off = rules.flatMap(([host, { isOff }]) => (isOff ? [host] : []));
  const corrected = rules.flatMap(([host, { ladders = {} }]) => Object.keys(ladders).map((what) => `${host} ${what}`));
  return (
    <>
      <p>{off.length === 0 ? DIAGNOSTICS.allOn : DIAGNOSTICS.off(off.join(', '))}</p>
      {corrected.length > 0 && <p class="note">{DIAGNOSTICS.corrected(selectors.version, corrected.join(', '))}</p>}
    </>
  );
}
