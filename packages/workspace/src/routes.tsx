import { createBrowserRouter, Navigate } from 'react-router';
import { NotFoundPage } from './shell/not-found-page.js';
import { RouteFailed } from './shell/route-failed.js';
import { Shell } from './shell/shell.js';

/** Every page is a file of its own, loaded when it is first opened. */
export const router = createBrowserRouter([
  {
    path: '/',
    Component: Shell,
    children: [
      {
        ErrorBoundary: RouteFailed,
        HydrateFallback: () => null,
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./home/home-page.js')).HomePage }) },
          { path: 'lists', element: <Navigate to="/lists/interactions/mine" replace /> },
          { path: 'lists/interactions', element: <Navigate to="/lists/interactions/mine" replace /> },
          {
            path: 'lists/interactions/:view',
            lazy: async () => ({ Component: (await import('./interactions/interactions-page.js')).InteractionsPage }),
          },
          {
            path: 'lists/scheduled',
            lazy: async () => ({ Component: (await import('./scheduled/scheduled-page.js')).ScheduledPage }),
          },
          { path: 'interactions', element: <Navigate to="/lists/interactions/all" replace /> },
          {
            path: 'interactions/new',
            lazy: async () => ({ Component: (await import('./record/new-interaction-page.js')).NewInteractionPage }),
          },
          {
            path: 'interactions/:number/:tab?',
            lazy: async () => ({ Component: (await import('./record/record-page.js')).RecordPage }),
          },
          { path: 'admin', element: <Navigate to="/admin/channels" replace /> },
          {
            path: 'admin/channels',
            lazy: async () => ({ Component: (await import('./channels/channels-page.js')).ChannelsPage }),
          },
          {
            path: 'admin/plugins',
            lazy: async () => ({ Component: (await import('./plugins/plugins-page.js')).PluginsPage }),
          },
          {
            path: 'admin/plugins/:id',
            lazy: async () => ({ Component: (await import('./plugins/plugin-page.js')).PluginPage }),
          },
          {
            path: 'admin/extension-points',
            lazy: async () => ({
              Component: (await import('./plugins/extension-points-page.js')).ExtensionPointsPage,
            }),
          },
          {
            path: 'admin/consent',
            lazy: async () => ({ Component: (await import('./admin/consent-page.js')).ConsentPage }),
          },
          {
            path: 'admin/carrier-events',
            lazy: async () => ({ Component: (await import('./admin/carrier-events-page.js')).CarrierEventsPage }),
          },
          { path: 'admin/audit', lazy: async () => ({ Component: (await import('./audit/audit-page.js')).AuditPage }) },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]);
