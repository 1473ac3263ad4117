import { countryTimeZones } from './country-time-zones.js';

/**
 * Zones of the subdivisions (ISO 3166-2) of four countries that are wide and whose addresses name the subdivision. Where parts of one keep
 * another time, by law or by habit, all are listed. Source: the IANA time zone database and its comments.
 */
const tables: Readonly<Record<string, string>> = {
  US: `
    AK America/Anchorage America/Adak; AL America/Chicago America/New_York; AR America/Chicago; AZ America/Phoenix America/Denver;
    CA America/Los_Angeles; CO America/Denver; CT America/New_York; DC America/New_York; DE America/New_York;
    FL America/New_York America/Chicago; GA America/New_York; HI Pacific/Honolulu; IA America/Chicago; ID America/Boise America/Los_Angeles;
    IL America/Chicago; IN America/New_York America/Chicago; KS America/Chicago America/Denver; KY America/New_York America/Chicago;
    LA America/Chicago; MA America/New_York; MD America/New_York; ME America/New_York; MI America/Detroit America/Chicago;
    MN America/Chicago; MO America/Chicago; MS America/Chicago; MT America/Denver; NC America/New_York; ND America/Chicago America/Denver;
    NE America/Chicago America/Denver; NH America/New_York; NJ America/New_York; NM America/Denver; NV America/Los_Angeles America/Denver;
    NY America/New_York; OH America/New_York; OK America/Chicago America/Denver; OR America/Los_Angeles America/Boise; PA America/New_York;
    RI America/New_York; SC America/New_York; SD America/Chicago America/Denver; TN America/New_York America/Chicago;
    TX America/Chicago America/Denver; UT America/Denver; VA America/New_York; VT America/New_York; WA America/Los_Angeles;
    WI America/Chicago; WV America/New_York; WY America/Denver`,
  CA: `
    AB America/Edmonton; BC America/Vancouver America/Edmonton America/Creston America/Dawson_Creek America/Fort_Nelson; MB America/Winnipeg;
    NB America/Moncton; NL America/St_Johns America/Goose_Bay; NS America/Halifax America/Glace_Bay; NT America/Inuvik America/Edmonton;
    NU America/Iqaluit America/Rankin_Inlet America/Cambridge_Bay America/Resolute America/Coral_Harbour;
    ON America/Toronto America/Winnipeg America/Coral_Harbour; PE America/Halifax; QC America/Toronto America/Halifax America/Blanc-Sablon;
    SK America/Regina America/Swift_Current America/Edmonton America/Winnipeg; YT America/Whitehorse America/Dawson`,
  AU: `
    ACT Australia/Sydney; NSW Australia/Sydney Australia/Broken_Hill Australia/Lord_Howe; NT Australia/Darwin;
    QLD Australia/Brisbane Australia/Lindeman; SA Australia/Adelaide Australia/Eucla; TAS Australia/Hobart Antarctica/Macquarie;
    VIC Australia/Melbourne; WA Australia/Perth Australia/Eucla`,
  BR: `
    AC America/Rio_Branco; AL America/Maceio; AM America/Manaus America/Eirunepe; AP America/Belem; BA America/Bahia; CE America/Fortaleza;
    DF America/Sao_Paulo; ES America/Sao_Paulo; GO America/Sao_Paulo; MA America/Fortaleza; MG America/Sao_Paulo; MS America/Campo_Grande;
    MT America/Cuiaba America/Sao_Paulo; PA America/Belem America/Santarem; PB America/Fortaleza; PE America/Recife America/Noronha;
    PI America/Fortaleza; PR America/Sao_Paulo; RJ America/Sao_Paulo; RN America/Fortaleza; RO America/Porto_Velho; RR America/Boa_Vista;
    RS America/Sao_Paulo; SC America/Sao_Paulo; SE America/Maceio; SP America/Sao_Paulo; TO America/Araguaina`,
};

/** Subdivisions that are far away from the rest and have a country code of their own. */
const overseas: Readonly<Record<string, string>> = {
  US: 'AS AS; GU GU; MP MP; PR PR; UM UM; VI VI',
  FR: `971 GP; 972 MQ; 973 GF; 974 RE; 976 YT; GP GP; MQ MQ; GF GF; RE RE; YT YT; BL BL; MF MF; NC NC; PF PF; PM PM; TF TF; WF WF`,
  NL: 'AW AW; BQ1 BQ; BQ2 BQ; BQ3 BQ; CW CW; SX SX',
  CN: 'HK HK; MO MO; TW TW',
};

const zones = new Map<string, readonly string[]>([
  ...entries(tables),
  ...entries(overseas).map(([code, countries]) => [code, countries.flatMap(countryTimeZones)] as const),
]);

/** Zones of an ISO 3166-2 subdivision such as `US-CA`; `undefined` where only the country's are known. */
export function subdivisionTimeZones(subdivision: string): readonly string[] | undefined {
  return zones.get(subdivision);
}

/** Every subdivision with zones of its own. */
export const knownSubdivisions: readonly string[] = [...zones.keys()];

function entries(table: Readonly<Record<string, string>>): readonly (readonly [string, readonly string[]])[] {
  return Object.entries(table).flatMap(([country, text]) =>
    text.split(';').map((entry) => {
      const [subdivision = '', ...values] = entry.trim().split(/\s+/);
      return [`${country}-${subdivision}`, values] as const;
    }),
  );
}
