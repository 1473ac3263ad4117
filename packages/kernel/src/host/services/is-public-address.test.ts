import { expect, test } from '@jest/globals';
import { isPublicAddress } from './is-public-address.js';

test.each([
  ['this host', '0.0.0.0'],
  ['private', '10.1.2.3'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['carrier-grade NAT', '100.127.255.255'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['link-local, cloud metadata', '169.254.169.254'],
  ['multicast', '224.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['documentation', '203.0.113.7'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['IPv4-mapped', '::ffff:127.0.0.1'],
  ['IPv4-mapped', '::ffff:a9fe:a9fe'],
  ['IPv4 translated', '64:ff9b::a00:1'],
  ['unique local, cloud metadata', 'fd00:ec2::254'],
  ['link-local', 'fe80::1'],
  ['multicast', 'ff02::1'],
  ['6to4 around a private address', '2002:a00:1::1'],
  ['Teredo', '2001::1'],
  ['documentation', '2001:db8::1'],
  ['no address', 'example.com'],
  ['no address', ''],
])('not public: %s %s', (_, address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['1.1.1.1', '9.9.9.9', '100.63.255.255', '100.128.0.0', '172.32.0.1', '169.253.1.1', '2606:4700::1111'])(
  'public: %s',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);
