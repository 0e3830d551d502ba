/** The popup: who is on screen and the hot queue, of the tab that it was opened over. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import '../../ui/card.css';
import '../../ui/popup.css';
import { Popup } from '../../ui/Popup';
import { openView } from '../../view';

const root = document.getElementById('app');

if (root !== null) {
  const { id } = await browser.windows.getCurrent();
  /** Firefox calls it so. */
  const sidebar: { open(): Promise<void> } | undefined = Reflect.get(browser, 'sidebarAction');
  /** Only a click may open it, and only before anything is awaited. */
  const onPanel = () => {
    const opened = 'sidePanel' in browser ? browser.sidePanel.open({ windowId: id ?? 0 }) : sidebar?.open();
    opened?.then(
      () => window.close(),
      () => {},
    );
  };
  const onOptions = () => void browser.runtime.openOptionsPage();
  const hasPanel = 'sidePanel' in browser || sidebar !== undefined;
  openView((view) => render(<Popup {...view} onPanel={hasPanel ? onPanel : null} onOptions={onOptions} />, root));
}
