/** What the snippet sees of videos, in the page's own elements and in players of others, in real browsers. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standIn } from './players.ts';
import { loaded, openBrowser, Site } from './site.ts';

let site: Site;
let browser: BrowserContext;

beforeAll(async () => {
  site = await Site.open();
  browser = await openBrowser();
  await standIn(browser);
});
afterAll(async () => {
  await browser?.browser()?.close();
  site?.close();
});

/** Shows the body, acts, and waits until this many quarters were told, and no more. Out: they. */
async function quarters(body: string, act: (page: Page) => unknown, wanted: number) {
  const visit = await site.visit(browser, body);
  await visit.reach('page_viewed', 1);
  await act(visit.page);
  const told = await visit.reach('video_watched', wanted);
  expect(visit.faults).toEqual([]);
  await visit.page.close();
  return told.map(({ video, percent }) => [video, percent]);
}

/** The player in the page, once it was greeted. */
async function player(page: Page) {
  await page.waitForFunction(() => Reflect.get(window, 'isGreeted'), null, { timeout: 10_000 });
  const frame = page.frames().find((frame) => frame !== page.mainFrame());
  if (!frame) throw new Error('there is no player');
  const show = (from: number, to: number) => frame.evaluate(`for (let at = ${from}; at <= ${to}; at++) show(at)`);
  return show;
}
const GREETED = `<script>addEventListener('message', ({ data }) => { if (data === 'greeted') window.isGreeted = true })</script>`;
const FRAMES = {
  youtube: 'https://www.youtube.com/embed/abc?enablejsapi=1',
  nocookie: 'https://www.youtube-nocookie.com/embed/abc?rel=0&enablejsapi=1',
  vimeo: 'https://player.vimeo.com/video/1?h=secret',
};
const NAMES = {
  youtube: 'https://youtu.be/abc',
  nocookie: 'https://youtu.be/abc',
  vimeo: 'https://player.vimeo.com/video/1',
};
const frame = (name: keyof typeof FRAMES) => `${GREETED}<iframe src="${FRAMES[name]}"></iframe>`;

describe.concurrent.each(['youtube', 'nocookie', 'vimeo'] as const)('a player of %s', (name) => {
  it('each quarter once, though it is seen twice', async () => {
    const told = await quarters(
      frame(name),
      async (page) => {
        const show = await player(page);
        await show(0, 100);
        await show(0, 100);
      },
      4,
    );
    expect(told).toEqual([25, 50, 75, 100].map((percent) => [NAMES[name], percent]));
  });

  it('what was skipped was not watched', async () => {
    const act = async (page: Page) => {
      const show = await player(page);
      await show(0, 30);
      await show(80, 100);
    };
    expect(await quarters(frame(name), act, 2)).toEqual([25, 50].map((percent) => [NAMES[name], percent]));
  });

  it('that was put in later, for example by a press on its picture', async () => {
    const act = async (page: Page) => {
      await page.evaluate((src) => {
        document.body.appendChild(Object.assign(document.createElement('iframe'), { src }));
      }, FRAMES[name]);
      const show = await player(page);
      await show(0, 60);
    };
    expect(await quarters(GREETED, act, 2)).toEqual([25, 50].map((percent) => [NAMES[name], percent]));
  });
});

describe.concurrent('a video', () => {
  it('of Wistia: what it says was watched', async () => {
    const body =
      '<script src="https://fast.wistia.com/assets/external/E-v1.js"></script><div class="wistia_embed wistia_async_w1"></div><input>';
    const act = async (page: Page) => {
      await loaded(page, 'players', 'videos');
      await page.evaluate(() => {
        for (const share of [0.1, 0.3, 0.55, 0.55, 1]) Reflect.get(window, 'showWistia')(share);
      });
    };
    const video = 'https://fast.wistia.com/medias/w1';
    expect(await quarters(body, act, 4)).toEqual([25, 50, 75, 100].map((percent) => [video, percent]));
  });

  const play = (page: Page) =>
    page.evaluate(async () => {
      const video = document.querySelector('video');
      if (!video) return;
      video.playbackRate = 4;
      await video.play();
      await new Promise((resolve) => video.addEventListener('ended', resolve));
    });

  it('of the page’s own: each quarter, without the key in its address', async () => {
    const told = await quarters('<video src="/film.wav?token=1" muted></video>', play, 4);
    expect(told).toEqual([25, 50, 75, 100].map((percent) => [site.at('/film.wav'), percent]));
  });

  it('that was put in later', async () => {
    const act = async (page: Page) => {
      await page.evaluate(() => {
        document.body.innerHTML = '<video src="/film.wav" muted></video>';
      });
      await play(page);
    };
    expect(await quarters('', act, 4)).toHaveLength(4);
  });

  it('that only decorates is none', async () => {
    const body = '<video src="/film.wav" muted autoplay loop></video>';
    expect(await quarters(body, (page) => page.waitForTimeout(3500), 0)).toEqual([]);
  });
});

it('a page that drives its YouTube player itself keeps its number: only listened to, never greeted', async () => {
  const numbered = `${GREETED}<iframe src="${FRAMES.youtube}&widgetid=7"></iframe>`;
  const visit = await site.visit(browser, numbered);
  await visit.page.mouse.move(9, 9);
  await loaded(visit.page, 'players');
  await visit.page.waitForTimeout(1500);
  expect(await visit.page.evaluate(() => Reflect.get(window, 'isGreeted'))).toBeUndefined();
  await visit.page.evaluate(() =>
    document.querySelector('iframe')?.contentWindow?.postMessage('{"event":"listening","id":7}', '*'),
  );
  const show = await player(visit.page);
  await show(0, 40);
  expect(await visit.reach('video_watched', 1)).toMatchObject([{ video: NAMES.youtube, percent: 25 }]);
  await visit.page.close();
});
