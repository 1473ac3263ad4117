/** A BCP 47 tag in its usual spelling (`pt-BR`); `null`: not one. */
export function canonicalLanguage(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
