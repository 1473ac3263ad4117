import {
  ArrayNotEmpty,
  ArrayUnique,
  IfGiven,
  IsArray,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  Secret,
  Type,
  ValidateIf,
  ValidateNested,
} from '@hailpoint/kernel';

/** How fast the carrier takes messages from this number; all nodes together keep to it. */
export class SimulatorPaceConfig {
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

/** A number that messages go out from. */
export class SimulatorSenderConfig {
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

  /** Default: as fast as the carrier takes them. */
  @IfGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => SimulatorPaceConfig)
  pace?: SimulatorPaceConfig;
}

/** Configuration of the plugin `sms-simulator`. */
export class SmsSimulatorConfig {
  /** Numbers that messages go out from; at least one. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique((sender: SimulatorSenderConfig) => sender.address, { message: 'senders must have different addresses' })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SimulatorSenderConfig)
  senders!: SimulatorSenderConfig[];

  /** Port of the handset page, on this machine only; 0 takes any free one. */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(65_535)
  handsetPort: number = 7421;

  /** A carrier that runs as a process of its own; then none is started here. */
  @IfGiven()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  carrierUrl?: string;

  /** File that keeps messages and handsets over a restart; default: they end with the server. */
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  ledgerFile?: string;

  /** Key of the signatures of callbacks. Needed with `carrierUrl`; else a new one is made at each start. */
  @ValidateIf((config: SmsSimulatorConfig, value) => value !== undefined || config.carrierUrl !== undefined)
  @Secret()
  @IsString()
  @MinLength(8)
  secret?: string;
}
