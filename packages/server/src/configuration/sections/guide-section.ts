import { IsNotEmpty, IsString, JSONSchema, Matches } from '@hailpoint/kernel';

/** An entry of `guide`. */
export class GuideSection {
  @IsString()
  @Matches(/^IMS[0-9]{7,12}$/, { message: 'must be the number of an interaction' })
  @JSONSchema({ examples: ['IMS0000001'] })
  interaction!: string;

  @IsString()
  @IsNotEmpty()
  @JSONSchema({ examples: ['A new conversation'] })
  title!: string;

  @IsString()
  @IsNotEmpty()
  @JSONSchema({ examples: ['Nobody has written to Clara yet.'] })
  text!: string;
}
