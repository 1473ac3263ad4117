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
  MaxLength,
  Min,
  Secret,
  Type,
  Validate,
  ValidateNested,
  type ValidationArguments,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from '@hailpoint/kernel';
import { placeholderFault, placeholdersOf } from './template-placeholders.js';

@ValidatorConstraint({ name: 'templateBody' })
class TemplateBody implements ValidatorConstraintInterface {
  validate(body: unknown): boolean {
    return typeof body === 'string' && placeholderFault(body) === null;
  }

  defaultMessage({ value }: ValidationArguments): string {
    return `body ${typeof value === 'string' ? placeholderFault(value) : 'must be a text'}`;
  }
}

@ValidatorConstraint({ name: 'variablesOfBody' })
class VariablesOfBody implements ValidatorConstraintInterface {
  validate(_: unknown, arguments_: ValidationArguments): boolean {
    return this.#strangers(arguments_).length === 0;
  }

  defaultMessage(arguments_: ValidationArguments): string {
    return `variables names what the body does not have: ${this.#strangers(arguments_).join(', ')}`;
  }

  #strangers({ value, object }: ValidationArguments): string[] {
    const { body } = object as WhatsAppTemplateConfig;
    const names = typeof body === 'string' ? placeholdersOf(body) : [];
    const given: unknown[] = Array.isArray(value) ? value : [];
    return given.flatMap((one) => {
      const name = (one as { name?: unknown } | null)?.name;
      return typeof name === 'string' && !names.includes(name) ? [name] : [];
    });
  }
}

@ValidatorConstraint({ name: 'knownSenders' })
class KnownSenders implements ValidatorConstraintInterface {
  validate(_: unknown, arguments_: ValidationArguments): boolean {
    return this.#strangers(arguments_).length === 0;
  }

  defaultMessage(arguments_: ValidationArguments): string {
    return `templates names senders that are not in senders: ${this.#strangers(arguments_).join(', ')}`;
  }

  #strangers({ object }: ValidationArguments): string[] {
    const { senders, templates } = object as WhatsAppCloudConfig;
    if (!Array.isArray(senders) || !Array.isArray(templates)) return [];
    const ids = senders.flatMap((sender) => (sender ? [senderId(sender)] : []));
    const named = templates.flatMap((template) => (Array.isArray(template?.senders) ? template.senders : []));
    return [...new Set(named.filter((id) => typeof id === 'string' && !ids.includes(id)))];
  }
}

/** How fast Meta takes messages of one number; all nodes together keep to it. */
export class WhatsAppPaceConfig {
  /** Messages per second; a fraction is fine. */
  @IsNumber()
  @Min(0.01)
  @Max(1_000)
  segmentsPerSecond!: number;

  /** Messages that may go at once after a rest; default: what goes in one second, and 1 at least. */
  @IfGiven()
  @IsInt()
  @Min(1)
  burst?: number;

  /** Messages that may wait: while so many or more do, a composed message is refused; default: no limit. */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  queueLimit?: number;
}

/** A WhatsApp business number that messages go out from. */
export class WhatsAppSenderConfig {
  /** As WhatsApp Manager shows it; not the number itself. */
  @Matches(/^\d{5,32}$/, {
    message: 'phoneNumberId must be the digits that WhatsApp Manager shows as Phone number ID, in quotes',
  })
  phoneNumberId!: string;

  /** The number that customers see, in international form. */
  @Matches(/^\+[1-9]\d{6,14}$/, {
    message: 'address must be a phone number in international form, such as "+12025550100"',
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

  /** Default: as fast as Meta takes them, which is 80 a second at first. */
  @IfGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => WhatsAppPaceConfig)
  pace?: WhatsAppPaceConfig;
}

/** What the agent is told of a variable of a template. */
export class WhatsAppTemplateVariableConfig {
  /** As it stands in the body: `1`, or `customer_name`. */
  @IsString()
  @IsNotEmpty()
  name!: string;

