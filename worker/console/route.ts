/** Where in the console we are: the address's fragment as a signal. */
import { signal } from '@preact/signals';

export type Route =
  | { page: 'queue' }
  | { page: 'lead'; id: string }
  | { page: 'files' }
  | { page: 'embed' }
  | { page: 'webhooks' }
  | { page: 'settings' }
  | { page: 'join'; code: string }
  | { page: 'connect'; auto: boolean };

export const route = signal<Route>(routeOf(location.hash));

/** Follows the address. Out: how to stop. */
export function followAddress(): () => void {
  const follow = () => {
    route.value = routeOf(location.hash);
  };
  addEventListener('hashchange', follow);
  return () => removeEventListener('hashchange', follow);
}

/** In: a fragment such as `#/leads/ld_…`. Out: the page; everything unknown is the queue. */
export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.slice(1).split('?');
  const [, noun, id] = path.split('/');
  if (noun === 'leads' && id) return { page: 'lead', id: decoded(id) };
  if (noun === 'files' || noun === 'embed' || noun === 'webhooks' || noun === 'settings') return { page: noun };
  if (noun === 'join') return { page: 'join', code: new URLSearchParams(query).get('code') ?? '' };
  if (noun === 'connect') return { page: 'connect', auto: new URLSearchParams(query).get('auto') === '1' };
  return { page: 'queue' };
}

/** In: a lead's id. Out: the link to its page. */
export const leadLink = (id: string): string => `#/leads/${encodeURIComponent(id)}`;

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
