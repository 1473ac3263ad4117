import { IsBoolean, IsInt, IsObject, IsOptional, JSONSchema, Max, Min } from '@hailpoint/kernel';
import type { ConsentTextsSection } from './consent-texts-section.js';

/** A channel under `channels`. */
export class ChannelSection {
  @IsOptional()
  @IsBoolean()
  @JSONSchema({ examples: [true] })
  active?: boolean;

  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be at least 0' })
  @Max(1_000_000, { message: 'must be at most 1000000' })
  @JSONSchema({ examples: [100] })
  order?: number;

  @IsOptional()
  @IsBoolean()
  @JSONSchema({ examples: [false] })
  checkActiveRecipientProfile?: boolean;

  @IsOptional()
  @IsBoolean()
  @JSONSchema({ examples: [true] })
  manualRecipientEntry?: boolean;

  @IsOptional()
  @IsBoolean()
  @JSONSchema({ examples: [true] })
  requireOptIn?: boolean;

  /** Has a section of its own. */
  @IsOptional()
  @IsObject()
  @JSONSchema({ examples: [{ optOut: 'You get no more messages from us.' }] })
  consentTexts?: ConsentTextsSection;

  @IsOptional()
  @IsBoolean()
  @JSONSchema({ examples: [false] })
  locked?: boolean;
}
