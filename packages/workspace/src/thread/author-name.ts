import type { Message } from '../api/types.js';

export function authorName({ author }: Message, customer: string): string {
  switch (author.kind) {
    case 'agent':
      return author.person?.name ?? 'Agent';
    case 'customer':
      return author.person?.name ?? customer;
    case 'virtual_agent':
      return 'Virtual agent';
    case 'system':
      return 'Hailpoint';
  }
}
