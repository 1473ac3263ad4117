import { IfGiven, IsArray, IsString, Matches } from '@hailpoint/kernel';

/** Configuration of the plugin `recipient-phone`. */
export class RecipientPhoneConfig {
  /** Channels whose recipients are phone numbers. */
  // `IsOptional` would let null through, and null is a mistake in a configuration file.
  @IfGiven()
  @IsArray()
  @IsString({ each: true })
  @Matches(/^[a-z][a-z0-9-]*$/, { each: true, message: 'each channel must be a channel name such as sms' })
  channels: string[] = ['sms', 'whatsapp'];
}
