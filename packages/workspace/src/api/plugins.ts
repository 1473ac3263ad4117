import { useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './request.js';
import type {
  ContributionAnswers,
  ExtensionPoint,
  HailpointNode,
  Plugin,
  PluginChange,
  PluginChangeResult,
  PluginDetails,
  PluginPlan,
} from './types.js';

/** While something is on its way. Milliseconds. */
const UNSETTLED_MS = 2_000;

/** It stops, or recovers by itself. */
const isOnItsWay = ({ state, degraded }: Plugin): boolean => state === 'stopping' || degraded;

function pathOf(id: string): string {
  return `/admin/plugins/${encodeURIComponent(id)}`;
}

export function usePlugins() {
  return useQuery({
    queryKey: ['admin', 'plugins'],
    queryFn: ({ signal }) => request<{ items: Plugin[] }>('GET', '/admin/plugins', { signal }),
    refetchInterval: ({ state }) => state.data?.items.some(isOnItsWay) && UNSETTLED_MS,
  });
}

export function usePlugin(id: string) {
  return useQuery({
    queryKey: ['admin', 'plugins', id],
    queryFn: ({ signal }) => request<PluginDetails>('GET', pathOf(id), { signal }),
    refetchInterval: ({ state }) => state.data !== undefined && isOnItsWay(state.data.plugin) && UNSETTLED_MS,
  });
}

export function useNodes() {
  return useQuery({
    queryKey: ['admin', 'nodes'],
    queryFn: ({ signal }) => request<{ items: HailpointNode[] }>('GET', '/admin/nodes', { signal }),
    refetchInterval: ({ state }) => state.data?.items.some(({ settled }) => !settled) && UNSETTLED_MS,
  });
}

export function useExtensionPoints() {
  return useQuery({
    queryKey: ['admin', 'extension-points'],
    queryFn: ({ signal }) => request<{ items: ExtensionPoint[] }>('GET', '/admin/extension-points', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ contributions }) => contributions.some(({ circuit }) => circuit !== 'closed')) &&
      UNSETTLED_MS,
  });
}

/** @param question `null`: nothing was asked yet; `asked` tells one question from the same one asked again */
export function useContributionAnswers(question: { number: string; asked: number } | null) {
  return useQuery({
    queryKey: ['admin', 'contribution-answers', question],
    queryFn: ({ signal }) =>
      request<ContributionAnswers>(
        'GET',
        `/admin/interactions/${encodeURIComponent(question?.number ?? '')}/contributions`,
        { signal },
      ),
    enabled: question !== null,
    staleTime: 'static',
  });
}

/** A change of one plugin. */
export interface PluginStep {
  plugin: string;
  change: PluginChange;
}

/**
 * What the steps would do, each by itself. Asked anew for every dialog, as what would happen changes by the minute, and not again under the
 * eyes of who reads it, also not after a gap in the live events: applying says when something changed meanwhile.
 */
export function usePluginPlans(steps: readonly PluginStep[]) {
  return useQuery({
    queryKey: ['admin', 'plugin-plans', steps],
    queryFn: ({ signal }) =>
      Promise.all(
        steps.map(({ plugin, change }) =>
          request<PluginPlan>('POST', `${pathOf(plugin)}/plan`, { body: change, signal }),
        ),
      ),
    staleTime: 'static',
    gcTime: 0,
  });
}

export function changePlugin({ plugin, change }: PluginStep, planId: string): Promise<PluginChangeResult> {
  return request('PATCH', pathOf(plugin), { body: { ...change, planId } });
}

/** Asks everything again that a changed plugin shows in. */
export function useRefreshPlugins(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all(
      ['plugins', 'nodes', 'extension-points', 'channels', 'audit'].map((name) =>
        client.invalidateQueries({ queryKey: ['admin', name] }),
      ),
    );
}
