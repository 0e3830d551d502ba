/** Starts the API docs. */
import { render } from 'preact';
import { DocsPage } from './page';

const root = document.getElementById('app');
if (root !== null) render(<DocsPage />, root);
