/** What is pushed to open pages: where to look again, never the data itself. */
export type LiveEvent =
  | { readonly kind: 'interaction'; readonly number: string }
  | { readonly kind: 'thread'; readonly number: string }
  | { readonly kind: 'notification'; readonly userId: string };
