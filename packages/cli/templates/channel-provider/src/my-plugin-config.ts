import {
  ArrayNotEmpty,
  IsArray,
  IsObject,
  IsString,
  IsUrl,
  Matches,
  Secret,
  Type,
  ValidateNested,
} from '@hailpoint/kernel';

/** A number of yours at the carrier. */
export class MyPluginSenderConfig {
  @Matches(/^\+[1-9]\d{6,14}$/, { message: 'address must be a number such as +12025550100' })
  address!: string;

  /** What agents see. */
  @IsString()
  @Matches(/\S/, { message: 'name must not be empty' })
  name!: string;

  @Matches(/^[A-Z]{2}$/, { message: 'country must be two capital letters, such as US' })
  country!: string;
}

/** Configuration of the plugin `my-plugin`. */
export class MyPluginConfig {
  /** Where the carrier's API is. */
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['https', 'http'] })
  apiBaseUrl: string = 'https://api.carrier.example';

  @Secret()
  @IsString()
  apiKey!: string;

  /** What the carrier signs its webhooks with. */
  @Secret()
  @IsString()
  webhookSecret!: string;

  @IsArray()
  @ArrayNotEmpty()
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => MyPluginSenderConfig)
  senders!: MyPluginSenderConfig[];
}
