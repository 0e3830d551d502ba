/** Industries in the words of NAICS, LinkedIn, vendors and people → one of our sectors. */
import { NAICS, SECTOR_NAMES, SECTORS, type Sector } from './sectors';
import { bare, named, wordRules } from './words';

/** In: 541511, "31-33", "Computer Software", "SaaS", "a regional hospital". Out: the sector; undefined when nothing in it names one. */
export function sectorOf(value: unknown): Sector | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).slice(0, 300).trim();
  const code = /^(?:naics:? ?)?(\d{2,6})(?:-\d\d|\.0)?$/i.exec(text)?.[1];
  if (code !== undefined) return fromCode(code);
  const folded = fold(text);
  return names().get(folded) ?? named(folded, WORDS);
}

/** In: a code of 2–6 digits. Out: the sector of its longest known beginning. */
function fromCode(code: string): Sector | undefined {
  for (let length = code.length; length >= 2; length--) {
    const sector = codes().get(code.slice(0, length));
    if (sector !== undefined) return sector;
  }
  return undefined;
}

let byCode: Map<string, Sector> | undefined;
let byName: Map<string, Sector> | undefined;

function codes(): Map<string, Sector> {
  byCode ??= new Map(SECTOR_IDS.flatMap((id) => NAICS[id].split(' ').map((code) => [code, id] as const)));
  return byCode;
}

function names(): Map<string, Sector> {
  byName ??= new Map(
    SECTOR_IDS.flatMap((id) =>
      [id, SECTORS[id], ...SECTOR_NAMES[id].split('|')].map((name) => [fold(name), id] as const),
    ),
  );
  return byName;
}

const SECTOR_IDS = Object.keys(SECTORS).filter((id): id is Sector => Object.hasOwn(SECTORS, id));

const fold = (name: string): string =>
  bare(name)
    .replace(/\(except [^)]{1,60}\)/, '')
    .replace(/&/g, ' ')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .replace(/\band\b/g, ' ')
    .replace(/ +/g, ' ')
    .trim();

/** For what is no whole name of the list: the first row with a word in the text; the particular before the general. `*` stands for endings. */
const WORDS = wordRules<Sector>([
  [
    'life_sciences',
    'pharmac(eutical|o)?|biotech*|life sciences?|medical (device|equipment|instrument)?|diagnostics|drug manufactur*',
  ],
  ['manufacturing', 'manufacturing$|printing'],
  ['retail', 'stores?$|dealers$|retailers?'],
  ['insurance', 'insur*|versicher*|assurance*|reinsur*|underwrit*'],
  [
    'healthcare',
    'hospital|hospitals|hospital(system|group)|health*|clinic*|medical|physician*|dent(al|ist|istry)?|nursing|therap*|social (assistance|services|work)|elder* care|child day care|wellness|krankenh*|klinik*',
  ],
  ['education', 'educat*|school*|universit*|college*|academ*|learning|training|tutor*|kindergarten|schul*'],
  [
    'public',
    'government*|public (administration|sector|safety|order)|municipal*|ministry|federal|council|military|armed forces|police|defen[cs]e agency|space research|national security|administration of',
  ],
  [
    'nonprofit',
    'non ?profit*|not for profit|charit*|ngo|foundation|religio*|church*|civic|philanthrop*|trade union|grantmaking',
  ],
  [
    'software',
    'software|saas|paas|it (services|consulting|company|system)?|information technology|computer*|internet|cyber*|app development|web (development|hosting|search)|hosting|data (processing|infrastructure|analytics|security)|machine learning|artificial intelligence|blockchain|platform|technology information|fintech|games|mobile (apps|gaming)',
  ],
  ['telecom', 'telecom*|wireless|broadband|satellite|mobile (operator|network)?'],
  [
    'finance',
    'bank*|financ*|invest*|capital|credit|fund|funds|securities|trading|private equity|payments?|mortgage|lending|wealth|loan*|monetary',
  ],
  ['real_estate', 'real estate|propert*|immobil*|rental|leasing|lessors|realt(y|or)?'],
  [
    'business_services',
    'staffing|recruit*|outsourc*|facilit*|security|cleaning|janitor*|call cent(er|re)s?|waste|administrative|temporary help|landscaping|human resources|events?|office (services|administration)',
  ],
  [
    'professional',
    'law|legal|attorney*|lawyer*|consult*|account*|audit*|tax|architect*|engineering services|professional*|research*|scientific|patent|notar*|rechtsanw*|beratung*|management of companies|surveying|design services',
  ],
  [
    'media',
    'media|advertis*|marketing|publish*|broadcast*|film|motion picture*|newspaper*|television|radio|video|agency|public relations|news|periodical*|book|photograph*|translation|sound recording|design|information services',
  ],
  [
    'retail',
    'retail*|store*|shop*|e ?commerce|dealers?|supermarket*|apparel stores|fashion|gasoline station*|cosmetic*|jewel*|consumer goods|marketplace',
  ],
  ['wholesale', 'wholesal*|distribut*|import*|export*|trad(e|ing) company'],
  [
    'transport',
    'transport*|logisti*|freight|truck*|shipping|airline*|aviation|air ?port*|rail|railroad*|courier*|postal|warehous*|deliver*|port|maritime|transit',
  ],
  [
    'hospitality',
    'hotel*|restaurant*|travel|touris*|accommodation|hospitality|catering|food (service*|and beverage service*)|bars?|cafes?|drinking places|lodging|gastronom*|resort*',
  ],
  [
    'leisure',
    'sport*|entertain*|art|arts|museum*|music*|theat(er|re)s?|gambling|casino*|recreation*|fitness|gaming|leisure|amusement|historical sites|cultur*',
  ],
  [
    'consumer_services',
    'repair*|laundry|salon|hairdress*|personal services|household*|veterinar*|pet|beauty|funeral|maintenance',
  ],
  [
    'energy',
    'energy|oil|gas|mining|mineral extraction|solar|wind|power|electric (power|utilit*)?|utilit*|water supply|petrol*|coal|renewabl*|quarrying|nuclear',
  ],
  [
    'construction',
    'construct*|building|contractor*|civil engineering|plumbing|roofing|hvac|carpentry|bau|bauunternehm*',
  ],
  [
    'agriculture',
    'agri*|farm*|crop*|livestock|animal production|forest*|fish*|dairy|ranch*|horticultur*|hunting|logging',
  ],
  [
    'manufacturing',
    'manufactur*|industr*|factory|machine*|automotive|automobile*|chemical*|electronic*|plastic*|steel|metal*|textile*|mills?|semiconductor*|aerospace|equipment|food|beverage*|packag*|furniture|paper|wood|maschinen*|fabri*|robot*|hardware|engineering',
  ],
]);
