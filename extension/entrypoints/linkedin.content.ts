/** Our script in LinkedIn, registered once the rep has allowed it and chosen the card in the page; with the side panel nothing runs there. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { overlay } from '../overlay';
import { linkedin } from '../sites/linkedin';

export default defineContentScript({
  registration: 'runtime',
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main: (ctx) => overlay(ctx, linkedin),
});
