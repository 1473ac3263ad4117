import {
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  JSONSchema,
  Matches,
  MaxLength,
} from '@hailpoint/kernel';

const openStates = ['new', 'work_in_progress', 'on_hold', 'wrap_up'] as const;
const closedStates = ['closed_complete', 'closed_abandoned'] as const;
const oneOf = (values: readonly string[]) => `must be one of ${values.join(', ')}`;

/** An entry of `followUps`. */
export class FollowUpSection {
  @IsString()
  @IsNotEmpty()
  @MaxLength(80, { message: 'must have at most 80 characters' })
  @JSONSchema({ examples: ['Customer waits'] })
  name!: string;

  @IsIn(['customer_unanswered', 'agent_unanswered'], { message: oneOf(['customer_unanswered', 'agent_unanswered']) })
  @JSONSchema({ examples: ['customer_unanswered'] })
  when!: 'customer_unanswered' | 'agent_unanswered';

  @IsString()
  @Matches(/^[1-9][0-9]{0,4}[smhd]$/, {
    message: 'must be a number with s, m, h or d: seconds, minutes, hours or days',
  })
  @JSONSchema({ examples: ['30m'] })
  after!: string;

  @IsOptional()
  @IsObject()
  filter?: object;

  @IsObject()
  @JSONSchema({ examples: [{ promptAgent: true }] })
  do!: object;
}

/** `filter` of an entry of `followUps`. */
export class FollowUpFilterSection {
  @IsOptional()
  @IsString()
  @Matches(/^[a-z][a-z0-9_-]{0,63}$/, { message: 'must be the name of a channel' })
  @JSONSchema({ examples: ['sms'] })
  channel?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @JSONSchema({ examples: ['support-us'] })
  sender?: string;

  @IsOptional()
  @IsIn(openStates, { message: oneOf(openStates) })
  @JSONSchema({ examples: ['on_hold'] })
  state?: (typeof openStates)[number];

  @IsOptional()
  @IsIn(['agent', 'nobody', 'virtual_agent'], { message: oneOf(['agent', 'nobody', 'virtual_agent']) })
  @JSONSchema({ examples: ['nobody'] })
  assigned?: 'agent' | 'nobody' | 'virtual_agent';
}

/** `do` of an entry of `followUps`; exactly one of these. */
export class FollowUpActionSection {
  @IsOptional()
  @IsBoolean()
  @JSONSchema({ examples: [true] })
  promptAgent?: boolean;

  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'must not be empty' })
  @MaxLength(320, { message: 'must have at most 320 characters' })
  @JSONSchema({ examples: ['Are you still there?'] })
  promptRequester?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @JSONSchema({ examples: ['sam'] })
  reassign?: string;

  @IsOptional()
  @IsBoolean()
  @JSONSchema({ examples: [true] })
  unassign?: boolean;

  @IsOptional()
  @IsIn(openStates, { message: oneOf(openStates) })
  @JSONSchema({ examples: ['on_hold'] })
  setState?: (typeof openStates)[number];

  @IsOptional()
  @IsIn(closedStates, { message: oneOf(closedStates) })
  @JSONSchema({ examples: ['closed_abandoned'] })
  close?: (typeof closedStates)[number];
}
