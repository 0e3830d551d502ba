/** The popup's page: who is on screen, the hot queue, and whether news arrive. */
import type { Alert, Link, Overview } from '../messages';
import { Mark } from './Mark';
import { People, type PeopleProps } from './People';
import { Queue, type QueueProps } from './Queue';
import { span } from './words';

export interface PopupProps {
  origin: string;
  paired: Overview['paired'];
  link: Link;
  person: PeopleProps | null;
  queue: QueueProps;
  alerts: Alert[];
  now: number;
  /** The side panel has room for filters. */
  isPanel?: boolean;
  /** What only the popup offers: the side panel (null where the browser has none of ours) and the options. */
  onPanel?: (() => void) | null;
  onOptions?: () => void;
}

export function Popup(props: PopupProps) {
  const { origin, paired, link, now, onPanel, onOptions } = props;
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
      {paired === null ? <Connect origin={origin} /> : <Work {...props} />}
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

function Work({ person, queue, alerts, now, origin, isPanel = false }: PopupProps) {
  return (
    <>
      {person === null ? (
        <p class="note">Open a conversation, a record or a profile of a lead to see the score here.</p>
      ) : (
        <People {...person} />
      )}
      {alerts.length > 0 && <Alerts alerts={alerts} now={now} origin={origin} />}
      <Queue {...queue} hasFilters={isPanel} origin={origin} />
    </>
  );
}

const SHOWN_ALERTS = 5;

function Alerts({ alerts, now, origin }: Pick<PopupProps, 'alerts' | 'now' | 'origin'>) {
  return (
    <section class="alerts">
      <h2>Alerts</h2>
      <ul>
        {alerts.slice(0, SHOWN_ALERTS).map(({ lead, name, words, at }) => (
          <li key={lead + at}>
            <a href={`${origin}/console/#/leads/${encodeURIComponent(lead)}`} target="_blank" rel="noreferrer">
              {name}
            </a>{' '}
            {words} <span class="note">{span(now - at)} ago</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
