/** The scripts that are measured side by side: where each comes from, how its maker says to install it, how a page tells it of an event. */
import {
  type Answer,
  amplitudeAnswer,
  posthogAnswer,
  rudderstackAnswer,
  rybbitAnswer,
  segmentAnswer,
} from './vendors.ts';

export interface Peer {
  /** Lower-case letters: it stands in addresses and markers. */
  name: string;
  /** npm packages with their versions, the one with the script first; none for a script of our own. */
  packages: string[];
  /** The script that the package ships for browsers (a path inside the first package), or the code that an installation bundles. */
  script: { file: string } | { bundle: string };
  /** Further scripts that it fetches from `parts/` beside itself when a page has use for them: the folder, from the root. */
  parts?: string;
  /** The text of the page's head. In: the origin of the peer's server, which serves the script as `/tracker.js`. */
  head: (at: string) => string;
  /** The code that tells the peer of an event that is named by `marker`; '' for one that cannot be told anything. */
  track: string;
  /** The name that an event carries so that the peer's server can count it once; '' when none travels. */
  id: string;
  /** Its server is the site's own; else it is another origin, as a service's is. */
  isOwnOrigin?: true;
  /** In: the path that was asked for, the server's origin. Out: what the script needs to hear to work; undefined: nothing but success. */
  answer?: (path: string, at: string) => Answer | undefined;
}

const tag = (at: string, more = ''): string => `<script defer src="${at}/tracker.js"${more}></script>`;
const then = (code: string): string => `<script>addEventListener('DOMContentLoaded', () => { ${code} });</script>`;
/** Inside a bundle: the origin that it came from. */
const AT = 'const at = new URL(document.currentScript.src).origin;';

/** An empty script that sends one beacon: the least that any peer can cost. */
export const FLOOR: Peer = {
  ...{ name: 'floor', packages: [], track: '', id: '' },
  script: { bundle: `${AT} navigator.sendBeacon(at + '/event', '{}');` },
  head: tag,
};

/** The name of our own, whose script is the built one. */
export const OURS = 'steelyard';

const steelyard: Peer = {
  ...{ name: OURS, packages: [], id: 'id' },
  script: { file: 'dist/assets/s.js' },
  parts: 'dist/assets/parts',
  head: (at) => tag(at, ' data-key="pk_bench"'),
  track: `steelyard('track', 'bench', { marker })`,
  answer: () => ({ type: 'application/json', body: '{"accepted":1,"duplicates":0,"rejected":[]}' }),
};

const counterscale: Peer = {
  ...{ name: 'counterscale', packages: ['@counterscale/tracker@3.4.1'], id: '' },
  script: { file: 'dist/loader/tracker.js' },
  head: (at) => tag(at, ' id="counterscale-script" data-site-id="bench" data-report-localhost="true"'),
  // It knows page views only, so each event is one.
  track: `history.pushState({}, '', marker)`,
  answer: () => ({ type: 'application/json', body: '{"ht":1}' }),
};

const plausible: Peer = {
  ...{ name: 'plausible', packages: ['@plausible-analytics/tracker@0.4.6'], id: '' },
  script: {
    bundle: `import { init, track } from '@plausible-analytics/tracker'; ${AT}
      init({ domain: 'bench.example', endpoint: at + '/api/event', captureOnLocalhost: true, outboundLinks: true, fileDownloads: true, formSubmissions: true });
      window.plausible = track;`,
  },
  head: tag,
  track: `plausible('bench', { props: { marker } })`,
};

const ahoy: Peer = {
  ...{ name: 'ahoy', packages: ['ahoy.js@0.4.5'], id: 'id', isOwnOrigin: true },
  script: { file: 'dist/ahoy.min.js' },
  head: (at) => tag(at) + then(`ahoy.trackView(); ahoy.trackClicks('a, button'); ahoy.trackSubmits('form');`),
  track: `ahoy.track('bench', { marker })`,
};

const openpanel: Peer = {
  ...{ name: 'openpanel', packages: ['@openpanel/web@1.4.1'], id: '' },
  script: { file: 'dist/src/tracker.global.js' },
  head: (at) => `<script>
    window.op = (...call) => (window.op.q = window.op.q || []).push(call);
    op('init', { clientId: 'bench', apiUrl: '${at}', trackScreenViews: true, trackOutgoingLinks: true, trackAttributes: true });
  </script>${tag(at)}`,
  track: `op('track', 'bench', { marker })`,
  answer: () => ({ type: 'application/json', body: '{"deviceId":"d","sessionId":"s"}' }),
};

const rybbit: Peer = {
  ...{ name: 'rybbit', packages: ['@rybbit/js@0.6.2'], id: '' },
  script: {
    bundle: `import rybbit from '@rybbit/js'; ${AT}
      rybbit.init({ analyticsHost: at + '/api', siteId: '1' }); window.rybbit = rybbit;`,
  },
  head: tag,
  track: `rybbit.event('bench', { marker })`,
  answer: rybbitAnswer,
};

