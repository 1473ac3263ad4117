import { IsNotEmpty, IsOptional, IsString, JSONSchema, Matches, Secret } from '@hailpoint/kernel';

/** `database` of the file. With `url` it is PostgreSQL, without it the embedded database in `directory`. */
export class DatabaseSection {
  @IsOptional()
  @IsString()
  @IsNotEmpty({ message: 'must not be empty' })
  @JSONSchema({ examples: ['.hailpoint'] })
  directory?: string;

  @IsOptional()
  @Secret()
  @IsString()
  @Matches(/^postgres(ql)?:\/\/[^\s]+$/, { message: 'must be a PostgreSQL URL, which begins with postgres://' })
  url?: string;
}
