import { ArrayMaxSize, IsArray, IsString, Matches } from '@hailpoint/kernel';

/** Configuration of the plugin `my-plugin`, checked by the host before anything is built. What has a value here may be left out. */
export class MyPluginConfig {
  /** Channels that rest on holidays. */
  @IsArray()
  @IsString({ each: true })
  channels: string[] = ['sms'];

  /** Days on which nothing is sent, in UTC. */
  @IsArray()
  @ArrayMaxSize(1000)
  @Matches(/^\d{4}-\d\d-\d\d$/, { each: true, message: 'each holiday must be a day such as "2026-12-25", in quotes' })
  holidays: string[] = [];
}
