import {
  ArrayNotEmpty,
  ArrayUnique,
  IfGiven,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  Secret,
  Type,
  Validate,
  ValidateNested,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from '@hailpoint/kernel';
import { readPrivateKey } from './application-token.js';

/** Checked at the start, so that a key that was copied badly is not found out by the first message. */
@ValidatorConstraint({ name: 'isRsaPrivateKeyInPem' })
class IsRsaPrivateKey implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    try {
      return typeof value === 'string' && readPrivateKey(value).asymmetricKeyType === 'rsa';
    } catch {
      return false;
    }
  }

  defaultMessage(): string {
    return 'privateKey must be the RSA private key of the application, in PEM';
  }
}

/** How fast the carrier takes messages from this number; all nodes together keep to it. */
export class VonagePaceConfig {
  /** Message segments per second; a fraction is fine. */
  @IsNumber()
  @Min(0.01)
  @Max(10_000)
  segmentsPerSecond!: number;

  /** Segments that may go at once after a rest; default: what goes in one second, and 1 at least. */
  @IfGiven()
  @IsInt()
  @Min(1)
  burst?: number;

  /** Segments that may wait: while so many or more do, a composed message is refused; default: no limit. */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  queueLimit?: number;
}

/** A number of the Vonage account that messages go out from. */
export class VonageSenderConfig {
  /** The number, in international form; or a short code or alphanumeric sender ID of the account. */
  @Matches(/^(\+[1-9]\d{6,14}|\d{3,8}|[A-Za-z0-9 ]{1,11})$/, {
    message:
      'address must be a phone number in international form, such as "+12025550100", a short code or a sender ID',
  })
  address!: string;

  /** What agents see. */
  @IsString()
  @IsNotEmpty()
  name!: string;

  /** ISO 3166-1 alpha-2. */
  @IfGiven()
  @Matches(/^[A-Z]{2}$/, { message: 'country must be two capital letters, such as US' })
  country?: string;

  /** What `from` names; default: the address. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  id?: string;

  /** Senders of one group share opt-outs; default: all of the channel. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  group?: string;

  /** Default: as fast as Vonage takes them. */
  @IfGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => VonagePaceConfig)
  pace?: VonagePaceConfig;
}

/** Configuration of the plugin `sms-vonage`. */
export class SmsVonageConfig {
  /** Of the Vonage application whose numbers these are. */
  @Matches(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, {
    message: 'applicationId must be the ID of the application, as the Vonage dashboard shows it',
  })
  applicationId!: string;

  /** The application's private key, in PEM; its lines may be joined by `\n`. */
  @Secret()
  @Validate(IsRsaPrivateKey)
  privateKey!: string;

  /** The account's signature secret, which webhooks are signed with. */
  @Secret()
  @IsString()
  @IsNotEmpty()
  signatureSecret!: string;

  /** Of the account; webhooks of any other are refused. Default: only the signature and the application decide. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  apiKey?: string;

  /** Numbers that messages go out from. */
  @IsArray()
  @ArrayNotEmpty({ message: 'senders must name at least one' })
  @ArrayUnique((sender: VonageSenderConfig) => sender.address, { message: 'senders must have different addresses' })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => VonageSenderConfig)
  senders!: VonageSenderConfig[];

  /** Vonage itself answers STOP, START and HELP for these numbers (Opt-Out Assist): Hailpoint then confirms no opt-out. */
  @IsBoolean()
  vonageAnswersOptOut = false;

  /** Another host in place of https://api.nexmo.com, for a region, a proxy or tests. */
  @IfGiven()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  apiBaseUrl?: string;
}
