import { useRouteError } from 'react-router';
import { LoadFailed } from './load-failed.js';

/** A page broke, or its code could not be loaded (after an update of the server its files have other names). */
export function RouteFailed() {
  return <LoadFailed error={useRouteError()} onRetry={() => window.location.reload()} />;
}
