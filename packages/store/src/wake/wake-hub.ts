import { EventEmitter } from 'node:events';
import type { ReportProblem } from '../problem-reporter.js';
import type { WakeTopic } from '../store.js';

/** Wake-ups within this process. A listener that throws is reported, and the others are still told. */
export class WakeHub {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  constructor(private readonly report: ReportProblem) {}

  tell(topic: WakeTopic, payload: string): void {
    this.emitter.emit(topic, payload);
  }

  listen(topic: WakeTopic, listener: (payload: string) => void): () => void {
    const guarded = (payload: string) => {
      try {
        listener(payload);
      } catch (problem) {
        this.report(`A listener of the wake-up "${topic}" failed`, problem);
      }
    };
    this.emitter.on(topic, guarded);
    return () => {
      this.emitter.off(topic, guarded);
    };
  }
}