const swetrix: Peer = {
  ...{ name: 'swetrix', packages: ['swetrix@4.6.1'], id: '' },
  script: { file: 'dist/swetrix.js' },
  head: (at) => tag(at) + then(`swetrix.init('bench', { apiURL: '${at}/log', devMode: true }); swetrix.trackViews();`),
  track: `swetrix.track({ ev: 'bench', meta: { marker } })`,
};

const snowplow: Peer = {
  name: 'snowplow',
  packages: [
    '@snowplow/browser-tracker@4.6.8',
    '@snowplow/browser-plugin-form-tracking@4.6.8',
    '@snowplow/browser-plugin-link-click-tracking@4.6.8',
  ],
  script: {
    bundle: `import { enableActivityTracking, newTracker, trackPageView, trackStructEvent } from '@snowplow/browser-tracker';
      import { enableFormTracking, FormTrackingPlugin } from '@snowplow/browser-plugin-form-tracking';
      import { enableLinkClickTracking, LinkClickTrackingPlugin } from '@snowplow/browser-plugin-link-click-tracking'; ${AT}
      newTracker('sp', at, { appId: 'bench', plugins: [LinkClickTrackingPlugin(), FormTrackingPlugin()] });
      enableActivityTracking({ minimumVisitLength: 5, heartbeatDelay: 10 });
      trackPageView(); enableLinkClickTracking(); enableFormTracking();
      window.snowplow = (label) => trackStructEvent({ category: 'bench', action: 'click', label });`,
  },
  head: tag,
  track: 'snowplow(marker)',
  id: 'eid',
};

const segment: Peer = {
  ...{ name: 'segment', packages: ['@segment/analytics-next@1.84.3'], id: 'messageId' },
  script: { file: 'dist/umd/standalone.js' },
  head: (at) => `<script>
    window.analytics = Object.assign([], { invoked: true, _writeKey: 'bench', _cdn: '${at}', _loadOptions: {} });
    for (const name of ['track', 'page', 'identify', 'ready'])
      analytics[name] = (...call) => (window.analytics.initialized ? window.analytics[name](...call) : analytics.push([name, ...call]));
    analytics.page();
  </script>${tag(at, ' data-global-segment-analytics-key="analytics"')}`,
  track: `analytics.track('bench', { marker })`,
  answer: segmentAnswer,
};

const rudderstack: Peer = {
  ...{ name: 'rudderstack', packages: ['@rudderstack/analytics-js@3.34.1'], id: 'messageId' },
  script: {
    bundle: `import { RudderAnalytics } from '@rudderstack/analytics-js/bundled'; ${AT}
      const rudder = new RudderAnalytics(); rudder.load('2bench00000000000000000000', at, { configUrl: at }); rudder.page();
      window.rudder = rudder;`,
  },
  head: tag,
  track: `rudder.track('bench', { marker })`,
  answer: rudderstackAnswer,
};

const amplitude: Peer = {
  ...{ name: 'amplitude', packages: ['@amplitude/analytics-browser@2.44.6'], id: 'insert_id' },
  script: { file: 'lib/scripts/amplitude-min.js' },
  head: (at) =>
    tag(at) +
    then(
      `amplitude.init('bench', { serverUrl: '${at}/2/httpapi', autocapture: true, remoteConfig: { serverUrl: '${at}/config' } });`,
    ),
  track: `amplitude.track('bench', { marker })`,
  answer: amplitudeAnswer,
};

const posthog: Peer = {
  ...{ name: 'posthog', packages: ['posthog-js@1.449.2'], id: 'uuid' },
  script: { file: 'dist/array.js' },
  head: (at) => `<script>
    window.posthog = Object.assign([], { __SV: 1, _i: [['phc_bench', { api_host: '${at}', opt_out_useragent_filter: true }, 'posthog']] });
  </script>${tag(at)}`,
  track: `posthog.capture('bench', { marker })`,
  answer: posthogAnswer,
};

export const PEERS: Peer[] = [
  ...[steelyard, counterscale, plausible, ahoy, openpanel, rybbit, swetrix],
  ...[snowplow, segment, rudderstack, amplitude, posthog],
];

/** Peers of the comparison whose browser script is in no npm package, and why. */
export const NOT_HERE: Record<string, string> = {
  umami: 'its tracker is built with its server and is in no npm package',
  goatcounter: 'npm has a loader by others only, which fetches the script from its host',
  matomo: 'matomo.js comes with its server; npm has loaders and server clients only',
  mautic: 'its script is rendered by its server',
  medama: 'its tracker is served by its server and is in no npm package',
};
