/** Whether a webhook's address may be sent to now. Asked when it is made and again before each sending. */
import * as v from 'valibot';
import { hostOf, isAddress, isPublicAddress, mistakeIn } from './address';

/** Why nothing is sent there: the address itself, what DNS says of its name, or DNS saying nothing. */
export type Refusal = 'private_target' | 'unresolved_target';

/** The part of the bindings that tells how careful we are. */
type Care = { ALLOW_PRIVATE_TARGETS?: string; DNS_OVER_HTTPS?: string };

/** ms */
const RESOLVE_WITHIN = 3000;
/** Of DNS: A and AAAA. */
const ADDRESS_TYPES = [1, 28];
const DnsAnswer = v.object({
  Answer: v.optional(v.array(v.object({ type: v.number(), data: v.string() })), []),
});

/**
 * In: an address. Out: why nothing may be sent there now, or null. Names are looked up over HTTPS where the installation says
 * with whom (`DNS_OVER_HTTPS`); the name may lead elsewhere a moment later, so the network itself must refuse too: the platform's
 * reaches no private address, the local runtime's is told to (scripts/outbound.ts).
 */
export async function refusalOf(url: string, care: Care): Promise<Refusal | null> {
  if (mistakeIn(url, arePrivateTargetsAllowed(care)) !== null) return 'private_target';
  const host = hostOf(new URL(url));
  const { DNS_OVER_HTTPS: resolver = '' } = care;
  if (resolver === '' || arePrivateTargetsAllowed(care) || isAddress(host)) return null;
  const addresses = await addressesOf(host, resolver);
  if (addresses.length === 0) return 'unresolved_target';
  return addresses.every(isPublicAddress) ? null : 'private_target';
}

export const arePrivateTargetsAllowed = (care: Care): boolean => care.ALLOW_PRIVATE_TARGETS === '1';

/** In: a name, a resolver that answers application/dns-json. Out: its addresses; none when it has none or nobody answers. */
async function addressesOf(host: string, resolver: string): Promise<string[]> {
  const ask = async (type: string) => {
    const query = new URLSearchParams({ name: host, type });
    const answer = await fetch(`${resolver}?${query}`, {
      headers: { accept: 'application/dns-json' },
      signal: AbortSignal.timeout(RESOLVE_WITHIN),
    });
    return v.parse(DnsAnswer, await answer.json()).Answer;
  };
  try {
    const answers = await Promise.all(['A', 'AAAA'].map(ask));
    return answers.flat().flatMap(({ type, data }) => (ADDRESS_TYPES.includes(type) ? [data] : []));
  } catch {
    return [];
  }
}
