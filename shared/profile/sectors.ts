/** The one taxonomy of industries: about twenty sectors, how NAICS numbers them, and the names that LinkedIn, NAICS and people give them. */

export const SECTORS = {
  agriculture: 'Agriculture, forestry and fishing',
  energy: 'Energy, mining and utilities',
  construction: 'Construction',
  manufacturing: 'Manufacturing',
  life_sciences: 'Pharma, biotech and medical devices',
  wholesale: 'Wholesale and trade',
  retail: 'Retail and consumer goods',
  transport: 'Transport and logistics',
  software: 'Software and IT services',
  telecom: 'Telecommunications',
  media: 'Media, marketing and publishing',
  finance: 'Banking and finance',
  insurance: 'Insurance',
  real_estate: 'Real estate and rental',
  professional: 'Legal, consulting and other professional services',
  business_services: 'Business support, staffing and security',
  education: 'Education and training',
  healthcare: 'Health care and social assistance',
  leisure: 'Arts, sport and leisure',
  hospitality: 'Hotels, restaurants and travel',
  nonprofit: 'Associations and non-profits',
  consumer_services: 'Personal, household and repair services',
  public: 'Government and public sector',
} as const;
export type Sector = keyof typeof SECTORS;

/** NAICS (2017 and 2022): the longest beginning of a code that stands here names its sector. */
export const NAICS: Record<Sector, string> = {
  agriculture: '11',
  energy: '21 22 324',
  construction: '23',
  manufacturing: '31 32 33',
  life_sciences: '3254 3391 334510 541713 541714 541711',
  wholesale: '42',
  retail: '44 45',
  transport: '48 49',
  software: '5112 5132 518 51913 51929 5415',
  telecom: '517',
  media: '51 5418 54191 54192',
  finance: '52',
  insurance: '524',
  real_estate: '53',
  professional: '54 55',
  business_services: '56',
  education: '61',
  healthcare: '62',
  leisure: '71',
  hospitality: '72 5615',
  nonprofit: '813',
  consumer_services: '81 54194',
  public: '92',
};

