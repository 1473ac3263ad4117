/** V8 gave the accessor first and the method later; the type library knows neither. */
interface LocaleTimeZones {
  readonly timeZones?: readonly string[];
  getTimeZones?(): readonly string[] | undefined;
}

/** Codes in use with telephones that the runtime has no zones for, as they are not assigned in ISO 3166: Ascension, Tristan da Cunha, Kosovo. */
const unassigned: Readonly<Record<string, readonly string[]>> = {
  AC: ['Atlantic/St_Helena'],
  TA: ['Atlantic/St_Helena'],
  XK: ['Europe/Belgrade'],
};

/** IANA zones of an ISO 3166-1 alpha-2 country, as the runtime knows them; none for what is no country. */
export function countryTimeZones(country: string): readonly string[] {
  const own = unassigned[country];
  if (own) return own;
  try {
    const locale = new Intl.Locale('und', { region: country }) as LocaleTimeZones;
    return locale.getTimeZones?.() ?? locale.timeZones ?? [];
  } catch {
    return [];
  }
}
