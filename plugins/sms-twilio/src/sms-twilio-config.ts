import {
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
  ValidateIf,
  ValidateNested,
  type ValidationArguments,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from '@hailpoint/kernel';
import { messagingServiceForm } from './messaging-service-form.js';

@ValidatorConstraint({ name: 'hasSender' })
class HasSender implements ValidatorConstraintInterface {
  validate(_: unknown, { object }: ValidationArguments): boolean {
    const { senders, messagingServices } = object as SmsTwilioConfig;
    return [senders, messagingServices].some((list) => Array.isArray(list) && list.length > 0);
  }

  defaultMessage(): string {
    return 'senders or messagingServices must name at least one';
  }
}

/** How fast the carrier takes messages from this number; all nodes together keep to it. */
export class TwilioPaceConfig {
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

/** A Twilio number that messages go out from. */
export class TwilioSenderConfig {
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

  /** What `from` names; default: the address. Not the id of a Messaging Service, by which its messages are told from those of a number. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  @Matches(/^(?!MG[0-9a-fA-F]{32}$)/, {
    message:
      'id must not be that of a Messaging Service (MG and 32 hexadecimal digits): list it under messagingServices',
  })
  id?: string;

  /** Senders of one group share opt-outs; default: all of the channel. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  group?: string;

  /** Default: as fast as Twilio takes them. */
  @IfGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => TwilioPaceConfig)
  pace?: TwilioPaceConfig;
}

/** A Twilio Messaging Service: Twilio chooses the number from its pool. */
export class TwilioMessagingServiceConfig {
  @Matches(messagingServiceForm, {
    message: 'sid must be MG and 32 hexadecimal digits, as the Twilio Console shows it',
  })
  sid!: string;

  /** What agents see. */
  @IsString()
  @IsNotEmpty()
  name!: string;

  /** ISO 3166-1 alpha-2. */
  @IfGiven()
  @Matches(/^[A-Z]{2}$/, { message: 'country must be two capital letters, such as US' })
  country?: string;

  /** Senders of one group share opt-outs; default: all of the channel. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  group?: string;

  /** Default: as fast as Twilio takes them. */
  @IfGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => TwilioPaceConfig)
  pace?: TwilioPaceConfig;
}

/** Configuration of the plugin `sms-twilio`. */
export class SmsTwilioConfig {
  /** Of the Twilio account. */
  @Matches(/^AC[0-9a-fA-F]{32}$/, {
    message: 'accountSid must be AC and 32 hexadecimal digits, as the Twilio Console shows it',
  })
  accountSid!: string;

  /** Primary auth token of the account; checks the signatures of callbacks, also when an API key is given. */
  @Secret()
  @IsString()
  @IsNotEmpty()
  authToken!: string;

  /** API key to call Twilio with, in place of the auth token. */
  @ValidateIf((config: SmsTwilioConfig, value) => value !== undefined || config.apiSecret !== undefined)
  @Matches(/^SK[0-9a-fA-F]{32}$/, { message: 'apiKey must be SK and 32 hexadecimal digits, and goes with apiSecret' })
  apiKey?: string;

  @ValidateIf((config: SmsTwilioConfig, value) => value !== undefined || config.apiKey !== undefined)
  @Secret()
  @IsString()
  @IsNotEmpty()
  apiSecret?: string;

  /** Numbers that messages go out from. */
  @Validate(HasSender)
  @IsArray()
  @ArrayUnique((sender: TwilioSenderConfig) => sender.address, { message: 'senders must have different addresses' })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => TwilioSenderConfig)
  senders: TwilioSenderConfig[] = [];

  /** Messaging Services that messages go out from. */
  @IsArray()
  @ArrayUnique((service: TwilioMessagingServiceConfig) => service.sid, {
    message: 'messagingServices must be different services',
  })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => TwilioMessagingServiceConfig)
  messagingServices: TwilioMessagingServiceConfig[] = [];

  /**
   * Twilio itself answers STOP, START and HELP, as it does by default and with Advanced Opt-Out. `false`: Twilio support has switched that off
   * for the account, and Hailpoint confirms an opt-out. A Hailpoint confirmation beside Twilio's own would be refused with 21610.
   */
  @IsBoolean()
  twilioAnswersOptOut = true;

  /** Another host in place of https://api.twilio.com, for a proxy, a region or tests. */
  @IfGiven()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  apiBaseUrl?: string;
}
