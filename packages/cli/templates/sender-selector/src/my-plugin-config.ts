import { IsArray, IsNotEmpty, IsString } from '@hailpoint/kernel';

/** Configuration of the plugin `my-plugin`, checked by the host before anything is built. What has a value here may be left out. */
export class MyPluginConfig {
  /** Channels whose senders it chooses. */
  @IsArray()
  @IsString({ each: true })
  channels: string[] = ['sms'];

  /** Ids of senders, the best first. */
  @IsArray()
  @IsString({ each: true })
  @IsNotEmpty({ each: true, message: 'each of preferred must be the id of a sender' })
  preferred: string[] = [];
}
