import { IsArray, IsString, Matches } from '@hailpoint/kernel';

/** Configuration of the plugin `my-plugin`, checked by the host before anything is built. What has a value here may be left out. */
export class MyPluginConfig {
  /** Channels whose recipients it looks at. */
  @IsArray()
  @IsString({ each: true })
  channels: string[] = ['sms'];

  /** Numbers that begin so are not written to. */
  @IsArray()
  @Matches(/^\+\d+$/, { each: true, message: 'each prefix must be + and digits, such as +1900' })
  blockedPrefixes: string[] = ['+1900'];
}
