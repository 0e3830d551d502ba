/** Whose mailbox it is: a company's, anybody's, nobody's for long; a person's or a desk's. */
import { describe, expect, it } from 'vitest';
import { mailboxOf } from '../../../shared/profile/mailbox';

describe('a mailbox', () => {
  it.each([
    ['ada@northwind.example', 'company'],
    ['Ada@GMAIL.com ', 'free'],
    ['a@yahoo.co.uk', 'free'],
    ['a@hotmail.fr', 'free'],
    ['a@live.nl', 'free'],
    ['a@gmx.de', 'free'],
    ['a@qq.com', 'free'],
    ['a@vip.163.com', 'free'],
    ['a@mailinator.com', 'disposable'],
    ['a@mx.mailinator.com', 'disposable'],
    ['10minutemail.com', 'disposable'],
    ['gmail.com', 'free'],
    ['notgmail.com', 'company'],
    ['a@gmail.com.example', 'company'],
  ])('%s: %s', (address, domain) => {
    expect(mailboxOf(address)?.domain).toBe(domain);
  });

  it.each([
    'info@',
    'Sales@',
    'no-reply@',
    'sales-emea@',
    'support+de@',
    'info2@',
    'customer.service@',
    'vertrieb@',
    'compta@',
    'ventas@',
    'segreteria@',
    'hr@',
    'it-uk@',
    'dev.team@',
    'sales.ma@',
  ])('%s is a desk', (local) =>
    expect(mailboxOf(`${local}northwind.example`)).toEqual({ domain: 'company', isRole: true }),
  );

  it.each([
    'ada',
    'ada.lovelace',
    'a.lovelace',
    'info.smith',
    'john.sales',
    'it.li',
    'hr.wu',
    'dev.ma',
    'informer',
    'salesman',
    'will',
    'mark',
    'grace',
    'constructor',
  ])('%s is a person', (local) => expect(mailboxOf(`${local}@northwind.example`)?.isRole).toBe(false));

  it('says nothing of the desk when only the domain is known', () => {
    expect(mailboxOf('info.example')).toEqual({ domain: 'company', isRole: false });
  });

  it('is none otherwise', () => {
    for (const value of ['', '@', 'a@b', 'nonsense', '__proto__', 'a@@b.example', null, 7])
      expect(mailboxOf(value)).toBeUndefined();
  });
});
