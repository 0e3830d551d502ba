/** The popup: asks the background for its view, keeps it current while it is open, draws it. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { type Overview, PORT, type Push, sendMessage } from '../../messages';
import { openSayings } from '../../said';
import '../../ui/card.css';
import '../../ui/popup.css';
import { Popup } from '../../ui/Popup';
import { read } from '../../ui/reading';

/** Scores are read again after this long (ms): they cool while one looks. */
const REREAD = 30_000;
/** News that come together are one change (ms). */
const GATHER = 300;

const root = document.getElementById('app');
const sayings = openSayings(draw);
let overview: Overview | null = null;
let chosen: string | null = null;
let pending: ReturnType<typeof setTimeout> | undefined;

browser.runtime.connect({ name: PORT }).onMessage.addListener((news: Push) => {
  sayings.hear(news);
  clearTimeout(pending);
  pending = setTimeout(refresh, GATHER);
});
setInterval(draw, REREAD);
void refresh();

async function refresh(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  overview = await sendMessage('overview', tab?.id ?? null);
  draw();
}

function draw(): void {
  if (root === null || overview === null) return;
  const { model, onScreen, queue, ...rest } = overview;
  const now = Date.now();
  const readings = (people: Overview['queue']) =>
    model === null ? [] : people.flatMap(({ snapshot }) => read(snapshot, model, now) ?? []);
  const choices = readings(onScreen);
  const reading = choices.find(({ lead }) => lead.id === chosen) ?? choices[0];
  const knownAt = onScreen.find(({ snapshot }) => snapshot.lead.id === reading?.lead.id)?.knownAt ?? 0;
  const ranked = readings(queue).sort(
    (a, b) => a.score.priority - b.score.priority || b.score.balance.value - a.score.balance.value,
  );
  const person = reading !== undefined &&
    model !== null && {
      ...{ reading, choices, balance: model.balance, now, link: rest.link, knownAt, said: sayings.of(reading.lead.id) },
      onOutcome: (outcome: Parameters<typeof sayings.say>[1]) => sayings.say(reading.lead.id, outcome),
      onChoose: (lead: string) => {
        chosen = lead;
        draw();
      },
    };
  render(<Popup {...rest} person={person || null} queue={ranked} now={now} />, root);
}
