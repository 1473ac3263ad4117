import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  Type,
  ValidateNested,
} from '@hailpoint/kernel';

/** The senders for the recipients of one country. */
export class CountryConfig {
  /** ISO 3166-1 alpha-2. */
  @Matches(/^[A-Z]{2}$/, { message: 'country must be two capital letters, such as GB' })
  country!: string;

  /** Ids of senders, the best first. Those that no plugin lists at present are passed over. */
  @IsArray()
  @ArrayNotEmpty({ message: 'senders must name at least one sender by its id' })
  @ArrayUnique({ message: 'senders must name each sender once' })
  @IsString({ each: true })
  @IsNotEmpty({ each: true, message: 'each of senders must be the id of a sender' })
  senders!: string[];
}

/** Configuration of the plugin `sender-by-country`. */
export class SenderByCountryConfig {
  /** Channels whose senders it chooses. */
  @IsArray()
  @ArrayUnique({ message: 'channels must name each channel once' })
  @Matches(/^[a-z][a-z0-9_-]*$/, { each: true, message: 'each channel must be a channel name such as sms' })
  channels: string[] = ['sms'];

  /** A country that is not named here: the senders that are of that country themselves. */
  @IsArray()
  @ArrayUnique((one: CountryConfig) => one?.country, { message: 'countries must name each country once' })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => CountryConfig)
  countries: CountryConfig[] = [];

  /** Ids of senders for every other country, the best first. Default: all, in the order of their plugins. */
  @IsArray()
  @ArrayUnique({ message: 'others must name each sender once' })
  @IsString({ each: true })
  @IsNotEmpty({ each: true, message: 'each of others must be the id of a sender' })
  others: string[] = [];

  /** From so many attempts on that came to nothing in a row, a sender is avoided. */
  @IsInt()
  @Min(1)
  @Max(1_000)
  failures = 3;

  /** A sender in whose queue a message would wait longer is avoided. */
  @IsInt()
  @Min(1)
  @Max(86_400)
  longestWaitSeconds = 300;
}
