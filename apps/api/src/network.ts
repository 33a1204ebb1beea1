import { isIP, isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu;
const GROUPS = 8;

/** An address as it is stored: without the interface behind a local one; null for what a proxy passed on and is none. */
export function storedAddress(ip: string): string | null {
  const [address = ''] = ip.split('%', 1);
  return isIP(address) === 0 ? null : address;
}

/** The network a caller comes from: an IPv4 address itself, of an IPv6 one its first 64 bits, whichever way it is written. */
export function networkOf(ip: string): string {
  const [address = ''] = ip.split('%', 1);
  if (!isIPv6(address)) return ip;
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [left = [], right] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = right === undefined ? [] : Array.from({ length: GROUPS - left.length - right.length }, () => '0');
  const groups = [...left, ...zeros, ...(right ?? [])];
  return groups
    .slice(0, GROUPS / 2)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
