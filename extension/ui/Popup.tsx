/** The popup's page: who is on screen, the hot queue, and whether news arrive. */
import { NAME, POPUP, SLA, SPANS } from '../english/surfaces';
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
  /** The rep's own promises; only the side panel has room for them. */
  slas: QueueProps | null;
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
          <h1>{NAME}</h1>
          {paired !== null && <p class="note">{paired.rep}</p>}
        </div>
        {paired !== null && <Connection link={link} now={now} />}
      </header>
      {paired === null ? <Connect origin={origin} /> : <Work {...props} />}
      <footer>
        <a href={`${origin}/console/`} target="_blank" rel="noreferrer">
          {POPUP.console}
        </a>
        {onPanel && (
          <button type="button" onClick={onPanel}>
            {POPUP.panel}
          </button>
        )}
        {onOptions && (
          <button type="button" onClick={onOptions}>
            {POPUP.options}
          </button>
        )}
      </footer>
    </main>
  );
}

function Connect({ origin }: { origin: string }) {
  return (
    <p class="connect">
      {POPUP.connect[0]}{' '}
      <a href={`${origin}/console/#/connect`} target="_blank" rel="noreferrer">
        {POPUP.connect[1]}
      </a>
      {POPUP.connect[2]}
    </p>
  );
}

function Connection({ link, now }: { link: Link; now: number }) {
  const isLive = link.connection === 'live';
  const age = link.heardAt === 0 ? '' : POPUP.heard(SPANS.ago(span(now - link.heardAt)));
  return <p class={`connection ${link.connection}`}>{isLive ? POPUP.live : POPUP.offline + age}</p>;
}

function Work({ person, queue, slas, alerts, now, origin, isPanel = false }: PopupProps) {
  return (
    <>
      {person === null ? <p class="note">{POPUP.nobody}</p> : <People {...person} />}
      {alerts.length > 0 && <Alerts alerts={alerts} now={now} origin={origin} />}
      {slas !== null && <Queue {...slas} words={SLA} hasFilters={false} origin={origin} />}
      <Queue {...queue} hasFilters={isPanel} origin={origin} />
    </>
  );
}

const SHOWN_ALERTS = 5;

function Alerts({ alerts, now, origin }: Pick<PopupProps, 'alerts' | 'now' | 'origin'>) {
  return (
    <section class="alerts">
      <h2>{POPUP.alerts}</h2>
      <ul>
        {alerts.slice(0, SHOWN_ALERTS).map(({ lead, name, words, at }) => (
          <li key={lead + at}>
            <a href={`${origin}/console/#/leads/${encodeURIComponent(lead)}`} target="_blank" rel="noreferrer">
              {name}
            </a>{' '}
            {words} <span class="note">{SPANS.ago(span(now - at))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
