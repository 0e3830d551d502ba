/** Links between hosts of one site that share no cookie: who follows one stays who they are. A script of its own, before the snippet. */
import { writeCookie } from './cookie';
import { attempt, guard } from './guard';

/** In the address: whose click it was, and when (ms). In the fragment, where a link has none; else in the query. */
const MARK = /[?&#]_sy=([\da-f-]{36})\.(\d+)/;
/** A link that is older than this (ms) was kept, or passed on to somebody else. */
const LONGEST = 60_000;
/** How often it is looked (ms) whether consent was given. */
const BEAT = 250;

/** `data-domains="acme.example,shop.acme.io"`: the hosts of the site, this one among them or not. */
const hosts = (document.currentScript?.dataset.domains ?? '').split(',').map((host) => host.trim());

attempt(arrive);
for (const type of ['click', 'auxclick']) window.addEventListener(type, guard(leave), true);

/** Takes the mark out of the address. Where it is fresh, and the page before this one was the site's, its visitor is this one. */
function arrive(): void {
  const [, visitor, time] = MARK.exec(location.href) ?? [];
  if (!visitor) return;
  const address = location.href.replace(/([?#])_sy=[^&#]*&/, '$1').replace(/[?&#]_sy=[^&#]*/, '');
  history.replaceState(history.state, '', address);
  const isFresh = Math.abs(performance.timeOrigin - Number(time)) < LONGEST;
  if (!isFresh || !hosts.includes(new URL(document.referrer).host) || navigator.globalPrivacyControl) return;
  const tag = document.querySelector<HTMLElement>('script[data-key]');
  let isAllowed = tag && !tag.dataset.consent;
  const adopt = guard(() => {
    // Where consent is asked for, an id says that it was given.
    isAllowed ||= !!known();
    if (!isAllowed) setTimeout(adopt, BEAT);
    else if (known() !== 'out' && !writeCookie(visitor)) localStorage._sy = visitor;
  });
  adopt();
}

/** Marks a link to another host of the site while it is followed; whoever copies it later copies it as it was. */
function leave(event: Event): void {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  const visitor = known();
  if (!link || !visitor?.[9] || link.host === location.host || !hosts.includes(link.host)) return;
  const given = `${link.getAttribute('href')}`;
  const mark = `_sy=${visitor}.${Date.now()}`;
  const [address = '', fragment] = link.href.split('#');
  link.href = fragment ? `${address}${address.includes('?') ? '&' : '?'}${mark}#${fragment}` : `${address}#${mark}`;
  setTimeout(() => link.setAttribute('href', given));
}

/** Out: the visitor's id, or that they want none. */
function known(): string | undefined {
  return /\b_sy=(out|[\da-f-]{36})/.exec(document.cookie)?.[1] ?? localStorage._sy;
}
