/** Who sits where, by title: hand-written, in the languages that reps meet. */
import { describe, expect, it } from 'vitest';
import { areaOf } from '../../../shared/profile/area';
import { groupOf, type Seniority } from '../../../shared/profile/seniority';
import { foldTitle, seniorityOf } from '../../../shared/profile/title';

const TITLES: Record<Seniority, string> = {
  c_suite:
    'CEO|C.E.O.|Chief Revenue Officer|CHRO|CISO|CCO|Co-Founder|Founder & Managing Director|Owner|Business Owner|Chairman of the Board|President|President & CEO|' +
    'Board Member|General Counsel|Managing Partner|Founding Partner|Geschäftsführer|Geschäftsführerin|Geschäftsführender Gesellschafter|Vorstand Vertrieb|' +
    'Inhaber|Gründerin|Directeur Général|Directrice générale|PDG|Président|Fondatrice|Gérant|Director General|Presidente|Consejera Delegada|Propietario|' +
    'Amministratore Delegato|Direttore Generale|Titolare|Fondatore|Algemeen directeur|Eigenaar|Oprichter|' +
    'Geschaeftsfuehrer|Geschaeftsführer|C. E. O.|C-Suite|c_suite|C-Level|CXO|Executive',
  vp:
    'VP Sales|V.P. of Operations|Vice President, Marketing|Senior Vice President|SVP Engineering|EVP, Chief Content Officer|Associate Vice President|RVP West|' +
    'Vice-président Ventes|Vizepräsidentin|Vicepresidente Comercial|V P Sales|V. P. Sales|VP-Level',
  partner: 'Partner|Senior Partner|Tax Partner|Socia|Associé',
  director:
    'Managing Director|Director of Engineering|Sr. Director, IT|Head of Procurement|Head, Music|Associate Director|President, National Accounts|Dean|Editor in Chief|' +
    'Directrice commerciale|Directeur marketing|Directora de Ventas|Direttore commerciale|Direttrice Vendite|Commercieel directeur|Hoofd Inkoop|Bereichsleiter IT|Prokurist|MD',
  manager:
    'Marketing Manager|Team Lead|Lead Developer|Project Coordinator|Production Supervisor|General Manager|Sales Mgr|Assistant Manager|Partner Manager|Channel Partner Manager|' +
    'Vertriebsleiter (Leiter Nord)|Teamleiterin|Responsable achats|Chef de projet|Chef d’équipe|Gerente de Ventas|Jefa de Compras|Responsabile acquisti|Capo progetto|Teamleider|Projectleider|Partner Development Manager|Partner Enablement Manager|Middle Management',
  senior: 'Senior Software Engineer|Sr. Accountant|Principal Scientist|Staff Engineer|Professor of Law',
  staff:
    'Accountant|Software Engineer|Executive Assistant to the CEO|Assistant to the Director|Assistentin der Geschäftsführung|Assistante de direction|Product Owner|Process Owner|' +
    'HR Business Partner|Lead Generation Specialist|Account Executive|Buchhalter|Ingénieur|Vendedor|Impiegato|Verkoper|Headhunter|Social Media Advisor|' +
    'EA to the CEO|CEO Assistant|CEO’s Assistant|Vorstandsassistentin|Founder’s Associate|Office Manager to CEO|Service Owner|Account Owner|' +
    'Former CEO|Talent Partner|Non-Manager|Individual Contributor',
  entry:
    'Marketing Intern|Junior Developer|Trainee|Werkstudent Marketing|Praktikantin|Stagiaire|Becario|Stagista|Tirocinante|Graduate Engineer|Office Assistant|Azubi|entry|Entry Level',
};
const CASES = Object.entries(TITLES).flatMap(([seniority, titles]) =>
  titles.split('|').map((title) => [title, seniority] as const),
);

describe('a title', () => {
  it.each(CASES)('%s is %s', (title, seniority) => {
    expect(seniorityOf(title)).toBe(seniority);
    expect(seniorityOf(`  ${title.toUpperCase()} `)).toBe(seniority);
  });

  it('is a director or above, a manager or another to a model', () => {
    const groups = (
      ['c_suite', 'partner', 'vp', 'director', 'manager', 'senior', 'staff', 'entry', undefined] as const
    ).map(groupOf);
    expect(groups.join(' ')).toBe('executive executive executive executive manager other other other other');
  });

  it('without a letter is none, and an unknown one is staff', () => {
    for (const title of ['', '  ', '42', '—', null, undefined, 7, {}]) expect(seniorityOf(title)).toBeUndefined();
    for (const title of ['田中', 'qwertz', 'constructor']) expect(seniorityOf(title)).toBe('staff');
  });

  it('is compared without accents, points and case', () => {
    expect(foldTitle(' Geschäftsführer, V.P. (R&D) – EMEA ')).toBe('geschaftsfuhrer vp r&d emea');
    expect(seniorityOf('x'.repeat(1000))).toBe('staff');
  });
});

describe('an area', () => {
  it.each([
    ['VP Sales', 'sales'],
    ['Vertriebsleiter', 'sales'],
    ['Directora de Ventas', 'sales'],
    ['Chief Marketing Officer', 'marketing'],
    ['Head of Brand', 'marketing'],
    ['CTO', 'engineering'],
    ['Softwareentwickler', 'engineering'],
    ['Ingénieur', 'engineering'],
    ['CIO', 'it'],
    ['IT Manager', 'it'],
    ['Data Scientist', 'data'],
    ['Product Manager', 'product'],
    ['UX Designer', 'design'],
    ['R&D Director', 'research'],
    ['CFO', 'finance'],
    ['Buchhalterin', 'finance'],
    ['HR Business Partner', 'people'],
    ['Directeur des ressources humaines', 'people'],
    ['General Counsel', 'legal'],
    ['Einkaufsleiter', 'procurement'],
    ['Hoofd Inkoop', 'procurement'],
    ['COO', 'operations'],
    ['Plant Manager', 'operations'],
    ['Customer Success Manager', 'customer_service'],
    ['Nurse', 'healthcare'],
    ['Professor', 'education'],
    ['Geschäftsführer', 'general'],
    ['CEO', 'general'],
  ])('of %s is %s', (title, area) => {
    expect(areaOf(title)).toBe(area);
  });

  it('is none when the title names none', () => {
    for (const title of ['', 'Free spirit', undefined, 3]) expect(areaOf(title)).toBeUndefined();
  });
});
