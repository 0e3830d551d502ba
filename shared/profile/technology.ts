/** Technologies as vendors list them → names in one spelling. */

/** In: a list, or text with commas, semicolons, "|" or lines between. Out: lower-case names, each once, sorted; undefined when there are none. */
export function technologiesOf(value: unknown): string[] | undefined {
  const parts: unknown[] = Array.isArray(value) ? value.slice(0, 500) : [value];
  const names = parts.flatMap((part) => (typeof part === 'string' ? listed(part).map(nameOf) : []));
  const unique = [...new Set(names)].filter((name) => name !== '').sort();
  return unique.length === 0 ? undefined : unique;
}

const listed = (text: string): string[] => text.slice(0, 1000).split(/[,;|\n\t]|\s\/\s/);

/** Without maker, version and mark: "Microsoft® Excel 365" and "MS Excel" are "excel". */
function nameOf(text: string): string {
  const name = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[®™©"]|\(r\)|\(tm\)/g, '')
    .replace(/[\s_-]+/g, ' ')
    .trim();
  const short = name
    .replace(/ (v\d[\d.]*|\d+(\.\d+)*|cloud|online|crm|cms|software|platform|inc|\.com|\.io)$/, '')
    .replace(/\.(com|io|ai)$/, '');
  return ALIASES.get(name) ?? (CANONICAL.has(name) ? name : (ALIASES.get(short) ?? short));
}

const ROWS = [
  'google analytics:ga,ga4,ua,google analytics 4,google universal analytics,universal analytics,gtag',
  'google tag manager:gtm,tag manager',
  'google ads:adwords,google adwords,doubleclick,google ads conversion tracking',
  'google workspace:g suite,gsuite,google apps,google apps for business,gmail for business',
  'google cloud:gcp,google cloud platform',
  'bigquery:google bigquery,bq',
  'looker studio:google data studio,data studio',
  'salesforce:sfdc,sf,salesforce.com,sales cloud,salesforce sales cloud',
  'pardot:salesforce pardot,account engagement,marketing cloud account engagement',
  'salesforce marketing cloud:sfmc,exacttarget',
  'hubspot:hs,hub spot,hubspot marketing hub,hubspot sales hub,hubspot marketing',
  'marketo:marketo engage,adobe marketo,adobe marketo engage',
  'adobe analytics:omniture,sitecatalyst',
  'adobe experience manager:aem,cq5',
  'microsoft dynamics:ms dynamics,dynamics,dynamics 365,d365,microsoft dynamics 365,ms dynamics 365',
  'microsoft 365:office 365,o365,m365,ms office 365,microsoft office 365,office',
  'microsoft teams:ms teams,teams',
  'azure:microsoft azure,ms azure,windows azure',
  'excel:microsoft excel,ms excel,microsoft excel 365',
  'power bi:powerbi,microsoft power bi,ms power bi',
  'sql server:mssql,ms sql,microsoft sql server,ms sql server',
  'aws:amazon web services,amazon aws,amazon ec2,ec2',
  'amazon s3:s3,aws s3',
  'redshift:amazon redshift,aws redshift',
  'kubernetes:k8s',
  'postgresql:postgres,pg,psql,postgre',
  'mongodb:mongo,mongo db',
  'elasticsearch:elastic,elastic search',
  'javascript:js,ecmascript',
  'typescript:ts',
  'node.js:node,nodejs,node js',
  'react:reactjs,react.js,react js',
  'vue.js:vue,vuejs,vue js',
  'angular:angularjs,angular.js,angular js',
  'next.js:nextjs,next js',
  'c#:csharp,c sharp',
  '.net:dotnet,dot net,asp.net',
  'golang:go,go lang',
  'php:php7,php8',
  'wordpress:wp,word press,wordpress.org',
  'woocommerce:woo,woo commerce',
  'magento:adobe commerce,magento 2',
  'shopify:shopify plus',
  'facebook pixel:meta pixel,fb pixel,facebook tracking pixel',
  'linkedin insight tag:linkedin insights,insight tag',
  'sap:sap erp,sap s/4hana,s/4hana,sap r/3,sap hana',
  'netsuite:oracle netsuite,net suite',
  'oracle database:oracle db,oracledb',
  'quickbooks:qbo,quick books,intuit quickbooks',
  'jira:atlassian jira,jira software',
  'confluence:atlassian confluence',
  'github:git hub',
  'gitlab:git lab',
  'zendesk:zen desk,zendesk support,zendesk suite',
  'intercom:intercom.io',
  'drift:drift chat',
  'zoominfo:zoom info,discoverorg',
  'outreach:outreach.io',
  'salesloft:sales loft',
  'pipedrive:pipe drive',
  'mailchimp:mail chimp,intuit mailchimp',
  'active campaign:activecampaign',
  'segment:segment.io,twilio segment',
  'snowflake:snowflake db',
  'tableau:tableau desktop,salesforce tableau',
  'slack:slack technologies',
];

const ALIASES = new Map<string, string>(
  ROWS.flatMap((row) => {
    const [name = '', aliases = ''] = row.split(':');
    return aliases.split(',').map((alias) => [alias, name] as const);
  }),
);
/** "google cloud" is a name of its own and not Google's. */
const CANONICAL = new Set(ROWS.map((row) => row.split(':')[0]));
