/** Clicks that lead away or bring a file, seen wherever in the link they land and whatever the page does with them. */
import { clean } from './address';
import type { Seen } from './guard';
import { record } from './send';
import { files } from './site';

/** A file that people download, at the end of the path or of a parameter. */
const FILE = new RegExp(
  `\\.(zip|pdf|rar|dmg|docx?|gz|ics|txt|pptx?|exe|7z|xlsx?|od[tsp]|epub|csv|msi|mp[34]|${files})($|[?&])`,
  'i',
);

/** Reports a click on a link as a download (never as a link too) or as a link to another host. */
export function click(event: Seen): void {
  // The path and not the target: a click inside a link lands on its child, one inside a shadow tree on the host.
  const link = event.composedPath().find(isLink);
  // The second button opens a menu.
  if (!link || event.button === 2) return;
  const href = clean(link.href);
  if (link.hasAttribute('download') || FILE.test(link.pathname + link.search))
    record({ type: 'file_downloaded', file: link.download || href });
  else if (link.host !== location.host && href !== 'javascript:') record({ type: 'link_clicked', href });
}

const isLink = (node: EventTarget & Partial<HTMLAnchorElement>): node is HTMLAnchorElement =>
  'download' in node && !!node.href;
