/** People who type: with a mouse or without, fast and slowly, in several scripts, with second thoughts. */
import { clickAndType, fillUp, onPhone, type Person, person, typeOn } from './person.ts';

export const TYPISTS: Person[] = [
  person('mouse and keys', 'Ada Byron', 'ada.byron@northgate.example', 'Northgate', async (hand, words) => {
    await hand.read(1500);
    await clickAndType(hand, words);
    await hand.click('button');
  }),
  person('keyboard only, Enter', 'Ben Okafor', 'ben@okafor.example', 'Okafor & Sons', async (hand, words) => {
    await hand.read(800);
    await hand.tabTo('name');
    await typeOn(hand, words);
    await hand.press('Enter');
  }),
  onPhone(
    person('phone, taps and on-screen keys', 'Dana Ruiz', 'dana@ruiz.example', 'Ruiz', async (hand, words) => {
      await hand.read(1000);
      for (const field of ['name', 'email', 'company'] as const) {
        await hand.tap(field);
        await hand.type(words[field], 130);
      }
      await hand.tap('button');
    }),
  ),
  person(
    'types an input method’s syllables',
    '王小明',
    'xiaoming.wang@huaxia.example',
    '华夏物流',
    async (hand, words) => {
      await hand.read(800);
      await hand.click('name');
      await hand.compose('wangxiaoming', words.name);
      await hand.press('Tab');
      await hand.type(words.email, 80);
      await hand.press('Tab');
      await hand.compose('huaxiawuliu', words.company);
      await hand.click('button');
    },
  ),
  person('types fast, Tab and Enter', 'Gil Moss', 'gil@moss.example', 'Moss', async (hand, words) => {
    await hand.read(600);
    await hand.click('name');
    await typeOn(hand, words, 50);
    await hand.press('Enter');
  }),
  person('types very fast and briefly', 'Li Na', 'li@na.example', 'NA', async (hand, words) => {
    await hand.read(500);
    await hand.tabTo('name');
    await typeOn(hand, words, 45);
    await hand.press('Enter');
  }),
  person('types slowly, thinks', 'Hetty Van Dam', 'hetty@vandam.example', 'Van Dam', async (hand, words) => {
    await hand.read(3000);
    await clickAndType(hand, words, 260);
    await hand.read(2000);
    await hand.click('button');
  }),
  person('writes a message and a phone number', 'Ivo Klein', 'ivo@klein.example', 'Klein', async (hand, words) => {
    await hand.read(1000);
    await clickAndType(hand, words, 70);
    await hand.press('Tab');
    await hand.type('+49 30 901820', 70);
    await hand.press('Tab');
    await hand.type('Our forecast for spare parts.', 60);
    await hand.click('button');
  }),
  person('keyboard only, Space on the button', 'Jo Hart', 'jo@hart.example', 'Hart', async (hand, words) => {
    await hand.read(800);
    await hand.tabTo('name');
    await typeOn(hand, words);
    await hand.tabTo('button');
    await hand.press(' ');
  }),
  person('keyboard only, goes back and mends', 'Kai Berg', 'kai@berg.example', 'Berg', async (hand, words) => {
    await hand.read(600);
    await hand.tabTo('name');
    await hand.type('Kay', 90);
    await hand.press('Tab', 'Shift+Tab');
    await typeOn(hand, words);
    await hand.press('Enter');
  }),
  person('mends the address and sends again', 'Vera Hahn', 'vera@hahn.example', 'Hahn', async (hand, words) => {
    await hand.read(900);
    await clickAndType(hand, { ...words, email: 'vera@hahm.example' }, 70);
    await hand.click('button');
    await hand.page.waitForURL('**/thanks');
    await hand.read(1500);
    await hand.page.goBack();
    await hand.read(900);
    await fillUp(hand, words);
    await hand.click('button');
  }),
  person(
    'is told that the address is none, mends it',
    'Will Adeyemi',
    'will@ade.example',
    'Ade',
    async (hand, words) => {
      await hand.read(900);
      await clickAndType(hand, { ...words, email: 'will' }, 70);
      await hand.press('Enter');
      await hand.read(900);
      await hand.click('email');
      await hand.press('End');
      await hand.type('@ade.example', 80);
      await hand.press('Enter');
    },
  ),
  person(
    'looks at prices in between, comes back',
    'Xenia Papas',
    'xenia@papas.example',
    'Papas',
    async (hand, words) => {
      await hand.read(700);
      await hand.click('name');
      await hand.type(words.name, 80);
      await hand.page.goto(new URL('/demo/pricing', hand.page.url()).href);
      await hand.read(2000);
      await hand.page.goBack();
      await hand.read(700);
      await fillUp(hand, words);
      await hand.press('Enter');
    },
  ),
  person(
    'German name, umlauts',
    'Jürgen Müller-Lüdenscheidt',
    'j.mueller@gruen.example',
    'Grün',
    async (hand, words) => {
      await hand.read(900);
      await clickAndType(hand, words, 60);
      await hand.click('button');
    },
  ),
  person(
    'French name, apostrophe and accents',
    'Anaïs Lefèvre d’Alençon',
    'anais@alencon.example',
    'L’Épi',
    async (hand, words) => {
      await hand.read(900);
      await clickAndType(hand, words, 60);
      await hand.press('Enter');
    },
  ),
  person('address with a plus, one-word name', 'Zoë', 'zoe+demo@studio.example', 'Studio Z', async (hand, words) => {
    await hand.read(900);
    await clickAndType(hand, words, 80);
    await hand.click('button');
  }),
];
