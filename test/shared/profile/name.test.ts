/** Names of all cultures pass; keyboards, noise and addresses do not. */
import { describe, expect, it } from 'vitest';
import { nameFault } from '../../../shared/profile/name';

const REAL = (
  "Nguyen|Ng|Srđan|Þór|O'Brien|Xu|Hrvoje|Krzysztof|Wu|Li|Yu|Ó Súilleabháin|Müller|Schmidt|Schwarzschild|" +
  'Szczepański|Grzegorz Brzęczyszczykiewicz|Björk Guðmundsdóttir|Jón|Ásgeir|Čížek|Vlk|Smrt|Wojciech|Agnieszka|' +
  'Zbigniew|Małgorzata|Jiří|Zdeněk|Dvořák|Łukasz|Ngô|Nguyễn Văn An|Phạm|Trần|Đặng|Huỳnh|Zhang Wei|Xiaoping|Qiu|' +
  'Qian|Zhao|Xi Jinping|Hsieh|Ng Wai Ming|Kwok|Tsz|Chng|Ngai|Kim|Park|Choi|Lee|Yoo|Oh|Suzuki|Takahashi|Yamashita|' +
  'Shinzo|Tsutsumi|Mbappé|Nkrumah|Mkhize|Ngcobo|Tshwete|Ndlovu|Nwachukwu|Chukwuemeka|Oluwaseun|Adebayo|Kwame|' +
  'Nkosazana|Mzwandile|Abdulrahman|Mohammed|Muhammad|Khalid|Al-Khwarizmi|Fatima|Ahmed|Hussein|Zahra|Rashid|' +
  'Ghassan|Priya|Krishnamurthy|Venkatraman|Srinivasan|Lakshmi|Jyothi|Sreekanth|Bhattacharya|Chaudhry|Singh|José|' +
  'Guillermo|Ximena|Xóchitl|Joaquín|Iñaki|Etxeberria|Jesús|Guadalupe|João|Conceição|Gonçalves|François|Geneviève|' +
  'Hughes|Anne-Sophie|Jean-Luc|de la Cruz|van der Meer|Schuurman|Vrijdag|Dijkstra|Knight|Wright|Sydney|Lynn|' +
  'Sylwester|Flynn|Glynn|Rhys|Llywelyn|Ffion|Gwyn|Schwartz|Pfeiffer|Strauß|Knutsson|Åse|Øystein|Kjell|Bjørn|' +
  'Þorsteinn|Järvinen|Yrjö|Väinö|Kärkkäinen|Aagaard|Nikolaï|Dmitry|Vsevolod|Mstislav|Zhdanov|Khrushchev|Ольга|' +
  'Дмитрий|Всеволод|Пётр|Αλέξανδρος|Γιώργος|محمد|فاطمة|משה|王|李小龙|田中|김민준|สมชาย|राज|Lulu|Bibi|Toto|Coco|Fred|Bert|' +
  'Trew|J. R. R. Tolkien|A. Lovelace|McKnight|McDonald|MacLachlan|Hirsch|Ernst|Horst|Hartmut|Goldschmidt|' +
  'Bergstrøm|Wentworth|Worthington|Hjalmar|Hjördís|Sjöström|Gjertsen|Fjord|Tvrtko|Črt|Grk|Štrbac|Vrh|Mrkšić|' +
  'Crnković|Hrvatin|Srna|Zvonimir|Dzsenifer|Györgyi|Nagy|Szabó|Zsófia|Zsigmond|Ildikó|Dzhokhar|Aziz|Ozzy|Dweezil|' +
  'Saoirse|Siobhán|Niamh|Caoimhe|Aoife|Oisín|Iain|Aoi|Uy|Ho|Vo|Do|Ma|Su|Bo|Jo|Al|Ed|Poe|Tre|Ty|Cy|Sy|Ky|Byrd|' +
  'Rewers|Power|Wert|Ewers|Lkhagva|Tserendorj|Mkrtchyan|Mkhitaryan|Khachatryan|Gvozdanović|Gvenetadze|Mgeladze|' +
  'Tskhvediani|Kvaratskhelia|Mchedlidze|Mzhavanadze|Prtljača|Krsnik|Vltava|Marx|Max|Felix|Alex|Jax|Jaxxon|Maddox|' +
  'Fitzgerald|Fitzpatrick|Pflüger|Knopff|Kjærsgaard|Asdrubal|Asdis|Ewert|Wertz|Schwertz|Hertzsprung|Qemal|Qerkezi|Akhzivi|' +
  'Nakhjavani|Vozhzhov|John Smith III|Henry VIII|Foo|Null|Rozhkov|Wrzeszczyński|Hirschsprung|Trzaskowski|' +
  'Szymborska|Bhagwat|Kshatriya|Mnguni|Hlongwane|Ntshingila|Tlhabi|Gqeberha|Mqhayi|Nxumalo|Xhosa|Tjarks|' +
  'Gschwandtner|Pflanzl|Szczęsny|Rzhevsky|Skłodowska|Mngxitama|Sphesihle|Nhlanhla|Zwelinzima|Llanfair|Ystwyth|' +
  'Pwyll|Hrabal|Strnad|Mlčoch|Dr Strnad|Crnogorac|Brnčić|Grgić|Grgur|Vrdoljak|Hrkać|Škrlj|Držić|Ngozi|Mbeki|' +
  'Lwandle|Dlamini|Tsvangirai|Mnangagwa|Bjørklund|Hjelmqvist|Qvist|Lindqvist|Bäckström|Rytkönen|Shvydkyi|' +
  'Vyshnevskyi|Xzavier|Qwan|Qadir|Iqbal|Farooq|Tariq|Sadiq|Jyrki|Hjalti|Sveinbjörn|Bar Refaeli|Shcherbakov|' +
  'Mthunzi'
).split('|');
const NOISE = (
  'asdfgh|xxx|qwerty|Jkjhkjh|x|a|A B|asdasd|qweqwe|hjkl|sdfsdf|dfgdfg|fghfgh|jkljkl|zxcvbn|asdf|qwer|zxcv|lkjh|' +
  'poiuy|http://x.com|www.buy.com|buy.com|aaa|aaaaaa|bcdfg|xcvb|ghjkl|test|Test Test|12345|a1b2c34|me@x.com|---|' +
  'hhhhh|ksjdhfksjdhf|sdkfjhsdkfj|wlkjsdf|qazwsx|fjdksl|gfhjgfj|vbnvbn|rtyrty|xyz|n/a|<script>|kjhgf|dsfsdf|' +
  'gdfgdf|bvbvb|tyutyu|lkjlkj|mnbmnb|jhgjhg|azerty|azeaze|dfsfsd|sfgsdfg|ggg|zzz zzz|asd asd|fdsa|hkjhkj|xzcxzc|' +
  'qqqq|dfhdfh dfhdfh|Ghfjdk|RtGfDsWq|xkcdqz|fsdfsdf'
).split('|');

describe('a name', () => {
  it('is a list long enough to mean something', () => {
    expect(REAL.length).toBeGreaterThan(300);
    expect(NOISE.length).toBeGreaterThan(60);
  });

  it.each(REAL)('%s is real', (name) => {
    for (const written of [name, name.toUpperCase(), name.toLowerCase(), name.normalize('NFD')])
      expect(nameFault(written)).toBeNull();
  });

  it.each(NOISE)('%s is none', (name) => {
    expect(nameFault(name)).not.toBeNull();
  });

  it.each([
    ['', 'empty'],
    [' - ', 'empty'],
    ['x', 'single_letter'],
    ['http://x.com', 'address'],
    ['12345', 'digits'],
    ['aaaa', 'repeated'],
    ['Test Test', 'placeholder'],
    ['asdfgh', 'keyboard'],
    ['Jkjhkjh', 'unpronounceable'],
  ])('"%s": %s', (name, fault) => {
    expect(nameFault(name)).toBe(fault);
  });
});
