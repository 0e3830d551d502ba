/** Views of a single-page app where paths do not say it all, or where there is no Navigation API. */
import type { Guard } from '../guard';

/** In the list of parameters, this is the hash. */
const HASH = '#';

/** In: the core's hands, the names of what a change of which is another view. */
export function begin(guard: Guard, view: () => void, follow: () => void, views?: string): void {
  const changed = views ? guard(byRoute(view, views.split(','))) : follow;
  if (window.navigation) {
    window.navigation.addEventListener('currententrychange', changed);
    return;
  }
  window.addEventListener('popstate', changed);
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (this: History, ...args) {
      original.apply(this, args);
      changed();
    };
  }
}

/** In: what counts a view, parameters whose change is one. Out: what looks at the address and counts where that is so. */
function byRoute(view: () => void, names: string[]): () => void {
  const now = () => {
    const { pathname, searchParams, hash } = new URL(location.href);
    return [pathname, ...names.map((name) => (name === HASH ? hash : searchParams.get(name)))];
  };
  let seen = now();
  return () => {
    const route = now();
    const [path, ...rest] = route;
    // Where there is a Navigation API, the core sees another path by itself.
    const isSeenByCore = window.navigation && path !== seen[0];
    const isOther = path !== seen[0] || `${rest}` !== `${seen.slice(1)}`;
    seen = route;
    if (isOther && !isSeenByCore) view();
  };
}
