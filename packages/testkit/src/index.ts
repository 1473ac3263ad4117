/** What a plugin author needs to test a plugin in process. */
export { type LogEntry, ManualTime, MemoryLogger, readConfiguration } from '@hailpoint/kernel/host';
export * from './conformance/carrier-dialect.js';
export * from './conformance/channel-provider-conformance.js';
export * from './conformance/channel-provider-subject.js';
export * from './conformance/conformance.js';
export * from './conformance/conformance-report.js';
export type { ConformanceOptions } from './conformance/describe-conformance.js';
export * from './conformance/package-report.js';
export * from './create-test-host.js';
export * from './fake-http-client.js';
export * from './memory-directory.js';
export * from './memory-storage.js';
export * from './test-host-error.js';
export * from './test-public-urls.js';
