/** Our script in Gmail. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { openHints } from '../hints';
import { overlay } from '../overlay';
import { gmail } from '../sites/gmail';

export default defineContentScript({
  matches: ['https://mail.google.com/*'],
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main: (ctx) => overlay(ctx, gmail, openHints),
});
