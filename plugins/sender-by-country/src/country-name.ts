const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
const withArticle = /^(United |Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Seychelles)/;

/** Within a sentence: "Germany", "the United Kingdom"; a code that is none stays as it is. */
export function countryName(code: string): string {
  const name = nameOf(code);
  return withArticle.test(name) ? `the ${name}` : name;
}

function nameOf(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
