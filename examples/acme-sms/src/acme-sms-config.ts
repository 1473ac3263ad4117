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

/** A number of yours at Acme. */
export class AcmeSenderConfig {
  @Matches(/^\+[1-9]\d{6,14}$/, { message: 'address must be a number such as +12025550100' })
  address!: string;

  /** What agents see. */
  @IsString()
  @Matches(/\S/, { message: 'name must not be empty' })
  name!: string;

  @Matches(/^[A-Z]{2}$/, { message: 'country must be two capital letters, such as US' })
  country!: string;
}

/** Configuration of the plugin `acme-sms`. */
export class AcmeSmsConfig {
  /** Where Acme's API is. */
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['https', 'http'] })
  apiBaseUrl: string = 'https://api.acme-sms.example';

  @Secret()
  @IsString()
  apiKey!: string;

  /** What Acme signs its webhooks with. */
  @Secret()
  @IsString()
  webhookSecret!: string;

  @IsArray()
  @ArrayNotEmpty()
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => AcmeSenderConfig)
  senders!: AcmeSenderConfig[];
}