/** Whole names between `|`, without regard to case, accents and "&": LinkedIn's industries, NAICS' sectors, and words of every day. */
export const SECTOR_NAMES: Record<Sector, string> = {
  agriculture:
    'Dairy|Farming|Fishery|Ranching|Agriculture, Forestry, Fishing and Hunting|Agriculture|Agritech|Forestry|Winery|Landwirtschaft|Agricultura',
  energy:
    'Mining & Metals|Oil & Energy|Renewables & Environment|Utilities|Mining, Quarrying, and Oil and Gas Extraction|Energy|Oil & Gas|Cleantech|Solar|Wind power|Energie|Energía',
  construction:
    'Building Materials|Civil Engineering|Construction|Contractor|Homebuilder|Bau|Baugewerbe|Bauwesen|BTP|Construcción|Edilizia|Bouw',
  manufacturing:
    'Automotive|Aviation & Aerospace|Chemicals|Computer Hardware|Defense & Space|Electrical/Electronic Manufacturing|Food Production|Furniture|' +
    'Glass, Ceramics & Concrete|Industrial Automation|Machinery|Mechanical or Industrial Engineering|Nanotechnology|Packaging and Containers|' +
    'Paper & Forest Products|Plastics|Railroad Manufacture|Semiconductors|Shipbuilding|Textiles|Tobacco|Printing|Manufacturing|Food & Beverages|' +
    'Wine and Spirits|Consumer Electronics|Business Supplies and Equipment|Maschinenbau|Industrie|Industry|Fertigung|Industria|Industrial|Hardware|Electronics|Aerospace',
  life_sciences: 'Biotechnology|Medical Devices|Pharmaceuticals|Life Sciences|Biotech|Pharma|Medtech|Pharmaceutical',
  wholesale:
    'Import and Export|International Trade and Development|Wholesale|Wholesale Trade|Distribution|Distributor|Großhandel',
  retail:
    'Apparel & Fashion|Consumer Goods|Cosmetics|Luxury Goods & Jewelry|Retail|Retail Trade|Sporting Goods|Supermarkets|' +
    'E-commerce|Online shop|Shop|CPG|FMCG|Fashion|Grocery|Einzelhandel|Handel|Commerce de détail|Comercio minorista',
  transport:
    'Airlines/Aviation|Logistics and Supply Chain|Maritime|Package/Freight Delivery|Transportation/Trucking/Railroad|Warehousing|' +
    'Transportation and Warehousing|Transportation|Logistics|Shipping|Logistik|Transporte|Logistique|Supply chain|Airline',
  software:
    'Computer & Network Security|Computer Games|Computer Networking|Computer Software|Information Services|Information Technology and Services|' +
    'Internet|Software|SaaS|B2B SaaS|IT|IT Services|ICT|Tech|Technology|High tech|Cybersecurity|Fintech|Cloud|AI|Artificial intelligence|Informatik|Informatique|Informática|Startup',
  telecom: 'Telecommunications|Wireless|Telecom|Telco|Information and communication|ISP|Telekommunikation',
  media:
    'Animation|Broadcast Media|Design|Graphic Design|Market Research|Marketing and Advertising|Media Production|Motion Pictures and Film|Newspapers|' +
    'Online Media|Photography|Public Relations and Communications|Publishing|Writing and Editing|Translation and Localization|Information|' +
    'Media|Marketing|Advertising|Marketing agency|Ad agency|Agency|PR|Medien|Werbung|Publicité|Publicidad',
  finance:
    'Banking|Capital Markets|Financial Services|Investment Banking|Investment Management|Venture Capital & Private Equity|Finance|' +
    'Finance and Insurance|Bank|Venture capital|Private equity|VC|Hedge fund|Asset management|Credit union|Finanzen|Banque|Banca|Finanzdienstleistungen',
  insurance:
    'Insurance|Insurtech|Insurer|Versicherung|Versicherungen|Assurance|Assurances|Seguros|Assicurazioni|Verzekeringen',
  real_estate:
    'Commercial Real Estate|Real Estate|Real Estate and Rental and Leasing|Property|Property management|Proptech|Immobilien|Immobilier|Inmobiliaria|Vastgoed',
  professional:
    'Accounting|Alternative Dispute Resolution|Architecture & Planning|Law Practice|Legal Services|Management Consulting|Program Development|Research|' +
    'Environmental Services|Professional, Scientific, and Technical Services|Management of Companies and Enterprises|Professional services|Law firm|Law|Legal|Attorney|Consulting|Consultancy|' +
    'Consultant|Accountancy|Audit|Engineering|Architecture|Beratung|Unternehmensberatung|Rechtsanwalt|Kanzlei|Conseil|Consultoría|Holding',
  business_services:
    'Events Services|Facilities Services|Human Resources|Outsourcing/Offshoring|Security and Investigations|Staffing and Recruiting|' +
    'Administrative and Support and Waste Management and Remediation Services|Business services|Call center|Recruitment|Staffing|Cleaning|Waste management|Personalvermittlung',
  education:
    'E-Learning|Education Management|Higher Education|Primary/Secondary Education|Professional Training & Coaching|Libraries|Educational Services|' +
    'Education|Edtech|University|College|School|Universität|Schule|Bildung|Enseignement|Educación|Istruzione|Onderwijs',
  healthcare:
    'Alternative Medicine|Health, Wellness and Fitness|Hospital & Health Care|Individual & Family Services|Medical Practice|Mental Health Care|' +
    'Health Care and Social Assistance|Healthcare|Hospital|Clinic|Hospitals|Nursing home|Dentist|Pharmacy|Krankenhaus|Gesundheitswesen|Santé|Sanidad|Sanità|Zorg',
  leisure:
    'Arts and Crafts|Entertainment|Fine Art|Gambling & Casinos|Museums and Institutions|Music|Performing Arts|Recreational Facilities and Services|' +
    'Sports|Arts, Entertainment, and Recreation|Sport|Gaming|Museum|Art|Theater|Theatre|Kultur',
  hospitality:
    'Hospitality|Leisure, Travel & Tourism|Restaurants|Accommodation and Food Services|Hotel|Hotels|Restaurant|Travel|Tourism|Travel agency|Catering|Gastronomie|Tourismus|Hôtellerie|Hostelería',
  nonprofit:
    'Civic & Social Organization|Fund-Raising|Non-Profit Organization Management|Philanthropy|Religious Institutions|Think Tanks|Political Organization|' +
    'Nonprofit|NGO|Charity|Foundation|Association|Church|Verein|Stiftung',
  consumer_services:
    'Consumer Services|Veterinary|Other Services (except Public Administration)|Other Services|Personal services|Beauty salon|Repair|Handwerk|Dry cleaning',
  public:
    'Executive Office|Government Administration|Government Relations|International Affairs|Judiciary|Law Enforcement|Legislative Office|Military|' +
    'Public Policy|Public Safety|Public Administration|Government|Public sector|Police|City|Municipality|Öffentlicher Dienst|Behörde|Administration publique',
};
