import type { LabOptions } from './lab-options.js';

export interface LabRecipient {
  readonly name: string;
  readonly phone: string;
}

/** Who takes part. Every tenth person shares the number of the one before, so that numbers change hands. */
export interface LabWorld {
  readonly agents: readonly string[];
  readonly recipients: readonly LabRecipient[];
  /** Numbers that text in and that nobody knows. */
  readonly strangers: readonly string[];
  readonly senders: readonly { readonly id: string; readonly address: string; readonly name: string }[];
}

/** Area codes whose 555-01xx is kept free for fiction. */
const areaCodes = ['202', '212', '312', '415', '617', '713'];

function fictional(index: number): string {
  return `+1${areaCodes[Math.floor(index / 100)]}55501${String(index % 100).padStart(2, '0')}`;
}

export function labWorld({ agents, recipients, senders }: LabOptions): LabWorld {
  return {
    agents: list(agents, (index) => `agent${index}`),
    recipients: list(recipients, (index) => ({
      name: `Recipient ${index}`,
      phone: fictional(index % 10 === 9 ? index - 1 : index),
    })),
    strangers: list(Math.min(20, Math.max(2, recipients / 10)), (index) => fictional(500 + index)),
    senders: list(senders, (index) => ({
      id: `sender${index}`,
      address: `+4420794600${String(index).padStart(2, '0')}`,
      name: `Sender ${index}`,
    })),
  };
}

function list<T>(length: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length }, (_, index) => make(index));
}
