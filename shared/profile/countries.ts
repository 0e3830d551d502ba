/**
 * Countries: ISO 3166 codes of two and three letters, the English name, and other names: what the largest economies call themselves,
 * what neighbours call them, and what people write. One country a `;`, names between commas.
 */
export const COUNTRIES = `
AD,AND,Andorra;AE,ARE,United Arab Emirates,الإمارات,الإمارات العربية المتحدة,UAE,Emirates;AF,AFG,Afghanistan;
AG,ATG,Antigua & Barbuda;AI,AIA,Anguilla;AL,ALB,Albania;AM,ARM,Armenia;AO,AGO,Angola;AQ,ATA,Antarctica;
AR,ARG,Argentina,Argentinien,Argentine;AS,ASM,American Samoa;
AT,AUT,Austria,Österreich,Autriche,Oostenrijk,Oesterreich;AU,AUS,Australia;AW,ABW,Aruba;AX,ALA,Åland Islands;
AZ,AZE,Azerbaijan;BA,BIH,Bosnia & Herzegovina,Bosnia;BB,BRB,Barbados;BD,BGD,Bangladesh,বাংলাদেশ;
BE,BEL,Belgium,België,Belgique,Belgien,Bélgica;BF,BFA,Burkina Faso;BG,BGR,Bulgaria,България;BH,BHR,Bahrain;
BI,BDI,Burundi;BJ,BEN,Benin;BL,BLM,St. Barthélemy;BM,BMU,Bermuda;BN,BRN,Brunei,Brunei Darussalam;
BO,BOL,Bolivia,Plurinational State of Bolivia;BQ,BES,Caribbean Netherlands;BR,BRA,Brazil,Brasil,Brasilien,Brésil;
BS,BHS,Bahamas;BT,BTN,Bhutan;BV,BVT,Bouvet Island;BW,BWA,Botswana;BY,BLR,Belarus;BZ,BLZ,Belize;CA,CAN,Canada,Kanada;
CC,CCK,Cocos (Keeling) Islands;
CD,COD,Congo - Kinshasa,DR Congo,Democratic Republic of the Congo,Congo Democratic Republic;
CF,CAF,Central African Republic;CG,COG,Congo - Brazzaville,Republic of the Congo,Congo;
CH,CHE,Switzerland,Schweiz,Suisse,Svizzera;CI,CIV,Côte d'Ivoire,Ivory Coast;CK,COK,Cook Islands;CL,CHL,Chile;
CM,CMR,Cameroon;CN,CHN,China,中国,People's Republic of China,PRC,中國;CO,COL,Colombia;CR,CRI,Costa Rica;CU,CUB,Cuba;
CV,CPV,Cape Verde,Cabo Verde;CW,CUW,Curaçao;CX,CXR,Christmas Island;CY,CYP,Cyprus,Κύπρος;
CZ,CZE,Czechia,Tschechien,Tschechische Republik,Tchéquie,Česko,Czech Republic,Česká republika;
DE,DEU,Germany,Deutschland,Allemagne,Alemania,Germania,Duitsland,BRD;DJ,DJI,Djibouti;DK,DNK,Denmark,Danmark,Dänemark;
DM,DMA,Dominica;DO,DOM,Dominican Republic,República Dominicana;DZ,DZA,Algeria,الجزائر,Algérie;EC,ECU,Ecuador;
EE,EST,Estonia,Eesti;EG,EGY,Egypt,مصر;EH,ESH,Western Sahara;ER,ERI,Eritrea;
ES,ESP,Spain,España,Espanya,Spanien,Espagne,Spagna,Spanje;ET,ETH,Ethiopia,ኢትዮጵያ;FI,FIN,Finland,Finnland,Finlande,Suomi;FJ,FJI,Fiji;
FK,FLK,Falkland Islands;FM,FSM,Micronesia,Federated States of Micronesia;FO,FRO,Faroe Islands;
FR,FRA,France,Frankreich,Francia,Frankrijk;GA,GAB,Gabon;
GB,GBR,United Kingdom,UK,Great Britain,Britain,England,Scotland,Wales,Northern Ireland,Großbritannien,Vereinigtes Königreich,Royaume-Uni,Reino Unido,Regno Unito,Verenigd Koninkrijk;
GD,GRD,Grenada;GE,GEO,Georgia;GF,GUF,French Guiana;GG,GGY,Guernsey;GH,GHA,Ghana;GI,GIB,Gibraltar;GL,GRL,Greenland;
GM,GMB,Gambia;GN,GIN,Guinea;GP,GLP,Guadeloupe;GQ,GNQ,Equatorial Guinea;GR,GRC,Greece,Ελλάδα,Hellas,Ellada,EL;
GS,SGS,South Georgia & South Sandwich Islands;GT,GTM,Guatemala;GU,GUM,Guam;GW,GNB,Guinea-Bissau;GY,GUY,Guyana;
HK,HKG,Hong Kong SAR China,中國香港特別行政區,Hong Kong;HM,HMD,Heard & McDonald Islands;HN,HND,Honduras;
HR,HRV,Croatia,Hrvatska;HT,HTI,Haiti;HU,HUN,Hungary,Ungarn,Hongrie,Magyarország;ID,IDN,Indonesia;
IE,IRL,Ireland,Éire,Republic of Ireland,Irland;IL,ISR,Israel,ישראל;IM,IMN,Isle of Man;IN,IND,India,भारत,Bharat;
IO,IOT,British Indian Ocean Territory;IQ,IRQ,Iraq,العراق;IR,IRN,Iran,ایران,Iran Islamic Republic of;
IS,ISL,Iceland,Ísland;IT,ITA,Italy,Italia,Italien,Italie;JE,JEY,Jersey;JM,JAM,Jamaica;JO,JOR,Jordan;
JP,JPN,Japan,日本,Nippon,Nihon;KE,KEN,Kenya;KG,KGZ,Kyrgyzstan;KH,KHM,Cambodia;KI,KIR,Kiribati;KM,COM,Comoros;
KN,KNA,St. Kitts & Nevis;KP,PRK,North Korea,DPRK;KR,KOR,South Korea,한국,대한민국,Korea,Republic of Korea,Korea Republic of;
KW,KWT,Kuwait,الكويت;KY,CYM,Cayman Islands;KZ,KAZ,Kazakhstan,Қазақстан,Казахстан;LA,LAO,Laos,Lao PDR;LB,LBN,Lebanon;
LC,LCA,St. Lucia;LI,LIE,Liechtenstein;LK,LKA,Sri Lanka;LR,LBR,Liberia;LS,LSO,Lesotho;LT,LTU,Lithuania,Lietuva;
LU,LUX,Luxembourg,Luxemburg;LV,LVA,Latvia,Latvija;LY,LBY,Libya;MA,MAR,Morocco,المغرب,Maroc;MC,MCO,Monaco;
MD,MDA,Moldova,Republic of Moldova;ME,MNE,Montenegro;MF,MAF,St. Martin;MG,MDG,Madagascar;MH,MHL,Marshall Islands;
MK,MKD,North Macedonia,Macedonia;ML,MLI,Mali;MM,MMR,Myanmar,Burma;MN,MNG,Mongolia;MO,MAC,Macao SAR China,Macau;
MP,MNP,Northern Mariana Islands;MQ,MTQ,Martinique;MR,MRT,Mauritania;MS,MSR,Montserrat;MT,MLT,Malta;MU,MUS,Mauritius;
MV,MDV,Maldives;MW,MWI,Malawi;MX,MEX,Mexico,Mexiko,Mexique;MY,MYS,Malaysia;MZ,MOZ,Mozambique;NA,NAM,Namibia;
NC,NCL,New Caledonia;NE,NER,Niger;NF,NFK,Norfolk Island;NG,NGA,Nigeria;NI,NIC,Nicaragua;
NL,NLD,Netherlands,Nederland,Holland,Niederlande,Pays-Bas,Países Bajos,Paesi Bassi;
NO,NOR,Norway,Norge,Norwegen,Norvège;NP,NPL,Nepal;NR,NRU,Nauru;NU,NIU,Niue;NZ,NZL,New Zealand,Aotearoa;OM,OMN,Oman;
PA,PAN,Panama;PE,PER,Peru;PF,PYF,French Polynesia;PG,PNG,Papua New Guinea;PH,PHL,Philippines,Pilipinas;
PK,PAK,Pakistan,پاکستان;PL,POL,Poland,Polska,Polen,Pologne;PM,SPM,St. Pierre & Miquelon;PN,PCN,Pitcairn Islands;
PR,PRI,Puerto Rico;PS,PSE,Palestinian Territories,Palestine;PT,PRT,Portugal,Portogallo;PW,PLW,Palau;PY,PRY,Paraguay;
QA,QAT,Qatar,قطر;RE,REU,Réunion;RO,ROU,Romania;RS,SRB,Serbia,Србија;RU,RUS,Russia,Россия,Russian Federation;
RW,RWA,Rwanda;SA,SAU,Saudi Arabia,السعودية,KSA,المملكة العربية السعودية;SB,SLB,Solomon Islands;SC,SYC,Seychelles;SD,SDN,Sudan;
SE,SWE,Sweden,Sverige,Schweden,Suède;SG,SGP,Singapore,Singapura,新加坡,சிங்கப்பூர்;SH,SHN,St. Helena;
SI,SVN,Slovenia,Slovenija;SJ,SJM,Svalbard & Jan Mayen;SK,SVK,Slovakia,Slovak Republic,Slowakei,Slovensko;SL,SLE,Sierra Leone;
SM,SMR,San Marino;SN,SEN,Senegal;SO,SOM,Somalia;SR,SUR,Suriname;SS,SSD,South Sudan;ST,STP,São Tomé & Príncipe;
SV,SLV,El Salvador;SX,SXM,Sint Maarten;SY,SYR,Syria,Syrian Arab Republic;SZ,SWZ,Eswatini,Swaziland;
TC,TCA,Turks & Caicos Islands;TD,TCD,Chad;TF,ATF,French Southern Territories;TG,TGO,Togo;TH,THA,Thailand,ไทย;
TJ,TJK,Tajikistan;TK,TKL,Tokelau;TL,TLS,Timor-Leste;TM,TKM,Turkmenistan;TN,TUN,Tunisia;TO,TON,Tonga;
TR,TUR,Türkiye,Turkey;TT,TTO,Trinidad & Tobago;TV,TUV,Tuvalu;TW,TWN,Taiwan,台灣,Taiwan Province of China;
TZ,TZA,Tanzania,Tanzania United Republic of,United Republic of Tanzania;UA,UKR,Ukraine,Украина,Україна;UG,UGA,Uganda;UM,UMI,U.S. Outlying Islands;
US,USA,United States,United States USA,Estados Unidos,United States of America,America,U.S.,U.S.A.,États-Unis,Vereinigte Staaten,Stati Uniti,Verenigde Staten,EE. UU.;
UY,URY,Uruguay;UZ,UZB,Uzbekistan;VA,VAT,Vatican City,Vatican,Holy See;VC,VCT,St. Vincent & Grenadines;
VE,VEN,Venezuela,Bolivarian Republic of Venezuela;VG,VGB,British Virgin Islands;VI,VIR,U.S. Virgin Islands;
VN,VNM,Vietnam,Việt Nam;VU,VUT,Vanuatu;WF,WLF,Wallis & Futuna;WS,WSM,Samoa;XK,XKX,Kosovo;YE,YEM,Yemen;YT,MYT,Mayotte;
ZA,ZAF,South Africa,Suid-Afrika;ZM,ZMB,Zambia;ZW,ZWE,Zimbabwe
`;
