/** The references of a conversation, by the kind of its person. `null`: it is not one of these. */
export function personReferences(user: { readonly id: string; readonly kind: string } | null): {
  readonly consumer: string | null;
  readonly contact: string | null;
} {
  return {
    consumer: user?.kind === 'consumer' ? user.id : null,
    contact: user?.kind === 'contact' ? user.id : null,
  };
}
