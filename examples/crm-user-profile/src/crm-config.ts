import { IsInt, IsString, IsUrl, Max, Min, Secret } from '@hailpoint/kernel';

/** What an administrator writes under `config`. Checked before anything is built. */
export class CrmConfig {
  /** Address of the CRM's API. */
  @IsUrl({ require_tld: false, require_protocol: true })
  url!: string;

  /** Written as `${NAME}` only; never shown. */
  @Secret()
  @IsString()
  apiKey!: string;

  /** Records that the CRM knows: the table of an interaction's related record. */
  @IsString()
  table = 'case';

  /** Seconds for which a customer is remembered. */
  @IsInt()
  @Min(0)
  @Max(3_600)
  cacheSeconds = 60;

  /** Milliseconds; the agent waits for it. */
  @IsInt()
  @Min(100)
  @Max(3_000)
  timeoutMs = 1_500;
}
