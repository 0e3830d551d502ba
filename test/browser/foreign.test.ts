/** What the snippet sees of forms that others put into the page, by hand-made pages that speak their public events, in real browsers. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loaded, openBrowser, Site } from './site.ts';

let site: Site;
let browser: BrowserContext;

beforeAll(async () => {
  site = await Site.open();
  browser = await openBrowser();
  // Frames of others: each says to its page what its address tells.
  const speaker = `<script>
    const said = JSON.parse(decodeURIComponent(location.hash.slice(1)));
    addEventListener('message', () => parent.postMessage(said, '*'));
  </script>`;
  const address = /^https:\/\/(forms\.hsforms\.com|form\.typeform\.com|go\.acme\.example|evil\.example)\//;
  await browser.route(address, (route) => route.fulfill({ contentType: 'text/html', body: speaker }));
  await browser.route('https://app.marketo.example/**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: MARKETO }),
  );
});
afterAll(async () => {
  await browser?.browser()?.close();
  site?.close();
});

const ADA = 'ada@acme.example';
/** Long enough for what should not come to come. */
const QUIET = 400;

/** Builds its form and posts it by itself, as Marketo's script does; says so to whoever has asked by then. */
const MARKETO = `
  const works = [];
  const form = { getId: () => 1003, onSuccess: (work) => works.push(work) };
  window.MktoForms2 = { whenReady: (work) => work(form) };
  const element = document.createElement('form');
  element.id = 'mktoForm_1003';
  element.noValidate = true;
  element.innerHTML = '<input name="Email" type="email"><button>Send</button>';
  element.onsubmit = (event) => {
    event.preventDefault();
    setTimeout(() => works.forEach((work) => work({ Email: element.Email.value, formid: 1003 })), 300);
  };
  document.body.append(element);`;

/** Shows the body, acts, and waits until this many submissions have come, and no more. Out: they. */
async function submissions(body: string, act: (page: Page) => unknown, wanted: number) {
  const visit = await site.visit(browser, body);
  await visit.reach('page_viewed', 1);
  await act(visit.page);
  const arrived = await visit.reach('form_submitted', wanted);
  await visit.page.waitForTimeout(QUIET);
  expect(visit.of('form_submitted')).toHaveLength(wanted);
  expect(visit.faults).toEqual([]);
  await visit.page.close();
  return arrived;
}

const frame = (address: string, said: unknown) =>
  `<iframe src="${address}#${encodeURIComponent(JSON.stringify(said))}"></iframe>`;
/** Lets the frame speak. */
const speak = async (page: Page) => {
  await loaded(page, 'framed');
  await page.evaluate(() => document.querySelector('iframe')?.contentWindow?.postMessage('', '*'));
};

const HUBSPOT = {
  type: 'hsFormCallback',
  eventName: 'onFormSubmitted',
  id: 'f-1',
  data: { submissionValues: { firstname: 'Ada', email: ADA } },
};
const TYPEFORM = { type: 'form-submit', embedId: '1', formId: 't-1', responseId: 'r-1' };
const PARDOT = { type: 'steelyard', form: 'Pardot: demo', email: ADA };

