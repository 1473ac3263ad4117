import { IsString, Matches } from '@hailpoint/kernel';

/** Configuration of the plugin `my-plugin`, checked by the host before anything is built. What has a value here may be left out. */
export class MyPluginConfig {
  /** What an agent reads who may not join a conversation. */
  @IsString()
  @Matches(/^\S.{0,499}$/, { message: 'reason must be one line of at most 500 characters' })
  reason: string = 'A colleague has this conversation. Ask them to answer, or to hand it over to you.';
}
