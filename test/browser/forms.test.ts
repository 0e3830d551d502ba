/** What the snippet sees of forms, line by line, in real browsers. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceKinds } from '../../shared/score/evidence.ts';
import { type Arrived, isFirefox, loaded, openBrowser, Site } from './site.ts';

let site: Site;
let browser: BrowserContext;

beforeAll(async () => {
  site = await Site.open();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.browser()?.close();
  site?.close();
});

const ADA = 'ada@acme.example';
const FIELDS = '<input name="name"><input name="email" type="email"><button>Send</button>';
const FETCH = `fetch('/empty', { method: 'POST', body: JSON.stringify({ email: document.querySelector('[name=email]').value }) })`;
const form = (attributes = '', fields = FIELDS) =>
  `<form name="contact" action="/thanks" ${attributes}>${fields}</form>`;

/** Shows the body, acts, and waits until this many submissions have come, and no more. Out: they. */
async function submissions(body: string, act: (page: Page) => unknown, wanted: number) {
  const visit = await site.visit(browser, body);
  await visit.reach('page_viewed', 1);
  await act(visit.page);
  const arrived = await visit.reach('form_submitted', wanted);
  expect(arrived).toHaveLength(wanted);
  expect(visit.faults).toEqual([]);
  await visit.page.close();
  return arrived;
}

const fill = async (page: Page) => {
  await page.locator('[name=email]').pressSequentially(ADA);
};
const send = async (page: Page) => {
  await fill(page);
  await page.click('button');
};
/** Somebody is there: the parts come. */
const wake = async (page: Page) => {
  await page.mouse.move(9, 9);
  await loaded(page, 'forms', 'hand', 'requests');
};
/** Sends what only the parts can see. */
const sendUnseen = async (page: Page) => {
  await fill(page);
  await loaded(page, 'forms', 'requests');
  await page.click('button');
};

describe.concurrent('a submission', () => {
  it.each<[string, string, (page: Page) => unknown]>([
    ['native', form(), send],
    ['by Enter', form(), (page) => fill(page).then(() => page.keyboard.press('Enter'))],
    [
      'preventDefault and fetch',
      form(
        `onsubmit="event.preventDefault();${FETCH.replaceAll('"', "'").replaceAll("'[name=email]'", '`[name=email]`')}"`,
      ),
      send,
    ],
    [
      'requestSubmit',
      form(),
      (page) => fill(page).then(() => page.evaluate(() => document.querySelector('form')?.requestSubmit())),
    ],
    [
      'of a form that was added later',
      '<div></div>',
      async (page) => {
        await page.evaluate((html) => {
          document.body.innerHTML = html;
        }, form());
        await send(page);
      },
    ],
    [
      'of a form that was added later, by script alone',
      '<div></div>',
      async (page) => {
        await page.evaluate(
          (html) => {
            document.body.innerHTML = html;
            document.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());
            document.querySelector('form')?.requestSubmit();
          },
          form('', `<input name="email" value="${ADA}">`),
        );
      },
    ],
    [
      'that the page stops in the capture phase',
      `${form()}<script>document.addEventListener('submit', (event) => event.stopImmediatePropagation(), true)</script>`,
      send,
    ],
    [
      'in a shadow tree',
      `<div></div><script>document.querySelector('div').attachShadow({ mode: 'open' }).innerHTML = '${form()}'</script>`,
      sendUnseen,
    ],
    [
      'form.submit() by script',
      form(),
      async (page) => {
        await fill(page);
        await loaded(page, 'forms', 'hand');
        await page.evaluate(() => document.querySelector('form')?.submit());
      },
    ],
    [
      'button of type button and fetch',
      `<form name="contact"><input name="email" type="email"><button type="button">Send</button></form>
       <script>document.querySelector('button').onclick = () => { ${FETCH} }</script>`,
      sendUnseen,
    ],
    [
      'inputs without a form and fetch',
      `<input name="email" type="email"><button>Send</button>
       <script>document.querySelector('button').onclick = () => { ${FETCH} }</script>`,
      sendUnseen,
    ],
    [
      'inputs without a form and XMLHttpRequest',
      `<input name="email" type="email"><button>Send</button><script>document.querySelector('button').onclick = () => {
         const request = new XMLHttpRequest(); request.open('POST', '/empty');
         request.send(new URLSearchParams({ email: document.querySelector('[name=email]').value }));
       }</script>`,
      sendUnseen,
    ],
    [
      'in a frame of the same origin',
      `<iframe srcdoc='${form()}'></iframe>`,
      async (page) => {
        await wake(page);
        const frame = page.frameLocator('iframe');
        await frame.locator('[name=email]').pressSequentially(ADA);
        await frame.locator('button').click();
      },
    ],
  ])('%s', async (_, body, act) => {
    expect(await submissions(body, act, 1)).toMatchObject([{ email: ADA }]);
  });

  it('corrected within a moment: both', async () => {
    const body = form('onsubmit="return false"', FIELDS.replace('type="email"', ''));
    const act = async (page: Page) => {
      await page.fill('[name=email]', 'ada@acme.exam');
      await loaded(page, 'forms', 'hand');
      await page.click('button');
      await page.fill('[name=email]', ADA);
      // Not the button again: Firefox takes a second click at once for a double one.
      await page.keyboard.press('Enter');
    };
    expect(await submissions(body, act, 2)).toMatchObject([{ email: 'ada@acme.exam' }, { email: ADA }]);
  });

  it('names its fields though pages add toJSON to arrays, and though a field is called "elements"', async () => {
    const fields = `<input name="elements" value="x"><input name="id" value="x"><input name="action" value="x">${FIELDS}`;
    const body = `${form('', fields)}<script>Array.prototype.toJSON = function () { return this.join() }</script>`;
    expect(await submissions(body, send, 1)).toMatchObject([
      { form: 'contact', email: ADA, fields: ['elements', 'id', 'action', 'email'] },
    ]);
  });
});

