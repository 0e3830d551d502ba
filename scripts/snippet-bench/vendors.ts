/** What the vendors' servers answer when their scripts ask how to behave: the least with which they work. */

/** What a vendor's server says. */
export interface Answer {
  type: string;
  body: string;
}

const json = (value: unknown): Answer => ({ type: 'application/json', body: JSON.stringify(value) });

/** In: a path, the server's origin. Out: Segment's settings of a source that sends to that server alone. */
export function segmentAnswer(path: string, at: string): Answer | undefined {
  if (!path.includes('/settings')) return json({ success: true });
  return json({
    integrations: {
      'Segment.io': {
        apiKey: 'bench',
        apiHost: `${at.replace(/^\w+:\/\//, '')}/v1`,
        protocol: 'http',
        unbundledIntegrations: [],
        addBundledMetadata: true,
        maybeBundledConfigIds: {},
        versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
      },
    },
    plan: { track: { __default: { enabled: true, integrations: {} } } },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  });
}

/** In: a path. Out: RudderStack's settings of a source without destinations. */
export function rudderstackAnswer(path: string): Answer | undefined {
  if (!path.includes('sourceConfig')) return { type: 'text/plain', body: 'OK' };
  const collection = { errors: { enabled: false }, metrics: { enabled: false } };
  return json({
    source: {
      ...{ id: 'bench', name: 'bench', writeKey: '2bench00000000000000000000', enabled: true, workspaceId: 'bench' },
      ...{ config: { statsCollection: collection }, connections: [], destinations: [], dataplanes: {} },
    },
    updatedAt: '2026-01-01T00:00:00.000Z',
  });
}

/** In: a path. Out: Rybbit's settings with links and forms on. */
export function rybbitAnswer(path: string): Answer | undefined {
  if (!path.includes('tracking-config')) return undefined;
  return json({
    ...{ trackInitialPageView: true, trackSpaNavigation: true, trackUrlParams: true, trackOutbound: true },
    ...{ trackFormInteractions: true, webVitals: false, trackErrors: false, sessionReplay: false },
  });
}

/** In: a path. Out: Amplitude's receipt, or settings that change nothing. */
export function amplitudeAnswer(path: string): Answer | undefined {
  if (path.includes('/config')) return json({ configs: {} });
  return json({ code: 200, events_ingested: 1, payload_size_bytes: 1, server_upload_time: 0 });
}

/** In: a path. Out: PostHog's settings with nothing that loads further scripts. */
export function posthogAnswer(path: string): Answer | undefined {
  const config = {
    ...{ supportedCompression: ['gzip', 'gzip-js'], sessionRecording: false, surveys: false, heatmaps: false },
    ...{ capturePerformance: false, autocapture_opt_out: false, captureDeadClicks: false, hasFeatureFlags: false },
    ...{ siteApps: [], autocaptureExceptions: false, productTours: false, conversations: false, logs: false },
  };
  if (path.includes('config.js'))
    return {
      type: 'text/javascript',
      body: `window._POSTHOG_REMOTE_CONFIG = { phc_bench: { config: ${JSON.stringify(config)}, siteApps: [] } };`,
    };
  if (path.includes('/config')) return json(config);
  if (path.includes('/flags'))
    return json({ ...config, flags: {}, featureFlags: {}, errorsWhileComputingFlags: false });
  if (path.includes('/static/')) return { type: 'text/javascript', body: '' };
  return json({ status: 1 });
}
