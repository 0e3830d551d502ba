/** Mail addresses: does the domain belong to a company, to anybody, or to nobody for long; and is there a person behind it? */
import { domainOf, isEmail, normalizeEmail } from '../id';
import { DISPOSABLE } from './disposable';
import { FREE_BRANDS, FREE_NAMES } from './free';

export interface Mailbox {
  domain: 'company' | 'free' | 'disposable';
  /** Whether it is the address of a desk (info@, sales@) and not of a person. Of a bare domain nothing is known: false. */
  isRole: boolean;
}

/** In: an address or a domain, in any case. Out: its kind; undefined for what is neither. */
export function mailboxOf(value: unknown): Mailbox | undefined {
  if (typeof value !== 'string') return undefined;
  const text = normalizeEmail(value.slice(0, 1000));
  const isAddress = text.includes('@');
  const email = isAddress ? text : `x@${text}`;
  if (!isEmail(email)) return undefined;
  return { domain: kindOf(domainOf(email)), isRole: isAddress && isRole(text.slice(0, text.lastIndexOf('@'))) };
}

/** Lists of free mailboxes contain disposable ones, so these are asked first. */
const kindOf = (domain: string): Mailbox['domain'] =>
  isWithin(domain, disposable()) ? 'disposable' : isWithin(domain, free()) ? 'free' : 'company';

/** `mx.mailinator.com` is a mailbox of `mailinator.com`. */
function isWithin(domain: string, domains: Set<string>): boolean {
  const labels = domain.split('.');
  return labels.slice(0, -1).some((_, i) => domains.has(labels.slice(i).join('.')));
}

let disposableDomains: Set<string> | undefined;
let freeDomains: Set<string> | undefined;

function disposable(): Set<string> {
  disposableDomains ??= new Set(
    DISPOSABLE.split(';').flatMap((row) => {
      const [end = '', ...names] = row.split(' ');
      return names.map((name) => `${name}.${end}`);
    }),
  );
  return disposableDomains;
}

function free(): Set<string> {
  freeDomains ??= new Set([
    ...FREE_NAMES.trim().split(/\s+/),
    ...FREE_BRANDS.split(';').flatMap((row) => {
      const [brand = '', ends = ''] = row.trim().split(':');
      return ends
        .trim()
        .split(/\s+/)
        .map((end) => `${brand}.${end}`);
    }),
  ]);
  return freeDomains;
}

/** "sales", "sales-emea", "no.reply", "info2", "support+de"; "info.smith" could be a person's, as "it.li", whom initials name, and "dev.wu". */
function isRole(local: string): boolean {
  const [first = '', ...rest] = (local.split('+')[0] ?? '').split(/[._\-\d]+/).filter((word) => word !== '');
  if (ROLES.has([first, ...rest].join(''))) return true;
  const isLong = first.length > 3;
  return ROLES.has(first) && rest.every((word) => (isLong && word.length <= 2) || REGIONS.has(word) || ROLES.has(word));
}

const REGIONS = new Set(
  'us uk eu de fr es nl emea apac amer latam dach usa eur nordics benelux team desk office group global dept mail'.split(
    ' ',
  ),
);
const ROLES = new Set(
  (
    'info information contact contacts contactus hello hi hey mail email office enquiries enquiry inquiries inquiry general reception ' +
    'frontdesk desk team staff all everyone company corporate business admin administrator administration root sysadmin system ' +
    'webmaster hostmaster postmaster abuse noc security privacy dpo gdpr legal compliance support help helpdesk service services ' +
    'customerservice customercare customersupport customersuccess care success sales presales partners partner partnerships ' +
    'marketing press media pr news newsletter events event webinar social community feedback survey billing invoice invoices ' +
    'invoicing accounts accounting accountspayable accountsreceivable ap ar finance payments payroll purchasing procurement ' +
    'orders order shop store ecommerce booking bookings reservations reservation hr people jobs job careers career recruiting ' +
    'recruitment talent hiring it itsupport tech technical dev developers engineering ops operations devops alerts notifications ' +
    'noreply donotreply bounce bounces mailerdaemon daemon unsubscribe spam test testing demo trial user guest anonymous nobody ' +
    'kontakt buero büro zentrale empfang post vertrieb verkauf einkauf bewerbung bewerbungen personal buchhaltung rechnung ' +
    'rechnungen kundenservice kundendienst bestellung anfrage anfragen presse geschaeftsleitung datenschutz verwaltung sekretariat ' +
    'accueil bonjour commercial ventes compta comptabilite facturation rh direction secretariat recrutement serviceclient ' +
    'contacto ventas compras administracion hola soporte atencion facturacion recepcion rrhh informacion ' +
    'contatti contatto vendite amministrazione segreteria ordini assistenza commerciale ufficio ufficioacquisti ' +
    'verkoop inkoop administratie klantenservice facturen boekhouding receptie informatie ' +
    'contato vendas financeiro atendimento biuro sekretariat sprzedaz obchod myynti salg post firmapost'
  ).split(' '),
);
