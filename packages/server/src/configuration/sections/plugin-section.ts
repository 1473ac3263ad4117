import { IsBoolean, IsInt, IsObject, IsOptional, IsString, JSONSchema, Matches, Max, Min } from '@hailpoint/kernel';
import { IsOrderMap } from '../is-order-map.js';

/** An entry of `plugins`. */
export class PluginSection {
  @IsString()
  @Matches(/^[^\s]+$/, { message: 'must be the name of a package, or a path that begins with ./' })
  @JSONSchema({ examples: ['./plugins/crm-user-profile'] })
  package!: string;

  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  @JSONSchema({ examples: [true] })
  enabled?: boolean;

  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(-1_000_000)
  @Max(1_000_000)
  @JSONSchema({ examples: [50] })
  order?: number;

  @IsOptional()
  @IsOrderMap()
  @JSONSchema({ examples: [{ CrmUserDocument: 50 }] })
  contributionOrders?: Record<string, number>;

  @IsOptional()
  @IsObject({ message: 'must be a map of names to values' })
  @JSONSchema({ examples: [{}] })
  config?: Record<string, unknown>;

  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  @JSONSchema({ examples: [true] })
  locked?: boolean;
}
