import { formatStartReport, type StartReport } from '@hailpoint/kernel/host';

/** A plugin under test did not start; the message is the start-up report. */
export class TestHostError extends Error {
  override readonly name = 'TestHostError';
  readonly code = 'test_host';

  constructor(readonly report: StartReport) {
    super(formatStartReport(report));
  }
}
