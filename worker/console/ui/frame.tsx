/** What surrounds every page: the skip link, the name, the ways through the console, who is signed in. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Me } from '../api';
import type { Route } from '../route';
import { signOut } from '../session';
import { Wordmark } from './wordmark';

const PAGES = [
  { page: 'queue', label: 'Queue' },
  { page: 'files', label: 'Files' },
  { page: 'embed', label: 'Embed' },
  { page: 'connect', label: 'Extension' },
  { page: 'webhooks', label: 'Webhooks' },
  { page: 'settings', label: 'Settings' },
] as const;

export function Frame({ me, page, children }: { me: Me; page: Route['page']; children: ComponentChildren }) {
  return (
    <>
      <button type="button" class="skip" onClick={() => document.querySelector('main')?.focus()}>
        Skip to the content
      </button>
      <header class="bar">
        <a class="home" href="#/queue">
          <Wordmark />
        </a>
        <nav aria-label="Console">
          {PAGES.filter(({ page: name }) => name !== 'settings' || me.scopes.includes('admin')).map((entry) => (
            <a key={entry.page} href={`#/${entry.page}`} aria-current={entry.page === page ? 'page' : undefined}>
              {entry.label}
            </a>
          ))}
          <a href="/docs">API</a>
        </nav>
        <div class="who">
          <span class="muted">
            {me.name} · {me.workspace}
          </span>
          <button type="button" class="quiet" onClick={() => void signOut()}>
            Sign out
          </button>
        </div>
      </header>
      <main tabIndex={-1}>{children}</main>
    </>
  );
}

/** The first page leaves the focus where a page load puts it. */
let isFollowing = false;

/** In: the page's name. Sets the window's title, and moves the focus to the heading when one page follows another. */
export function Heading({ title, children }: { title: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (isFollowing) heading.current?.focus({ preventScroll: true });
    if (isFollowing) scrollTo(0, 0);
    isFollowing = true;
  }, []);
  useEffect(() => {
    document.title = `${title} · Steelyard`;
  }, [title]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
