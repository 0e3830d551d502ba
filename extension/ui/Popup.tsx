/** The popup's page: who is on screen, the hot queue, and whether news arrive. */
import type { Link, Overview } from '../messages';
import { Chip } from './Chip';
import { Mark } from './Mark';
import { People, type PeopleProps } from './People';
import { nameOf, type Reading } from './reading';
import { clock, span } from './words';

export interface PopupProps {
  origin: string;
  paired: Overview['paired'];
  link: Link;
  person: PeopleProps | null;
  /** Best first. */
  queue: Reading[];
  now: number;
  /** What only the popup offers: the side panel (null where the browser has none of ours) and the options. */
  onPanel?: (() => void) | null;
  onOptions?: () => void;
}

export function Popup({ origin, paired, link, person, queue, now, onPanel, onOptions }: PopupProps) {
  return (
    <main class="steelyard popup">
      <header class="top">
        <Mark />
        <div>
          <h1>Steelyard</h1>
          {paired !== null && <p class="note">{paired.rep}</p>}
        </div>
        {paired !== null && <Connection link={link} now={now} />}
      </header>
      {paired === null ? <Connect origin={origin} /> : <Work person={person} queue={queue} now={now} />}
      <footer>
        <a href={`${origin}/console/`} target="_blank" rel="noreferrer">
          Open console
        </a>
        {onPanel && (
          <button type="button" onClick={onPanel}>
            Side panel
          </button>
        )}
        {onOptions && (
          <button type="button" onClick={onOptions}>
            Options
          </button>
        )}
      </footer>
    </main>
  );
}

function Connect({ origin }: { origin: string }) {
  return (
    <p class="connect">
      Connect this browser with your workspace on the{' '}
      <a href={`${origin}/console/#/connect`} target="_blank" rel="noreferrer">
        console’s connect page
      </a>
      : one click, no key to copy.
    </p>
  );
}

function Connection({ link, now }: { link: Link; now: number }) {
  const isLive = link.connection === 'live';
  const age = link.heardAt === 0 ? '' : `, last heard ${span(now - link.heardAt)} ago`;
  return <p class={`connection ${link.connection}`}>{isLive ? 'Live' : `Offline${age}`}</p>;
}

function Work({ person, queue, now }: Pick<PopupProps, 'person' | 'queue' | 'now'>) {
  return (
    <>
      {person === null ? (
        <p class="note">Open a conversation, a record or a profile of a lead to see the score here.</p>
      ) : (
        <People {...person} />
      )}
      <section class="queue">
        <h2>Hot queue</h2>
        {queue.length === 0 ? (
          <p class="note">Nobody is waiting.</p>
        ) : (
          <ol>
            {queue.map((reading) => (
              <Row key={reading.lead.id} reading={reading} now={now} />
            ))}
          </ol>
        )}
      </section>
    </>
  );
}

function Row({ reading, now }: { reading: Reading; now: number }) {
  return (
    <li>
      <span class="name">{nameOf(reading)}</span>
      <Chip score={reading.score} />
      <span class="note">
        {[reading.lead.account, clock(reading, now)].filter((part) => part !== null).join(' · ')}
      </span>
    </li>
  );
}
