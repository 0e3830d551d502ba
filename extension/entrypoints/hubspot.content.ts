/** Our script in HubSpot, registered once the rep has allowed it. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { overlay } from '../overlay';
import { hubspot } from '../sites/hubspot';

export default defineContentScript({
  registration: 'runtime',
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main: (ctx) => overlay(ctx, hubspot),
});
