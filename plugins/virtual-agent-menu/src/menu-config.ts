import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IfGiven,
  IsArray,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  Type,
  Validate,
  ValidateNested,
} from '@hailpoint/kernel';
import { AreKeys } from './are-keys.js';
import { IsCollectPattern } from './is-collect-pattern.js';

/** Something with a visible character in it. */
const IsFilled = () => Matches(/\S/, { message: '$property must not be empty' });

/** Something that the customer is asked, and that the agent sees. */
export class CollectConfig {
  /** What the agent sees. The same label in two places is the same value: the later answer counts. */
  @IsString()
  @IsFilled()
  @MaxLength(60)
  label!: string;

  /** The question. */
  @IsString()
  @IsFilled()
  @MaxLength(500)
  prompt!: string;

  /** A regular expression that the whole answer must match, without regard to case; default: any answer. */
  @IfGiven()
  @Validate(IsCollectPattern)
  pattern?: string;
}

/** Gives the conversation to live agents. */
export class HandOffConfig {
  /** For the agents. */
  @IsString()
  @IsFilled()
  @MaxLength(200)
  reason!: string;

  /** The last words to the customer; default: `handOffText`. */
  @IfGiven()
  @IsString()
  @IsFilled()
  @MaxLength(500)
  text?: string;
}

/** A line of a menu, and what becomes of choosing it: `answer`, then the questions of `collect`, then `handOff` or the menu `next`. */
export class OptionConfig {
  /** What the customer writes to choose it; the first stands before the label. Without regard to case and punctuation. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  @Validate(AreKeys)
  keys!: string[];

  /** What the customer reads. */
  @IsString()
  @IsFilled()
  @MaxLength(60)
  label!: string;

  /** The answer to it. */
  @IfGiven()
  @IsString()
  @IsFilled()
  @MaxLength(1_000)
  answer?: string;

  /** Questions that follow, in order. */
  @IfGiven()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(8)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => CollectConfig)
  collect?: CollectConfig[];

  /** Ends it: live agents take over. */
  @IfGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => HandOffConfig)
  handOff?: HandOffConfig;

  /** Name of the menu that is shown then; `main` is the first one. Not together with `handOff`. */
  @IfGiven()
  @Matches(/^[a-z][a-z0-9-]{0,39}$/, { message: 'next must be the name of a menu' })
  next?: string;
}

/** A menu that options lead to. */
export class MenuConfig {
  /** What `next` names. */
  @Matches(/^(?!main$)[a-z][a-z0-9-]{0,39}$/, {
    message: 'name must be small letters, digits and hyphens, such as "billing", and not "main"',
  })
  name!: string;

  /** Stands above the options. */
  @IsString()
  @IsFilled()
  @MaxLength(500)
  text!: string;

  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(9)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OptionConfig)
  options!: OptionConfig[];
}
