/** A route was registered without saying who may call it. A fault of the code, found at start and by tests. */
export class RouteWithoutAccessError extends Error {
  readonly code = 'route_without_access';

  constructor(route: string) {
    super(`The route ${route} declares no access rule. Add config: { access: ... } to it.`);
    this.name = 'RouteWithoutAccessError';
  }
}
