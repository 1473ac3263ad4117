import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IfGiven,
  IsArray,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  Type,
  Validate,
  ValidateNested,
  type ValidationArguments,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from '@hailpoint/kernel';
import { AreKeys } from './are-keys.js';
import { MenuConfig, OptionConfig } from './menu-config.js';
import { menuFault } from './menu-faults.js';

@ValidatorConstraint({ name: 'menusFitTogether' })
class MenusFitTogether implements ValidatorConstraintInterface {
  validate(_: unknown, { object }: ValidationArguments): boolean {
    return menuFault(object) === null;
  }

  defaultMessage({ object }: ValidationArguments): string {
    return menuFault(object) ?? 'the menus do not fit together';
  }
}

/** Configuration of the plugin `virtual-agent-menu`. */
export class VirtualAgentMenuConfig {
  /** Channels on which it takes conversations that customers start. */
  @IfGiven()
  @IsArray()
  @IsString({ each: true })
  @Matches(/^[a-z][a-z0-9-]*$/, { each: true, message: 'each channel must be a channel name such as sms' })
  channels: string[] = ['sms'];

  /** Ids or addresses of the senders on which it does; default: all of the channels. */
  @IfGiven()
  @IsArray()
  @ArrayNotEmpty()
  @IsString({ each: true })
  senders?: string[];

  /** The first words to the customer; stands above the options of the first menu. */
  @IsString()
  @Matches(/\S/, { message: 'greeting must not be empty' })
  @MaxLength(500)
  greeting!: string;

  /** The first menu. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(9)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OptionConfig)
  @Validate(MenusFitTogether)
  options!: OptionConfig[];

  /** Further menus, which options name in `next`. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => MenuConfig)
  menus: MenuConfig[] = [];

  /** What is said when an answer is done and the menu goes on. */
  @IfGiven()
  @IsString()
  @Matches(/\S/, { message: 'goOnText must not be empty' })
  @MaxLength(500)
  goOnText: string = 'Anything else? Write "menu" to see the choices again, or "agent" to reach a person.';

  /** What is said to what was not understood; the menu or the question follows. */
  @IfGiven()
  @IsString()
  @Matches(/\S/, { message: 'fallbackText must not be empty' })
  @MaxLength(500)
  fallbackText: string = 'Sorry, I did not understand that.';

  /** Answers in a row that are not understood before live agents take over. */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(10)
  misunderstandings: number = 3;

  /** The last words to the customer. */
  @IfGiven()
  @IsString()
  @Matches(/\S/, { message: 'handOffText must not be empty' })
  @MaxLength(500)
  handOffText: string = 'Thank you. One of us will answer you here.';

  /** Words that reach a person at any time. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  @Validate(AreKeys)
  agentKeys: string[] = ['agent', 'human'];

  /** Words that show the menu again at any time. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  @Validate(AreKeys)
  menuKeys: string[] = ['menu'];
}
