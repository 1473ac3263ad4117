import {
  ArrayUnique,
  IfGiven,
  IsArray,
  IsObject,
  IsString,
  Matches,
  Type,
  Validate,
  ValidateNested,
  type ValidationArguments,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from '@hailpoint/kernel';

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;
const channelName = /^[a-z][a-z0-9-]*$/;

/** Equal times could mean never and always alike. */
@ValidatorConstraint({ name: 'differsFromStart' })
class DiffersFromStart implements ValidatorConstraintInterface {
  validate(end: unknown, { object }: ValidationArguments): boolean {
    return end !== (object as QuietHoursConfig).start;
  }

  defaultMessage(): string {
    return 'end must differ from start; switch the plugin off to have no quiet hours';
  }
}

/** The same with what a channel leaves to the defaults. */
@ValidatorConstraint({ name: 'eachDiffersFromStart' })
class EachDiffersFromStart implements ValidatorConstraintInterface {
  validate(windows: unknown, { object }: ValidationArguments): boolean {
    const { start, end } = object as QuietHoursConfig;
    // What is no list of objects has an error of its own.
    if (!Array.isArray(windows)) return true;
    return windows.every((one: Partial<ChannelWindowConfig> | null) => (one?.start ?? start) !== (one?.end ?? end));
  }

  defaultMessage(): string {
    return 'the end of each window must differ from its start; leave the channel out to have no quiet hours on it';
  }
}

/** Hours of one channel. */
export class ChannelWindowConfig {
  /** The channel; it need not be among `channels`. */
  @Matches(channelName, { message: 'channel must be a channel name such as sms' })
  channel!: string;

  /** Default: that of all channels. */
  @IfGiven()
  @Matches(timeOfDay, { message: 'start must be a time of day from "00:00" to "23:59", in quotes' })
  start?: string;

  /** Default: that of all channels. */
  @IfGiven()
  @Matches(timeOfDay, { message: 'end must be a time of day from "00:00" to "23:59", in quotes' })
  end?: string;
}

/** Configuration of the plugin `quiet-hours`. */
export class QuietHoursConfig {
  /** Channels that are silent at night. */
  @IfGiven()
  @IsArray()
  @IsString({ each: true })
  @Matches(channelName, { each: true, message: 'each channel must be a channel name such as sms' })
  channels: string[] = ['sms'];

  /** Quiet from this time on, of the recipient's clock. */
  @IfGiven()
  @Matches(timeOfDay, { message: 'start must be a time of day from "00:00" to "23:59", in quotes' })
  start: string = '21:00';

  /** Open again at this time of the recipient's clock; earlier than `start` means the next morning. */
  @IfGiven()
  @Matches(timeOfDay, { message: 'end must be a time of day from "00:00" to "23:59", in quotes' })
  @Validate(DiffersFromStart)
  end: string = '08:00';

  /** Channels with hours of their own. */
  @IfGiven()
  @IsArray()
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ChannelWindowConfig)
  @ArrayUnique((window: ChannelWindowConfig) => window?.channel, { message: 'windows must name each channel once' })
  @Validate(EachDiffersFromStart)
  windows: ChannelWindowConfig[] = [];
}
