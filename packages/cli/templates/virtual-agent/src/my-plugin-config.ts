import { IsArray, IsString, Matches } from '@hailpoint/kernel';

/** Configuration of the plugin `my-plugin`, checked by the host before anything is built. What has a value here may be left out. */
export class MyPluginConfig {
  /** Channels on which it takes conversations that customers start. */
  @IsArray()
  @IsString({ each: true })
  channels: string[] = ['sms'];

  /** The first words to the customer. */
  @IsString()
  @Matches(/\S/, { message: 'question must not be empty' })
  question: string = 'Hello! What is your order number?';

  /** The last words to the customer. */
  @IsString()
  @Matches(/\S/, { message: 'thanks must not be empty' })
  thanks: string = 'Thank you. One of us will answer you here.';
}
