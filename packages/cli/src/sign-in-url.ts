import type { Hailpoint } from './hailpoint.js';

/** Where a one-time sign-in token is used. */
export function signInUrl(hailpoint: Hailpoint, token: string): string {
  return `${hailpoint.baseUrl()}/sign-in/${token}`;
}
