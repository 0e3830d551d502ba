/** Who is signed in. The cookie is HttpOnly: only the API can tell. */
import { signal } from '@preact/signals';
import { api, asProblem, type Me, onSignedOut, type Problem } from './api';
import { route, routeOf } from './route';

/** `undefined` until we know, `null` when nobody is. */
export const me = signal<Me | null | undefined>(undefined);
/** Why the last sign-in failed. */
export const refused = signal<Problem | null>(null);

/** Signs in with the ticket in the address, if there is one, else with the cookie. */
export async function restore(): Promise<void> {
  onSignedOut(() => {
    me.value = null;
  });
  const ticket = takeTicket();
  if (ticket !== null) {
    await signIn({ ticket });
    if (me.value === null) await api.me().then(accept, () => {});
    return;
  }
  await api.me().then(accept, refuseQuietly);
}

/** In: a secret key or a one-use ticket. Sets `me`, or `refused`. */
export async function signIn(proof: { secretKey: string } | { ticket: string }): Promise<void> {
  refused.value = null;
  try {
    await api.signIn(proof);
    accept(await api.me());
  } catch (error) {
    refused.value = asProblem(error);
    me.value = null;
  }
}

export async function signOut(): Promise<void> {
  await api.signOut().catch(() => {});
  me.value = null;
}

const accept = (who: Me): void => {
  me.value = who;
};

/** Not being signed in is no problem to show; a server that does not answer is. */
function refuseQuietly(error: unknown): void {
  const problem = asProblem(error);
  refused.value = problem.status === 401 ? null : problem;
  me.value = null;
}

/** A ticket is a secret: it leaves the address, and so the history, before it is used. `to` says which page follows. */
function takeTicket(): string | null {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const ticket = fragment.get('ticket');
  if (ticket === null) return null;
  history.replaceState(null, '', `${location.pathname}${location.search}#${fragment.get('to') ?? '/queue'}`);
  route.value = routeOf(location.hash);
  return ticket === '' ? null : ticket;
}
