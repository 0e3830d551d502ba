/** The options page: which hosts, what on LinkedIn, when to notify, whom never, what is stored, what was found. It greets at first. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { forget, openDatabase } from '../../db';
import { TROUBLES } from '../../english/surfaces';
import { SHOW_CARD } from '../../keys';
import { sendMessage } from '../../messages';
import { HOSTS, type HostRow } from '../../sites/hosts';
import '../../ui/card.css';
import '../../ui/options.css';
import { Options, type OptionsProps } from '../../ui/Options';
import { readWishes, type Wishes, writeWishes } from '../../wishes';

const root = document.getElementById('app');
const db = openDatabase();
let turns = 0;
let trouble: string | null = null;

/** Whoever asks last is right: what was asked for before may have been read before. */
async function draw(): Promise<void> {
  const turn = ++turns;
  const now = await props();
  if (root !== null && turn === turns) render(<Options {...now} />, root);
}

async function props(): Promise<OptionsProps> {
  const [wishes, { origin, paired, pages, selectors }, allowed, counts, commands] = await Promise.all([
    readWishes(),
    sendMessage('overview', { tab: 0, keys: [] }),
    Promise.all(HOSTS.map(({ origins }) => browser.permissions.contains({ origins: [...origins] }))),
    counted(),
    browser.commands.getAll(),
  ]);
  const [people = 0, keys = 0, unsent = 0] = counts;
  return {
    ...{ origin, paired, pages, selectors },
    keys: commands.find(({ name }) => name === SHOW_CARD)?.shortcut ?? '',
    ...wishes,
    hosts: HOSTS.map(({ id }, i) => ({ id, isAllowed: allowed[i] === true })),
    stored: { people, keys, unsent },
    isWelcome: location.hash === '#welcome',
    onAllow: (id, isAllowed) => void allow(id, isAllowed),
    onNotify: (notify) => void wishToHear(notify),
    onWish: (wish: Partial<Wishes>) => void writeWishes(wish).then(draw),
    trouble,
    onDisconnect: () => void attempt(TROUBLES.notErased, () => sendMessage('disconnect')),
    onErase: () => void attempt(TROUBLES.notErased, () => forget(db, false)),
    onLook: () => void draw(),
  };
}

async function counted(): Promise<number[]> {
  const open = await db();
  return Promise.all((['snapshots', 'addresses', 'outbox'] as const).map((store) => open.count(store)));
}

/** Says so when it fails. */
async function attempt(words: string, work: () => Promise<unknown>): Promise<void> {
  trouble = await work().then(
    () => null,
    () => words,
  );
  await draw();
}

/** The browser asks in the same moment as the click, or not at all: nothing may be awaited before. */
async function allow(id: HostRow['id'], isAllowed: boolean): Promise<void> {
  const origins = [...(HOSTS.find((row) => row.id === id)?.origins ?? [])];
  await (isAllowed ? browser.permissions.request({ origins }) : browser.permissions.remove({ origins }));
  await draw();
}

/** Without the permission the wish would be none. */
async function wishToHear(notify: Wishes['notify']): Promise<void> {
  const mayTell = notify === 'off' || (await browser.permissions.request({ permissions: ['notifications'] }));
  await writeWishes({ notify: mayTell ? notify : 'off' });
  await draw();
}

void draw();
