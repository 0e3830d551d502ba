/** Our script in the CRMs, registered for each once the rep has allowed it. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { overlay } from '../overlay';
import { hostOf } from '../sites/hosts';
import { hubspot } from '../sites/hubspot';
import { pipedrive } from '../sites/pipedrive';
import { salesforce } from '../sites/salesforce';

const CRMS = [hubspot, salesforce, pipedrive];

export default defineContentScript({
  registration: 'runtime',
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main(ctx) {
    const here = CRMS.find(({ id }) => id === hostOf(location.href)?.id);
    if (here !== undefined) overlay(ctx, here);
  },
});
