import { IsNotEmpty, IsOptional, IsString, JSONSchema, MaxLength } from '@hailpoint/kernel';

const notEmpty = { message: 'must not be empty' };
const short = { message: 'must have 600 characters at most' };

/** `consentTexts` of a channel: what customers are answered when they text a keyword. */
export class ConsentTextsSection {
  @IsOptional()
  @IsString()
  @IsNotEmpty(notEmpty)
  @MaxLength(600, short)
  @JSONSchema({ examples: ['You get no more messages from {sender}. Reply START to get them again.'] })
  optOut?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty(notEmpty)
  @MaxLength(600, short)
  @JSONSchema({ examples: ['You get messages from {sender} again. Reply STOP to end them.'] })
  start?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty(notEmpty)
  @MaxLength(600, short)
  @JSONSchema({ examples: ['{sender}: call +442079460000 for help. Reply STOP to end messages.'] })
  help?: string;
}
