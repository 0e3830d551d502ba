/** Job titles as people write them → the area of the company that somebody works in. */
import { foldTitle } from './title';
import { named, wordRules } from './words';

export const AREAS = [
  ...([
    'sales',
    'marketing',
    'customer_service',
    'product',
    'design',
    'engineering',
    'it',
    'data',
    'research',
  ] as const),
  ...(['finance', 'people', 'legal', 'procurement', 'operations', 'healthcare', 'education', 'general'] as const),
];
export type Area = (typeof AREAS)[number];

/** In: a job title. Out: the area that it names; `general` for those who lead the whole company; undefined when it names none. */
export function areaOf(title: unknown): Area | undefined {
  return named(foldTitle(title), RULES);
}

/** The first rule that fits names the area: the particular before the general. `*` at the end of a word stands for its endings. */
const RULES = wordRules<Area>([
  [
    'people',
    'human resources|ressources humaines|recursos humanos|risorse umane|people|talent|recruit*|hr|hrbp|chro|rh|drh|personal(?! assistant)|personnel|personal(leiter|wesen)*|payroll|headhunter',
  ],
  [
    'legal',
    'legal|lawyer|attorney|counsel|advocate?|avocate?|abogad[oa]|avvocat[oa]|jurist*|juridi*|rechts*|paralegal|compliance|privacy|dpo|law|clo',
  ],
  [
    'procurement',
    'procurement|purchas*|buyer|sourcing|einkauf*|einkaufer*|achats?|acheteu*|compras|acquisti|inkoop*|supply chain',
  ],
  [
    'it',
    'it|cio|ciso|dsi|edv|information (technology|systems)|informati[ckq]*|sys ?admin*|system administrat*|systems administrat*|help ?desk|network*|infrastructure|cyber*|information security|security (engineer|analyst|architect|research*|technolog*)|devops|sre|dba|database',
  ],
  [
    'customer_service',
    'customer (success|service|support|care|experience|contact)|client (success|service|services|support)|kunden(service|dienst|betreuung)*|service client|klantenservice|support|call cent(er|re)|servizio clienti|atencion al cliente',
  ],
  [
    'sales',
    'sales*|account (executive|manager|director)|key account|business dev*|biz ?dev|bd[mr]|sdr|cro|revenue*|vertrieb*|verkauf*|verkoop*|vente?s?|ventas|vendite|vendas|commercial*|comercial|commerciale|channel|pre ?sales|alliances|partnerships?',
  ],
  [
    'marketing',
    'marketing|cmo|brand*|seo|sem|smm|content|social media|communications?|communication|kommunikation|comunica*|pr|public relations|advertis*|growth|demand gen*|media|publicity|e ?commerce|digital strategist|crm|merchandis*',
  ],
  ['design', 'design*|ux|ui|usability|creative|graphic*|art director|diseno|grafik*'],
  ['product', 'product|products|cpo|produkt*|produit|producto|prodotto'],
  [
    'data',
    'data*|analytics|bi|business intelligence|machine learning|ai|ml|artificial intelligence|statistic*|quantitative',
  ],
  ['research', 'research*|r&d|scien*|lab|laborator*|forsch*|recherche|innovation|phd|cso|biotech*'],
  [
    'engineering',
    'engineer*|ingenieur*|ingenier*|ingegner*|develop(er|ers|pement)*|entwick*|developpeu*|desarroll*|sviluppat*|ontwikkelaar|programm(er|ierer|eur)*|software*|hardware|firmware|technolog*|tech|technical*|technique|technik*|cto|architect*|architekt*|android|ios|web|back ?end|front ?end|full ?stack|cloud|iot|5g|qa|platform|embedded|mechanical|electrical|robot*',
  ],
  [
    'finance',
    'financ*|finanz*|cfo|daf|account(ant|ants|ing)|controll(er|ing)*|contab*|comptab*|buchhalt*|treasur*|audit*|tax|investor*|investment*|invest*|bank*|fund|trading|trader|actuar*|risk|boekhoud*|economist|bookkeep*',
  ],
  [
    'healthcare',
    'doctor|physician|nurs*|medic*|clinical|dentist|surg*|pharmac*|health*|patient|therap*|arzt|arztin|pflege*|medecin|infirmi*|oncolog*',
  ],
  ['education', 'professor|teach*|lecturer|instructor|educat*|training|trainer|school|lehrer*|tutor|faculty|dean'],
  [
    'operations',
    'operation*|ops|coo|logisti*|manufactur*|production|produktion|produccion|produzione|plant|facilit*|warehouse|lager*|quality|qualit*|project|program|programme|projekt*|projet|supply|delivery|fleet|construction|maintenance|office|administrat*|services?',
  ],
  [
    'general',
    'ceo|president*|pr[ae]sident*|(co ?)?founder|owner|managing (director|partner)|general manager|gm|geschaftsfuhr*|inhaber*|pdg|gerante?|dire[a-z]+ general[ei]?|amministrator[ei] delegato|consejero delegado|directeur|board|chair(man|woman|person)?|partner|strateg*|chief executive',
  ],
]);