describe.concurrent('a form in a frame', () => {
  it.each([
    ['HubSpot', 'https://forms.hsforms.com/f', HUBSPOT, { form: 'f-1', email: ADA }],
    ['Typeform', 'https://form.typeform.com/to/t-1', TYPEFORM, { form: 't-1' }],
    ['Pardot, by its thank-you code', 'https://go.acme.example/l/1/demo', PARDOT, { form: 'Pardot: demo', email: ADA }],
  ])('of %s: once, though it says so twice', async (_, address, said, wanted) => {
    const act = async (page: Page) => {
      await speak(page);
      await speak(page);
    };
    expect(await submissions(frame(address, said), act, 1)).toMatchObject([wanted]);
  });

  it.each([
    ['somebody who says to be HubSpot', 'https://evil.example/', HUBSPOT],
    ['somebody who says to be Typeform', 'https://evil.example/', TYPEFORM],
    ['HubSpot, which is not sent yet', 'https://forms.hsforms.com/f', { ...HUBSPOT, eventName: 'onFormReady' }],
  ])('of %s: none', async (_, address, said) => {
    expect(await submissions(frame(address, said), speak, 0)).toEqual([]);
  });

  it('a window that is no frame of the page has no word', async () => {
    const act = async (page: Page) => {
      await loaded(page, 'framed');
      await page.evaluate((said) => postMessage(said, '*'), PARDOT);
    };
    expect(await submissions('<input>', act, 0)).toEqual([]);
  });

  it('of HubSpot in the page itself, which sees it too: once, with the evidence', async () => {
    const body = `<form id="hsForm_f-1" onsubmit="event.preventDefault(); setTimeout(() => postMessage(${JSON.stringify(HUBSPOT).replaceAll('"', "'")}, '*'), 100)">
      <input name="email" type="email"><button>Send</button></form>`;
    const act = async (page: Page) => {
      await loaded(page, 'framed', 'forms', 'hand');
      await page.locator('[name=email]').pressSequentially(ADA);
      await page.click('button');
    };
    const [told] = await submissions(body, act, 1);
    expect(told).toMatchObject({ form: 'hsForm_f-1', email: ADA, evidence: { keys: ADA.length } });
  });
});

describe.concurrent('a form that a script builds', () => {
  /** HubSpot's script puts the form into a frame, and speaks on the page's window. */
  const hubspot = async (page: Page) => {
    await page.evaluate(() => document.body.appendChild(document.createElement('iframe')));
    await loaded(page, 'scripted');
    await page.evaluate(() =>
      window.dispatchEvent(new CustomEvent('hs-form-event:on-submission:success', { detail: { formId: 'f-4' } })),
    );
  };
  const SCRIPT = '<script src="https://js.hsforms.net/forms/embed/1.js"></script>';

  it('of HubSpot, new: the address is asked of the form', async () => {
    const body = `${SCRIPT}<script>window.HubSpotFormsV4 = { getFormFromEvent: () =>
      ({ getFormFieldValues: async () => [{ name: '0-1/firstname', value: 'Ada' }, { name: '0-1/email', value: '${ADA}' }] }) }</script>`;
    expect(await submissions(body, hubspot, 1)).toMatchObject([{ form: 'f-4', email: ADA }]);
  });

  it.each([
    ['gives nothing', ''],
    [
      'fails',
      'window.HubSpotFormsV4 = { getFormFromEvent: () => ({ getFormFieldValues: () => Promise.reject(new Error()) }) }',
    ],
  ])('of HubSpot, where the form %s: without an address', async (_, script) => {
    const [told] = await submissions(`${SCRIPT}<script>${script}</script>`, hubspot, 1);
    expect(told).toMatchObject({ form: 'f-4' });
    expect(told).not.toHaveProperty('email');
  });

  it('of Marketo, though its script comes late: once, though the page sees it too', async () => {
    const act = async (page: Page) => {
      await page.addScriptTag({ url: 'https://app.marketo.example/js/forms2/js/forms2.min.js' });
      await page.focus('[name=Email]');
      await loaded(page, 'scripted', 'forms', 'hand');
      await page.fill('[name=Email]', ADA);
      await page.click('button');
      await page.waitForTimeout(QUIET);
    };
    expect(await submissions('', act, 1)).toMatchObject([{ form: 'mktoForm_1003', email: ADA }]);
  });

  it('of Marketo, whose success alone is seen', async () => {
    const act = async (page: Page) => {
      await page.addScriptTag({ url: 'https://app.marketo.example/js/forms2/js/forms2.min.js' });
      await page.focus('[name=Email]');
      await loaded(page, 'scripted');
      await page.fill('[name=Email]', ADA);
      await page.evaluate(() => document.querySelector('form')?.onsubmit?.(new SubmitEvent('submit')));
      await page.waitForTimeout(QUIET);
    };
    expect(await submissions('', act, 1)).toMatchObject([{ form: 'mkto-1003', email: ADA }]);
  });
});
