import { constants, type NodeGCPerformanceDetail, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';

type CollectionEntry = PerformanceEntry & { readonly detail?: NodeGCPerformanceDetail };

/**
 * Calls back soon after each major garbage collection of this process, the only kind that clears weak references everywhere. Causes none.
 * @returns ends it
 */
export function onMajorCollection(callback: () => void): () => void {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as readonly CollectionEntry[]) {
      if (entry.detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR) callback();
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => observer.disconnect();
}
