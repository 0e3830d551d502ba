/** Mail providers where anybody can have a mailbox: brands with the ends that they run under, and names that stand alone. */

/** Brand: ends. "co.uk" is short for two labels; every one is a real domain of that provider. */
export const FREE_BRANDS = `
yahoo:com co.uk fr de it es ie gr se no dk nl be at ch pl ro hu cz pt ca in co.in com.au co.nz com.br com.ar com.mx com.co com.pe cl
 co.id com.sg com.my com.ph com.vn com.hk com.tw com.tr co.jp co.kr co.th co.za cn com.cn;
ymail:com co.uk; rocketmail:com; myyahoo:com; hotmail:com co.uk fr de it es be nl ch at se no dk fi gr pt hu cz ca com.ar com.br com.mx com.au com.tr
 co.jp co.kr co.th co.za co.il co.nz cl ru; outlook:com fr de it es be dk ie at pt cz gr hu sk com.br com.ar com.au com.tr cl co.id co.il co.th in jp
 kr lv my ph sg sa com.vn; live:com co.uk fr de it be nl at ch se no dk fi ie ca cn jp com.au com.mx com.ar com.pt com.my com.ph com.sg co.za co.kr hk in ru cl;
msn:com co.uk; windowslive:com; passport:com; gmail:com; googlemail:com co.uk; aol:com co.uk fr de it es ca in jp com.au com.br com.mx;
aim:com; netscape:net; icloud:com; me:com; mac:com; proton:me; protonmail:com ch; pm:me; gmx:com de net at ch fr es it co.uk us eu org li tm;
web:de; mail:com ru ee bg be de kz ua; email:com cz it de; yandex:com ru by kz ua com.tr fr; ya:ru; rambler:ru; zoho:com eu in; zohomail:com eu in;
tutanota:com de; tuta:com io; tutamail:com; fastmail:com fm; hey:com; hushmail:com me; runbox:com; posteo:de net org; mailbox:org; disroot:org;
riseup:net; startmail:com; mailfence:com; kolabnow:com; lavabit:com; duck:com; opera:com; inbox:com lv lt ru eu; usa:com; lycos:com de; excite:com it
`;

/** Everything else: portals, internet access providers, national mailboxes. */
export const FREE_NAMES = `
bk.ru list.ru internet.ru lenta.ru myrambler.ru ro.ru autorambler.ru narod.ru ukr.net i.ua meta.ua bigmir.net tut.by mail.tut.by
t-online.de freenet.de arcor.de online.de vodafone.de vodafonemail.de kabelmail.de unitybox.de alice-dsl.net o2online.de o2mail.de
ewetel.net netcologne.de 1und1.de magenta.de posteo.at emailn.de gmx.biz aon.at chello.at chello.nl utanet.at bluewin.ch
sunrise.ch hispeed.ch orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr numericable.fr bbox.fr club-internet.fr cegetel.net 9online.fr
noos.fr aliceadsl.fr voila.fr caramail.com libero.it virgilio.it tin.it tiscali.it alice.it inwind.it iol.it fastwebnet.it
tim.it poste.it pec.it blu.it supereva.it katamail.com teletu.it telefonica.net terra.es ono.com ya.com wanadoo.es mixmail.com
sapo.pt clix.pt iol.pt netcabo.pt skynet.be telenet.be scarlet.be proximus.be voo.be belgacom.net planet.nl ziggo.nl kpnmail.nl kpnplanet.nl
hetnet.nl home.nl upcmail.nl xs4all.nl casema.nl quicknet.nl zonnet.nl tele2.nl telfort.nl live.com.nl btinternet.com btopenworld.com
ntlworld.com blueyonder.co.uk virginmedia.com virgin.net talktalk.net tiscali.co.uk sky.com freeserve.co.uk o2.co.uk plus.com
eircom.net wp.pl o2.pl onet.pl op.pl onet.eu poczta.onet.pl interia.pl interia.eu poczta.fm gazeta.pl tlen.pl vp.pl go2.pl buziaczek.pl
seznam.cz centrum.cz atlas.cz volny.cz post.cz azet.sk centrum.sk zoznam.sk pobox.sk freemail.hu citromail.hu indamail.hu t-online.hu
abv.bg dir.bg net.hr siol.net telia.com telia.se spray.se bredband.net comhem.se online.no frisurf.no jubii.dk mail.dk ofir.dk luukku.com
suomi24.fi elisanet.fi kolumbus.fi hot.ee inbox.lt one.lt otenet.gr forthnet.gr in.gr mynet.com superonline.com ttmail.com walla.com
walla.co.il 012.net.il netvision.net.il bezeqint.net qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net sina.com sina.cn vip.sina.com
sohu.com tom.com 139.com 189.cn aliyun.com 263.net wo.cn naver.com daum.net hanmail.net nate.com kakao.com docomo.ne.jp
ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp excite.co.jp infoseek.jp goo.jp
hinet.net pchome.com.tw seed.net.tw netvigator.com singnet.com.sg pacific.net.sg rediffmail.com rediff.com indiatimes.com
in.com bsnl.in vsnl.net uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br
superig.com.br fibertel.com.ar arnet.com.ar speedy.com.ar ciudad.com.ar prodigy.net.mx cantv.net terra.cl vtr.net une.net.co
comcast.net verizon.net att.net sbcglobal.net bellsouth.net ameritech.net pacbell.net swbell.net cox.net charter.net spectrum.net rr.com
twc.com roadrunner.com earthlink.net mindspring.com juno.com netzero.net netzero.com optonline.net optimum.net frontier.com
frontiernet.net windstream.net centurylink.net centurytel.net embarqmail.com q.com qwest.net suddenlink.net mediacombb.net
cableone.net tds.net insightbb.com peoplepc.com prodigy.net wowway.com rcn.com hughes.net compuserve.com sympatico.ca rogers.com shaw.ca
telus.net videotron.ca bell.net cogeco.ca eastlink.ca nb.sympatico.ca mts.net sasktel.net bigpond.com bigpond.net.au optusnet.com.au
iinet.net.au tpg.com.au westnet.com.au internode.on.net xtra.co.nz slingshot.co.nz vodamail.co.za telkomsa.net mweb.co.za webmail.co.za
lantic.net emirates.net.ae eim.ae mailcity.com rocketmail.co.uk care2.com mail2world.com myself.com consultant.com engineer.com post.com
europe.com asia.com accountant.com techie.com writeme.com cheerful.com iname.com doctor.com london.com berlin.de muenchen.de
atomicmail.io skiff.com cock.li safe-mail.net vivaldi.net ctemplar.com onmail.com simplelogin.com anonaddy.com privaterelay.appleid.com
`;
