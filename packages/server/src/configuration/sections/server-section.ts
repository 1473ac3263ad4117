import { IsInt, IsOptional, IsString, JSONSchema, Matches, Max, Min } from '@hailpoint/kernel';
import { IsTrustProxy } from '../is-trust-proxy.js';

/** `server` of the file. */
export class ServerSection {
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be at least 0' })
  @Max(65_535, { message: 'must be at most 65535' })
  @JSONSchema({ examples: [7420] })
  port?: number;

  @IsOptional()
  @IsString()
  @Matches(/^[A-Za-z0-9._:-]{1,253}$/, { message: 'must be an IP address or a host name' })
  @JSONSchema({ examples: ['127.0.0.1'] })
  host?: string;

  @IsOptional()
  @IsString()
  @Matches(/^https?:\/\/[A-Za-z0-9._-]+(:\d{1,5})?\/?$/, {
    message: 'must be a web address without a path: it begins with https:// or http:// and ends after host and port',
  })
  @JSONSchema({ examples: ['https://messages.example.com'] })
  publicUrl?: string;

  @IsOptional()
  @IsTrustProxy()
  @JSONSchema({ examples: [['10.0.0.0/8']] })
  trustProxy?: boolean | string[];
}
