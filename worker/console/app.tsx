/** The console as a whole: signed out, the sign-in page; signed in, the frame with its pages and the live connection. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Me } from './api';
import { startClock } from './clock';
import { createFiles, type Files } from './files';
import { createLead } from './lead';
import { stayLive } from './live';
import { loadModels } from './models';
import { ConnectPage } from './pages/connect';
import { EmbedPage } from './pages/embed';
import { FilesPage } from './pages/files';
import { JoinPage } from './pages/join';
import { LeadPage } from './pages/lead';
import { QueuePage } from './pages/queue';
import { SettingsPage } from './pages/settings';
import { SignInPage } from './pages/sign-in';
import { WebhooksPage } from './pages/webhooks';
import { createQueue } from './queue';
import { followAddress, type Route, route } from './route';
import { me, restore } from './session';
import { Frame } from './ui/frame';

export function App() {
  useEffect(() => {
    void restore();
    return followAddress();
  }, []);
  if (route.value.page === 'join') return <JoinPage code={route.value.code} />;
  if (me.value === undefined) return <p class="loading">Loading…</p>;
  return me.value === null ? <SignInPage /> : <SignedIn me={me.value} />;
}

/** Holds what outlives a page: the queue with its filters, a file on its way in, the clock, the socket. */
function SignedIn({ me }: { me: Me }) {
  const queue = useMemo(createQueue, []);
  const files = useMemo(createFiles, []);
  const leadId = route.value.page === 'lead' ? route.value.id : null;
  const lead = useMemo(() => (leadId === null ? null : createLead(leadId)), [leadId]);
  const open = useRef(lead);
  open.current = lead;
  useEffect(() => {
    const lifetime = new AbortController();
    const stopClock = startClock();
    void loadModels();
    void queue.load();
    void stayLive((message) => {
      queue.hear(message);
      open.current?.hear(message);
    }, lifetime.signal);
    return () => {
      lifetime.abort();
      stopClock();
    };
  }, []);
  useEffect(() => void lead?.load(), [lead]);
  return (
    <Frame me={me} page={route.value.page}>
      {lead === null ? <Page route={route.value} queue={queue} files={files} /> : <LeadPage key={leadId} lead={lead} />}
    </Frame>
  );
}

function Page({ route, queue, files }: { route: Route; queue: ReturnType<typeof createQueue>; files: Files }) {
  if (route.page === 'files') return <FilesPage files={files} />;
  if (route.page === 'embed') return <EmbedPage />;
  if (route.page === 'webhooks') return <WebhooksPage />;
  if (route.page === 'settings') return <SettingsPage />;
  if (route.page === 'connect') return <ConnectPage auto={route.auto} />;
  return <QueuePage queue={queue} />;
}
