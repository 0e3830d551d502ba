/** The side panel: who is on screen, told by the tab's address where no script of ours runs, and the hot queue. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import '../../ui/card.css';
import '../../ui/popup.css';
import { Popup } from '../../ui/Popup';
import { openView } from '../../view';

const root = document.getElementById('app');

if (root !== null) {
  document.body.className = 'panel';
  const look = openView((view) => render(<Popup {...view} isPanel />, root), true);
  // The panel stays while the rep goes on: to another tab, or to another record in this one.
  browser.tabs.onActivated.addListener(look);
  browser.tabs.onUpdated.addListener((_, { url, status }) => {
    if (url !== undefined || status === 'complete') look();
  });
}
