/**
 * Mailbox providers whose people are too many for one bucket: theirs are spread by address, everybody else's live with their
 * company. Frozen: lead ids hold the bucket, so a domain that is added or removed here would give its people other ids.
 */

const CROWDED = new Set(
  (
    'gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.co.jp yahoo.co.in ymail.com ' +
    'rocketmail.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es outlook.com outlook.fr outlook.de ' +
    'live.com live.co.uk live.fr msn.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me gmx.com gmx.de ' +
    'gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru yandex.com yandex.ru inbox.ru bk.ru list.ru ' +
    'orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it wp.pl o2.pl onet.pl interia.pl ' +
    'seznam.cz qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net rediffmail.com uol.com.br bol.com.br ' +
    'terra.com.br comcast.net verizon.net att.net sbcglobal.net btinternet.com sky.com zoho.com fastmail.com tutanota.com hey.com'
  ).split(' '),
);

/** In: an e-mail domain in lower case. Out: whether its people are spread over all buckets. */
export const isCrowded = (domain: string): boolean => CROWDED.has(domain);
