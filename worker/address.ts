/** Addresses on the public internet, and those that lead elsewhere. */
import ipaddr from 'ipaddr.js';

const PORTS = ['', '443', '8443'];
/** Names that mean something inside a network only. */
const INNER_NAME = /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|private|arpa|onion)$/;

/** In: a webhook's address, whether private ones are allowed (on a laptop). Out: what is wrong with it, or null. */
export function mistakeIn(url: string, isPrivateAllowed: boolean): string | null {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (target === null) return 'is not an address';
  if (target.username !== '' || target.password !== '') return 'holds a name or a password';
  if (isPrivateAllowed) return /^https?:$/.test(target.protocol) ? null : 'does not begin with https://';
  if (target.protocol !== 'https:') return 'does not begin with https://';
  if (!PORTS.includes(target.port)) return 'names a port other than 443 and 8443';
  return isPublicHost(hostOf(target)) ? null : 'leads into a private network';
}

/** Out: the host without brackets and last dots. The parser has already made one form of decimal, octal and shortened addresses. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$|\.+$/g, '').toLowerCase();

export const isAddress = (host: string): boolean => ipaddr.isValid(host);

/** Addresses that hold another one (mapped, translated, tunnelled) are refused as such, whatever is in them. */
export function isPublicAddress(address: string): boolean {
  if (!isAddress(address)) return false;
  const parsed = ipaddr.parse(address);
  const isGlobal = parsed.kind() === 'ipv4' || parsed.match(ipaddr.parseCIDR('2000::/3'));
  return isGlobal && parsed.range() === 'unicast';
}

const isPublicHost = (host: string): boolean =>
  isAddress(host) ? isPublicAddress(host) : host.includes('.') && !INNER_NAME.test(host);
