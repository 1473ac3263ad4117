import {
  IsArray,
  IsString,
  Matches,
  Validate,
  ValidateIf,
  type ValidationArguments,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from '@hailpoint/kernel';

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

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

/** Configuration of the plugin `quiet-hours`. */
export class QuietHoursConfig {
  /** Channels that are silent at night. */
  // `IsOptional` would let null through, and null is a mistake in a configuration file.
  @ValidateIf((_, value) => value !== undefined)
  @IsArray()
  @IsString({ each: true })
  @Matches(/^[a-z][a-z0-9-]*$/, { each: true, message: 'each channel must be a channel name such as sms' })
  channels: string[] = ['sms'];

  /** Quiet from this time on, of the recipient's clock. */
  @ValidateIf((_, value) => value !== undefined)
  @Matches(timeOfDay, { message: 'start must be a time of day from "00:00" to "23:59", in quotes' })
  start: string = '21:00';

  /** Open again at this time of the recipient's clock; earlier than `start` means the next morning. */
  @ValidateIf((_, value) => value !== undefined)
  @Matches(timeOfDay, { message: 'end must be a time of day from "00:00" to "23:59", in quotes' })
  @Validate(DiffersFromStart)
  end: string = '08:00';
}
