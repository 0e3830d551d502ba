/** Our script in Pipedrive, registered once the rep has allowed it. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { overlay } from '../overlay';
import { pipedrive } from '../sites/pipedrive';

export default defineContentScript({
  registration: 'runtime',
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main: (ctx) => overlay(ctx, pipedrive),
});
