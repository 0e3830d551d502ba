/** The popup: who is on screen and the hot queue, of the tab that it was opened over. */
import { render } from 'preact';
import '../../ui/card.css';
import '../../ui/popup.css';
import { Popup } from '../../ui/Popup';
import { openView } from '../../view';

const root = document.getElementById('app');

if (root !== null) openView((view) => render(<Popup {...view} />, root));
