/** When a page is looked at again: one observer on its narrowest stable parts, one flush per frame, nothing while it is hidden. */

import { WRITTEN } from './sites/ladder';

/** What has happened in a page since the last look. */
export interface Changes {
  /** Elements that have come, or of which an attribute is another. */
  fresh: Element[];
  /** In which elements something came, went or changed. */
  places: Element[];
}

export interface Watched {
  /** What besides coming and going elements is news there. */
  observed: Pick<MutationObserverInit, 'attributeFilter' | 'characterData'>;
  /**
   * The elements whose inside is observed, the lasting one first; asked again whenever all is looked at, while the page is still
   * building itself, and when something happens in one of the others.
   */
  stages(): Element[];
  /**
   * Brings the page up to date. In: what has changed since the last time; null: perhaps everything.
   * Out: ms until it must be looked at again although nothing happens.
   */
  flush(changes: Changes | null): number;
}

/** In: the page, what to do, the life of the script. Out: asks for a flush of everything in the next frame. */
export function watch(page: Document, { observed, stages, flush }: Watched, signal: AbortSignal): () => void {
  let roots: Element[] = [];
  let frame = 0;
  let where = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When it rings (ms). */
  let due = Number.POSITIVE_INFINITY;
  /** null: perhaps everything has changed. */
  let records: MutationRecord[] | null = null;

  const schedule = () => {
    if (frame === 0 && !page.hidden && !signal.aborted) frame = requestAnimationFrame(run);
  };
  const scheduleAll = () => {
    records = null;
    schedule();
  };
  const observer = new MutationObserver((fresh) => {
    const news = fresh.filter(({ target }) => !isWritten(target));
    if (news.length === 0) return;
    records?.push(...news);
    schedule();
  });

  const run = () => {
    frame = 0;
    if (page.hidden || signal.aborted) return;
    if (where !== page.URL) records = null;
    const isBeside = ({ target }: MutationRecord) => !roots[0]?.contains(target);
    if (records === null || roots[0] === page.body || records.some(isBeside)) observe(stages());
    where = page.URL;
    const changes = records && changesIn(records);
    records = [];
    const wait = flush(changes);
    // What we have just drawn is no news.
    observer.takeRecords();
    if (Date.now() + wait < due) wind(wait);
  };

  const wind = (wait: number) => {
    clearTimeout(timer);
    due = Date.now() + wait;
    timer = setTimeout(() => {
      due = Number.POSITIVE_INFINITY;
      scheduleAll();
    }, wait);
  };

  const observe = (next: Element[]) => {
    if (next.length === roots.length && next.every((one, i) => one === roots[i])) return;
    roots = next;
    records = null;
    observer.disconnect();
    for (const root of roots) observer.observe(root, { subtree: true, childList: true, ...observed });
  };

  const rest = () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    [roots, frame, due] = [[], 0, Number.POSITIVE_INFINITY];
  };
  const onVisibility = () => (page.hidden ? rest() : scheduleAll());

  page.addEventListener('visibilitychange', onVisibility, { signal });
  for (const move of ['hashchange', 'popstate']) page.defaultView?.addEventListener(move, scheduleAll, { signal });
  signal.addEventListener('abort', rest);
  schedule();
  return scheduleAll;
}

/** What somebody is writing is no business of ours. */
const isWritten = (node: Node): boolean =>
  (node instanceof Element ? node : node.parentElement)?.closest(WRITTEN) != null;

function changesIn(records: MutationRecord[]): Changes {
  const nodes = records.flatMap(({ type, target, addedNodes }) => (type === 'childList' ? [...addedNodes] : [target]));
  return { fresh: elementsIn(nodes), places: elementsIn(records.map(({ target }) => target)) };
}
const elementsIn = (nodes: Node[]): Element[] => [...new Set(nodes)].filter((node) => node instanceof Element);
