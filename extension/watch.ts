/** When a page is looked at again: one observer on its narrowest stable part, one flush per frame, nothing while it is hidden. */

export interface Watched {
  /** What besides coming and going elements is news there. */
  observed: Pick<MutationObserverInit, 'attributeFilter' | 'characterData'>;
  /** The element whose inside is observed; asked again at each flush, as a page may still be building itself. */
  stage(): Element;
  /** Brings the page up to date. Out: ms until it must be looked at again although nothing happens. */
  flush(): number;
}

/** In: the page, what to do, the life of the script. Out: asks for a flush in the next frame. */
export function watch(page: Document, { observed, stage, flush }: Watched, signal: AbortSignal): () => void {
  let root: Element | null = null;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const schedule = () => {
    if (frame === 0 && !page.hidden && !signal.aborted) frame = requestAnimationFrame(run);
  };
  const observer = new MutationObserver(schedule);

  const run = () => {
    frame = 0;
    if (page.hidden || signal.aborted) return;
    observe(stage());
    const wait = flush();
    // What we have just drawn is no news.
    observer.takeRecords();
    clearTimeout(timer);
    timer = setTimeout(schedule, wait);
  };

  const observe = (next: Element) => {
    if (next === root) return;
    root = next;
    observer.disconnect();
    observer.observe(root, { subtree: true, childList: true, ...observed });
  };

  const onVisibility = () => {
    if (page.hidden) clearTimeout(timer);
    else schedule();
  };

  page.addEventListener('visibilitychange', onVisibility, { signal });
  for (const move of ['hashchange', 'popstate']) page.defaultView?.addEventListener(move, schedule, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  });
  schedule();
  return schedule;
}
