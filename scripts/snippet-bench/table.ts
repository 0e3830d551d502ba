/** The figures as a table to read: a line for each with its goal, a column for each peer. */
import type { Delivered, Delivery } from './delivery.ts';
import type { Script } from './scripts.ts';
import type { Thread } from './thread.ts';

/** What was measured of a peer; nothing is delivered by the floor. */
export interface Measured {
  name: string;
  packages: string[];
  size: Script['size'];
  delivery: Delivery | undefined;
  thread: Thread | undefined;
}

interface Figure {
  name: string;
  goal?: string;
  tell: (peer: Measured) => string | undefined;
  isMet?: (peer: Measured) => boolean;
}

const FIGURES: Figure[] = [
  { name: 'bytes, minified', tell: ({ size }) => `${size.min}` },
  { name: 'bytes, gzip 9', tell: ({ size }) => `${size.gzip}` },
  {
    ...{ name: 'bytes, brotli 11', goal: '≤ 2048' },
    ...{ tell: ({ size }) => `${size.brotli}`, isMet: ({ size }) => size.brotli <= 2048 },
  },
  arrival('link click that leaves', 'leave'),
  arrival('tab closed', 'close'),
  arrival('12 bursts of 20, each leaves', 'burst'),
  {
    ...arrival('1 burst of 240 that leaves', 'flood'),
    // More than may be in flight has to wait until somebody comes back.
    isMet: ({ delivery }) => delivery !== undefined && isOnce(delivery.flood, delivery.flood.late),
  },
  arrival('offline, then back', 'offline'),
  arrival('server 503, then back', 'down'),
  { name: 'load, ms', tell: ({ thread }) => thread?.load.toFixed(2) },
  atMost('load, × the floor', 'timesFloor', 2),
  atMost('a click, ms', 'click', 1),
  atMost('a key in a form, ms', 'key', 1),
  atMost('a click on a download, ms', 'download', 1),
  atMost('long tasks on load', 'longTasks', 0),
  atMost('forced layouts', 'forcedLayouts', 0),
  atMost('requests per page view', 'requests', 1),
  atMost('preflights per page view', 'preflights', 0),
];

/** In: what was measured. Out: a line of the table for each figure, by its name: its goal, whether `ours` meets it, all peers. */
export function tableOf(peers: Measured[], ours: string): Record<string, Record<string, string>> {
  const line = ({ goal = '', tell, isMet }: Figure) => {
    const our = peers.find(({ name }) => name === ours);
    const met = our && isMet ? (isMet(our) ? 'yes' : 'no') : '';
    return { goal, met, ...Object.fromEntries(peers.map((peer) => [peer.name, tell(peer) ?? ''])) };
  };
  return Object.fromEntries(FIGURES.map((figure) => [figure.name, line(figure)]));
}

function arrival(name: string, scenario: keyof Delivery): Figure {
  return {
    name,
    goal: 'all, once',
    tell: ({ delivery }) => delivery && told(delivery[scenario]),
    isMet: ({ delivery }) => delivery !== undefined && isOnce(delivery[scenario], 0),
  };
}

const isOnce = ({ arrived, sent, doubled }: Delivered, late: number): boolean =>
  arrived + late === sent && doubled === 0;

function told({ sent, arrived, late, again, doubled }: Delivered): string {
  const more = [late > 0 && `+${late} late`, again > 0 && `${again} again`, doubled > 0 && `${doubled} doubled`];
  return [`${arrived}/${sent}`, ...more.filter(Boolean)].join(' ');
}

function atMost(name: string, what: Exclude<keyof Thread, 'loadBetween'>, most: number): Figure {
  return {
    name,
    goal: most === 0 ? '0' : `≤ ${most}`,
    tell: ({ thread }) => thread && `${Number(thread[what].toFixed(2))}`,
    isMet: ({ thread }) => thread !== undefined && thread[what] <= most,
  };
}
