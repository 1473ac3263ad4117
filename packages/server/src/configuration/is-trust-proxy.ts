import { isIP } from 'node:net';
import { ValidateBy } from '@hailpoint/kernel';

const names = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** `true`, `false`, or a list of IP addresses, CIDR ranges, `loopback`, `linklocal`, `uniquelocal`. */
export function isTrustProxy(value: unknown): boolean {
  if (typeof value === 'boolean') return true;
  return Array.isArray(value) && value.length > 0 && value.every(isProxyAddress);
}

function isProxyAddress(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (names.has(value)) return true;
  const [address = '', bits, ...rest] = value.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

export function IsTrustProxy(): PropertyDecorator {
  return ValidateBy({
    name: 'isTrustProxy',
    validator: {
      validate: isTrustProxy,
      defaultMessage: () => 'must be true, false or a list of IP addresses and CIDR ranges',
    },
  });
}
