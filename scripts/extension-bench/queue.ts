/** A queue of ten thousand in the side panel: loaded to its end, then scrolled from one end to the other. */
import type { BrowserContext } from 'playwright-core';
import { type Figure, p95, round } from './figures.ts';

const STEP = 400;
const STEPS = 200;

export async function longQueue(rep: BrowserContext, people: number): Promise<Figure[]> {
  const page = await rep.newPage();
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(`chrome-extension://${new URL(rep.serviceWorkers()[0]?.url() ?? '').host}/sidepanel.html`);
  await page.locator('.queue li').first().waitFor();
  const begun = performance.now();
  let rows = 0;
  while ((await page.getByRole('button', { name: 'Show more' }).count()) > 0 && performance.now() - begun < 120_000) {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForFunction(
      (before) => {
        const hasMore = document.querySelector('.queue > button') !== null;
        return !hasMore || Number(document.querySelector('.queue li')?.ariaSetSize) > before;
      },
      rows,
      { polling: 20 },
    );
    rows = await page.evaluate(() => Number(document.querySelector('.queue li')?.ariaSetSize));
  }
  const took = performance.now() - begun;
  const frames = await page.evaluate(
    ([step, steps]) =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        let last = 0;
        const frame = (now: number) => {
          if (last !== 0) seen.push(now - last);
          last = now;
          scrollBy(0, step);
          if (seen.length < steps) requestAnimationFrame(frame);
          else resolve(seen);
        };
        scrollTo(0, 0);
        requestAnimationFrame(frame);
      }),
    [STEP, STEPS] as const,
  );
  await page.close();
  return [
    {
      figure: 'the queue, to its end',
      seen: `${rows} of ${people} rows in ${round(took / 1000)} s`,
      goal: '–',
      isMet: null,
    },
    p95(`a frame while ${rows} rows scroll, ${STEP} px each`, frames, 34),
  ];
}
