/** Notifications: whom one is of, and that a click opens that lead and no other. */
import { beforeEach, expect, it, vi } from 'vitest';
import { notify, onNoticeClicked, showCount } from '../../extension/notices';

const wired = vi.hoisted(() => ({
  clicked: [] as ((id: string) => void)[],
  allowed: [] as (() => void)[],
  shown: [] as object[],
  cleared: [] as string[],
  title: '',
}));
vi.mock('wxt/browser', () => ({
  browser: {
    notifications: {
      create: (id: string, { title, message }: { title: string; message: string }) =>
        wired.shown.push({ id, title, message }),
      clear: (id: string) => wired.cleared.push(id),
      onClicked: {
        hasListener: (listener: (id: string) => void) => wired.clicked.includes(listener),
        addListener: (listener: (id: string) => void) => wired.clicked.push(listener),
      },
    },
    permissions: { onAdded: { addListener: (listener: () => void) => wired.allowed.push(listener) } },
    action: {
      setBadgeBackgroundColor: () => {},
      setBadgeText: () => {},
      setTitle: ({ title }: { title: string }) => {
        wired.title = title;
      },
    },
    storage: { local: {} },
  },
}));

const ada = { id: 'ld_ada', name: 'Ada', summary: 'Asked for a demo.' };
const open = vi.fn();
beforeEach(() => {
  for (const list of [wired.clicked, wired.allowed, wired.shown, wired.cleared]) list.length = 0;
  open.mockClear();
  onNoticeClicked(open);
});

it('a notification says who and why; its click opens the lead, and takes it away', () => {
  notify({ ...ada, tier: 1 });
  notify({ ...ada, tier: 2 });
  expect(wired.shown).toEqual([
    { id: 'lead:ld_ada', title: 'Ada is urgent', message: 'Asked for a demo.' },
    { id: 'lead:ld_ada', title: 'Ada has risen to tier 2', message: 'Asked for a demo.' },
  ]);
  wired.clicked[0]?.('lead:ld_ada');
  expect(open.mock.calls).toEqual([['ld_ada']]);
  expect(wired.cleared).toEqual(['lead:ld_ada']);
});

it('a click on anything else opens nothing; a permission that comes later is heard once', () => {
  wired.clicked[0]?.('update:1');
  expect(open).not.toHaveBeenCalled();
  for (const listen of wired.allowed) listen();
  expect(wired.clicked).toHaveLength(1);
});

it('the button’s title says how many wait', () => {
  showCount(0);
  expect(wired.title).toBe('Steelyard');
  showCount(1);
  expect(wired.title).toBe('Steelyard: one urgent lead waits');
  showCount(3);
  expect(wired.title).toBe('Steelyard: 3 urgent leads wait');
});