  /** What agents see; default: the name. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  label?: string;

  /** Shown to agents as an example. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  example?: string;

  /** Characters that its value may have; default: what the template's text leaves. */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(1024)
  maxLength?: number;
}

/** A message template as Meta approved it. */
export class WhatsAppTemplateConfig {
  /** Of the template in WhatsApp Manager. */
  @Matches(/^[a-z0-9_]{1,512}$/, {
    message: 'name must be that of the template in WhatsApp Manager: lower case letters, digits and underscores',
  })
  name!: string;

  /** Code of the language as Meta writes it. */
  @Matches(/^[a-z]{2,3}(_[A-Z]{2})?$/, { message: 'language must be a code as Meta writes it, such as en or pt_BR' })
  language!: string;

  /** What agents see; default: the name. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  label?: string;

  /** The approved header, when it is a text without variables. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  @Matches(/^[^{}]*$/, { message: 'header must be a text without variables' })
  header?: string;

  /** The approved body, with its variables as Meta writes them: {{1}}, or {{customer_name}}. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(1024)
  @Validate(TemplateBody)
  body!: string;

  /** The approved footer. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  @Matches(/^[^{}]*$/, { message: 'footer must be a text without variables' })
  footer?: string;

  /** More about the variables of the body; each may be left out. */
  @Validate(VariablesOfBody)
  @IsArray()
  @ArrayUnique((variable: WhatsAppTemplateVariableConfig) => variable?.name, {
    message: 'variables must have different names',
  })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => WhatsAppTemplateVariableConfig)
  variables: WhatsAppTemplateVariableConfig[] = [];

  /** Ids of the senders whose business account has this template; default: all. */
  @IfGiven()
  @IsArray()
  @ArrayNotEmpty()
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  senders?: string[];
}

/** Configuration of the plugin `whatsapp-cloud`. */
export class WhatsAppCloudConfig {
  /** Of a system user with the permission whatsapp_business_messaging; sends, and reads media. */
  @Secret()
  @IsString()
  @IsNotEmpty()
  accessToken!: string;

  /** App secret of the Meta app; checks the signatures of notifications. */
  @Secret()
  @IsString()
  @IsNotEmpty()
  appSecret!: string;

  /** A text of your own, which is also entered where the callback is set in the App Dashboard. */
  @Secret()
  @IsString()
  @IsNotEmpty()
  verifyToken!: string;

  /** Business numbers that messages go out from. */
  @IsArray()
  @ArrayNotEmpty({ message: 'senders must name at least one number' })
  @ArrayUnique((sender: WhatsAppSenderConfig) => sender?.address, { message: 'senders must have different addresses' })
  @ArrayUnique((sender: WhatsAppSenderConfig) => sender?.phoneNumberId, {
    message: 'senders must have different phone number ids',
  })
  @ArrayUnique((sender: WhatsAppSenderConfig) => (sender ? senderId(sender) : sender), {
    message: 'senders must have different ids',
  })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => WhatsAppSenderConfig)
  senders!: WhatsAppSenderConfig[];

  /** Approved templates that agents may send. Without any, nobody can be written to who has not written within 24 hours. */
  @Validate(KnownSenders)
  @IsArray()
  @ArrayUnique((template: WhatsAppTemplateConfig) => `${template?.name} ${template?.language}`, {
    message: 'templates must be different: a name once in each language',
  })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => WhatsAppTemplateConfig)
  templates: WhatsAppTemplateConfig[] = [];

  /**
   * A customer who stopped marketing messages (131050) counts as opted out of everything. `false`: Meta itself keeps marketing templates from
   * them, and they can still be answered.
   */
  @IsBoolean()
  marketingOptOutStopsAll = false;

  /** Messages that may go at once to the same customer, before one every 6 seconds; Meta allows 45. */
  @IsInt()
  @Min(1)
  @Max(45)
  pairBurst = 45;

  /** Version of the Graph API. */
  @Matches(/^v[1-9]\d?\.\d$/, { message: 'graphVersion must be a version of the Graph API, such as v24.0' })
  graphVersion = 'v24.0';

  /** Another host in place of https://graph.facebook.com, for a proxy or tests. */
  @IfGiven()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  apiBaseUrl?: string;
}

/** What `from` names. */
export function senderId({ id, address }: Pick<WhatsAppSenderConfig, 'id' | 'address'>): string {
  return id ?? address;
}
