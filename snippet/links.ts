/** Clicks that lead away or bring a file, seen wherever in the link they land and whatever the page does with them. */
import { clean } from './address';
import { listen } from './guard';
import type { Sender } from './send';

/** A file that people download, at the end of the path or of a parameter. */
const FILE =
  /\.(pdf|docx?|xls[xm]?|pptx?|csv|rtf|txt|epub|od[tsp]|key|zip|rar|7z|gz|dmg|pkg|exe|msi|mp[34]|mov|ics)(?=$|[?&])/i;
const MIDDLE = 1;

/** In: where events go. Reports downloads (never as links too) and links to other hosts. */
export function watchLinks(sender: Sender): void {
  listen(window, 'click auxclick', (event) => {
    if (event.type === 'auxclick' && event instanceof MouseEvent && event.button !== MIDDLE) return;
    // The path and not the target: a click inside a link lands on its child, one inside a shadow tree on the host.
    const link = event.composedPath().find(isLink);
    if (!link) return;
    const href = clean(link.href);
    if (link.matches('[download]') || FILE.test(link.pathname + link.search)) {
      sender.record({ type: 'file_downloaded', file: link.download || href });
    } else if (link.host !== location.host && link.protocol !== 'javascript:') {
      sender.record({ type: 'link_clicked', href });
    }
  });
}

const isLink = (node: EventTarget): node is HTMLAnchorElement | HTMLAreaElement =>
  node instanceof HTMLElement && node.matches('a[href],area[href]');
