import { IsString, IsUrl, Matches, Secret } from '@hailpoint/kernel';

/** Configuration of the plugin `my-plugin`, checked by the host before anything is built. */
export class MyPluginConfig {
  /** Where the CRM's API is. */
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['https', 'http'] })
  crmUrl!: string;

  /** A secret is written into the file as a reference to the environment only. */
  @Secret()
  @IsString()
  @Matches(/\S/, { message: 'apiKey must not be empty' })
  apiKey!: string;
}
