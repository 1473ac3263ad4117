import { IsArray, IsIn, IsNotEmpty, IsObject, IsOptional, IsString, JSONSchema } from '@hailpoint/kernel';
import { type LogLevel, logLevels } from '../configuration.js';
import { IsCountry } from '../is-country.js';

/** The file as a whole: the shape of its sections, and the values that belong to none. What is in a section is that section's. */
export class HailpointConfiguration {
  @IsOptional()
  @IsObject()
  @JSONSchema({ examples: [{ port: 7420 }] })
  server?: object;

  @IsOptional()
  @IsObject()
  @JSONSchema({ examples: [{ directory: '.hailpoint' }] })
  database?: object;

  @IsOptional()
  @IsArray()
  @JSONSchema({ examples: [[{ package: './plugins/crm-user-profile' }]] })
  plugins?: unknown[];

  @IsOptional()
  @IsObject()
  @JSONSchema({ examples: [{ sms: { active: true } }] })
  channels?: object;

  @IsOptional()
  @IsArray()
  @JSONSchema({ examples: [[{ interaction: 'IMS0000001', title: 'A', text: 'B' }]] })
  guide?: unknown[];

  @IsOptional()
  @IsArray()
  @JSONSchema({
    examples: [[{ name: 'Customer waits', when: 'customer_unanswered', after: '30m', do: { promptAgent: true } }]],
  })
  followUps?: unknown[];

  @IsOptional()
  @IsCountry()
  @JSONSchema({ type: 'string', examples: ['GB'] })
  defaultCountry?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty({ message: 'must not be empty' })
  @JSONSchema({ examples: ['./demo'] })
  demoData?: string;

  @IsOptional()
  @IsIn(logLevels, { message: `must be one of: ${logLevels.join(', ')}` })
  @JSONSchema({ examples: ['info'] })
  logLevel?: LogLevel;
}
