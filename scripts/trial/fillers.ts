/** People whose words come ready-made: from the browser, a password manager, the clipboard, a microphone, a suggestion. */
import { onPhone, type Person, person } from './person.ts';

export const FILLERS: Person[] = [
  person(
    'password manager, then Enter at once',
    'Pia Vogt',
    'pia.vogt@kontor.example',
    'Kontor',
    async (hand, words) => {
      await hand.read(2500);
      await hand.managerFills(words);
      await hand.read(350);
      await hand.press('Enter');
    },
  ),
  person('autofill, then the button', 'Cora Nilsen', 'cora@fjordline.example', 'Fjordline', async (hand, words) => {
    await hand.read(1200);
    await hand.click('name');
    await hand.read(900);
    await hand.autofill('name', words);
    await hand.read(700);
    await hand.click('button');
  }),
  person('pastes each field, then Enter', 'Emil Sørensen', 'emil@havn.example', 'Havn ApS', async (hand, words) => {
    await hand.read(1500);
    for (const field of ['name', 'email', 'company'] as const) {
      await hand.click(field);
      await hand.paste(words[field]);
    }
    await hand.press('Enter');
  }),
  person('dictates, mouse between fields', 'Finn Walsh', 'finn@walsh.example', 'Walsh Freight', async (hand, words) => {
    await hand.read(1000);
    for (const field of ['name', 'email', 'company'] as const) {
      await hand.click(field);
      await hand.read(400);
      await hand.dictate(words[field]);
    }
    await hand.click('button');
  }),
  person('autofill, then Enter at once', 'Lena Fox', 'lena@fox.example', 'Fox', async (hand, words) => {
    await hand.read(900);
    await hand.tabTo('name');
    await hand.press('ArrowDown');
    await hand.read(500);
    await hand.autofill('name', words);
    await hand.press('Enter');
  }),
  person('autofill of everything, then a message', 'Mia Roth', 'mia@roth.example', 'Roth', async (hand, words) => {
    await hand.read(900);
    await hand.click('email');
    await hand.read(700);
    await hand.autofill('email', { ...words, phone: '+41 44 668 18 00' });
    await hand.click('message');
    await hand.type('Please in German.', 80);
    await hand.click('button');
  }),
  person('autofill of the address only', 'Noa Stern', 'noa@stern.example', 'Stern', async (hand, words) => {
    await hand.read(700);
    await hand.click('email');
    await hand.read(600);
    await hand.autofill('email', { email: words.email });
    await hand.click('name');
    await hand.type(words.name);
    await hand.click('company');
    await hand.type(words.company);
    await hand.press('Enter');
  }),
  person('password manager, looks, then the button', 'Olaf Lund', 'olaf@lund.example', 'Lund', async (hand, words) => {
    await hand.read(1500);
    await hand.managerFills(words);
    await hand.read(2200);
    await hand.click('button');
  }),
  person(
    'password manager that says insertReplacementText',
    'Pam Lee',
    'pam@lee.example',
    'Lee',
    async (hand, words) => {
      await hand.read(1800);
      await hand.click('name');
      await hand.read(800);
      await hand.managerFills(words, 'insertReplacementText');
      await hand.read(300);
      await hand.click('button');
    },
  ),
  person(
    'password manager for the address, types the rest',
    'Quin Ito',
    'quin@ito.example',
    'Ito',
    async (hand, words) => {
      await hand.read(900);
      await hand.managerFills({ email: words.email });
      await hand.click('name');
      await hand.type(words.name);
      await hand.click('company');
      await hand.type(words.company);
      await hand.press('Enter');
    },
  ),
  person(
    'pastes the address, then quick Enter',
    'Rosa Diaz',
    'rosa.diaz@puerto.example',
    'Puerto',
    async (hand, words) => {
      await hand.read(900);
      await hand.click('name');
      await hand.type(words.name, 60);
      await hand.press('Tab', 'Tab');
      await hand.type(words.company, 60);
      await hand.press('Shift+Tab');
      await hand.paste(words.email);
      await hand.press('Enter');
    },
  ),
  onPhone(
    person('phone, suggestions of the keyboard', 'Sam Wu', 'sam@wu.example', 'Wu Trading', async (hand, words) => {
      await hand.read(1200);
      for (const field of ['name', 'email', 'company'] as const) {
        await hand.tap(field);
        await hand.dictate(words[field], 450);
      }
      await hand.tap('button');
    }),
  ),
  onPhone(
    person('phone, autofill, tap', 'Tess Gray', 'tess@gray.example', 'Gray', async (hand, words) => {
      await hand.read(1200);
      await hand.tap('name');
      await hand.read(900);
      await hand.autofill('name', words);
      await hand.read(600);
      await hand.tap('button');
    }),
  ),
  person('voice only: no key, no pointer', 'Uma Patel', 'uma@patel.example', 'Patel', async (hand, words) => {
    await hand.read(1500);
    for (const field of ['name', 'email', 'company'] as const) {
      await hand.page.locator(`#${field}`).evaluate((node) => node.focus());
      await hand.read(500);
      await hand.dictate(words[field], 400);
    }
    await hand.page.locator('form button[type=submit]').evaluate((node) => node.dispatchEvent(new MouseEvent('click')));
  }),
];
