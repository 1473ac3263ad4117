const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** A look into Intl costs more than all the rest of an explanation. Codes of two letters only, so it stays small. */
const found = new Map<string, string>();

/** English name of an ISO 3166-1 alpha-2 country; what is no such code comes back as it is. */
export function countryName(country: string): string {
  const known = found.get(country);
  if (known !== undefined) return known;
  try {
    const name = names.of(country) ?? country;
    found.set(country, name);
    return name;
  } catch {
    return country;
  }
}