describe.concurrent('no submission', () => {
  it('that the browser’s own validation blocks', () =>
    submissions(
      form('', '<input name="email" type="email" required><button>Send</button>'),
      (page) => page.click('button'),
      0,
    ));

  it('that the page’s own check rejects, where the page says so', () =>
    submissions(
      `${form('novalidate')}<script>document.querySelector('form').onsubmit = (event) => {
        event.preventDefault(); document.querySelector('[name=name]').setAttribute('aria-invalid', 'true') }</script>`,
      send,
      0,
    ));

  it('that the server refuses', () =>
    submissions(
      `<input name="email" type="email"><button>Send</button>
       <script>document.querySelector('button').onclick = () => { ${FETCH.replace('/empty', '/refuse')} }</script>`,
      send,
      0,
    ));
});

describe.concurrent('one submission', () => {
  it('the page’s own check without a word is a submission', () =>
    submissions(`${form('novalidate onsubmit="return false"')}`, send, 1));

  it('of a form that empties itself at once', async () => {
    const body = form('onsubmit="event.preventDefault();this.reset()"');
    expect(await submissions(body, send, 1)).toMatchObject([{ email: ADA }]);
  });

  it('of a page that goes at once, whatever it was just doing', async () => {
    const act = async (page: Page) => {
      await wake(page);
      await fill(page);
      await page.evaluate(async () => {
        document.querySelector('form')?.requestSubmit();
        for (let turns = 0; turns < 40; turns++) {
          dispatchEvent(new PageTransitionEvent('pagehide'));
          await new Promise((resolve) => setTimeout(resolve));
        }
      });
    };
    expect(await submissions(form('onsubmit="return false"'), act, 1)).toMatchObject([
      { email: ADA, evidence: { keys: ADA.length } },
    ]);
  });

  it('a double click is one submission', () =>
    submissions(form('onsubmit="return false"'), (page) => fill(page).then(() => page.dblclick('button')), 1));

  /** A click into the field, what a password manager does, and Enter at once. */
  const manage = async (page: Page) => {
    await page.waitForTimeout(2000);
    await page.locator('[name=email]').click();
    await page.evaluate((email) => {
      const field = document.querySelector<HTMLInputElement>('[name=email]');
      if (field) field.value = email;
      for (const type of ['keydown', 'input', 'change']) field?.dispatchEvent(new Event(type, { bubbles: true }));
    }, ADA);
    await page.keyboard.press('Enter');
  };
  const kinds = (event?: Arrived) => evidenceKinds({ evidence: Object(event?.evidence) });

  it('a password manager fills with events of its own, and Enter follows at once: nothing that speaks of a machine', async () => {
    const act = (page: Page) => wake(page).then(() => manage(page));
    const [event] = await submissions(form('onsubmit="return false"'), act, 1);
    // A click, one Enter, no input that the browser vouches for: the Worker takes that for what it is.
    expect(event).toMatchObject({ evidence: { keys: 1, pointer: 1, inputs: 0 } });
    expect(kinds(event)).toEqual(isFirefox ? ['webdriver'] : []);
  });

  it('a password manager fills before the parts have come: nothing that speaks of a machine either', async () => {
    const [event] = await submissions(form('onsubmit="return false"'), manage, 1);
    expect(kinds(event)).toEqual(isFirefox ? ['webdriver'] : []);
  });
});
