import type { AccessRule } from './access-rule.js';

/** A route of the server. */
export interface RouteDescription {
  readonly method: string;
  /** Pattern, such as `/api/v1/interactions/:number`. */
  readonly url: string;
  readonly access: AccessRule;
  /** Left out of the OpenAPI document: the pages. */
  readonly hidden: boolean;
}

/** Every route, for the answer to a wrong method and for tests of who may do what. */
export class RouteTable {
  readonly #routes: (RouteDescription & { readonly pattern: RegExp })[] = [];

  add(route: RouteDescription): void {
    this.#routes.push({ ...route, pattern: patternOf(route.url) });
  }

  get routes(): readonly RouteDescription[] {
    return this.#routes.map(({ pattern: _, ...route }) => route);
  }

  /** Methods that an address takes; empty when there is no such address. Pages do not count. */
  methodsOf(address: string): readonly string[] {
    const matching = this.#routes.filter((route) => !route.hidden && route.pattern.test(address));
    return [...new Set(matching.map((route) => route.method))].sort();
  }
}

function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) => {
      if (part === '*') return '.*';
      return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('/');
  return new RegExp(`^${source}$`);
}
