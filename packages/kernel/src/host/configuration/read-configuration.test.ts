// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Secret } from '../../config/secret.js';
import {
  ConfigClassError,
  ConfigSchemaError,
  ConfigurationInvalidError,
  ConfigurationReferenceError,
} from '../errors/configuration-errors.js';
import { readBySchema, readConfiguration } from './read-configuration.js';
import { schemaOfClass } from './schema-of-class.js';
import { schemaOfStatement } from './schema-of-statement.js';

class Sender {
  @Matches(/^\+[1-9]\d{5,14}$/)
  address!: string;

  @IsOptional()
  @IsString()
  name?: string;
}

class Retry {
  @IsInt()
  @Min(0)
  @Max(10)
  times = 3;
}

class CarrierConfig {
  @IsUrl({ require_tld: false })
  url!: string;

  @Secret()
  @MaxLength(12)
  token!: string;

  @ValidateNested({ each: true })
  @ArrayMinSize(1)
  @Type(() => Sender)
  senders!: Sender[];

  @ValidateNested()
  @Type(() => Retry)
  retry!: Retry;

  @IsIn(['fast', 'cheap'])
  route: string = 'fast';

  @IsOptional()
  @IsBoolean()
  trace?: boolean;

  @ValidateIf((config: CarrierConfig) => config.route === 'cheap')
  @IsString()
  contract?: string;
}

const environment = { TOKEN: 's3cret' };
const good = { url: 'http://localhost:3000', token: '${TOKEN}', senders: [{ address: '+12025550143' }], retry: {} };
const read = (raw: unknown, type: unknown = CarrierConfig) =>
  readConfiguration<CarrierConfig>({ raw, environment, plugin: 'carrier' }, type as never);

async function problems(raw: unknown, type?: unknown): Promise<readonly string[]> {
  const error = await read(raw, type).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigurationInvalidError);
  return (error as ConfigurationInvalidError).problems.map(({ path, message }) => `${path} ${message}`);
}

describe('a configuration class', () => {
  test('gets instances, defaults and secrets', async () => {
    const { value, secrets } = await read(good);
    expect(value).toBeInstanceOf(CarrierConfig);
    expect(value.senders[0]).toBeInstanceOf(Sender);
    expect(value).toMatchObject({ token: 's3cret', retry: { times: 3 }, route: 'fast' });
    expect(secrets).toEqual(['s3cret']);
  });

  // Every place of the class, each fed what must not pass there.
  const text = [undefined, null, [], {}, 7, true];
  const object = [undefined, null, [], 'x', 7, [{}]];
  const list = [undefined, null, [], 'x', {}, { address: '+12025550143' }];
  test.each<[string, readonly unknown[]]>([
    ['url', [...text, 'no url']],
    ['senders', list],
    ['retry', object],
    ['route', [null, [], 7, 'slow', 'FAST']],
    ['trace', [null, [], 'true', 1]],
  ])('%s refuses what does not fit, and names the path', async (key, values) => {
    for (const value of values) {
      const raw = { ...good, [key]: value };
      if (value === undefined) delete (raw as Record<string, unknown>)[key];
      const found = await problems(raw);
      expect(found.length).toBeGreaterThan(0);
      for (const problem of found) expect(problem).toMatch(new RegExp(`^config\\.${key}\\b`));
    }
  });

  test.each([
    [null, 'is missing'],
    [undefined, 'is missing'],
    [[], 'must be an object'],
    ['text', 'must be an object'],
    [7, 'must be an object'],
  ])('as a whole: %j', async (raw, expected) => {
    expect((await problems(raw)).join()).toContain(expected);
  });

  test.each([
    [
      { ...good, senders: [{ address: '+12025550143', nmae: 'x' }] },
      'config.senders[0].nmae is not known. Did you mean "name"?',
    ],
    [{ ...good, sendres: [] }, 'config.sendres is not known. Did you mean "senders"?'],
    [{ ...good, xyz: 1 }, expect.stringMatching(/^config.xyz is not known. Known: contract, retry,/)],
    [{ ...good, retry: { times: 11 } }, expect.stringContaining('config.retry.times')],
    [{ ...good, retry: { times: 1.5 } }, expect.stringContaining('config.retry.times')],
    [{ ...good, retry: { times: '3' } }, 'config.retry.times must be a whole number, and is text'],
    [{ ...good, senders: [{ address: '2025550143' }] }, expect.stringContaining('config.senders[0].address')],
    [{ ...good, senders: [null] }, 'config.senders[0] must be an object, and is empty'],
    [{ ...good, senders: ['+12025550143'] }, 'config.senders[0] must be an object, and is text'],
    [{ ...good, senders: [[]] }, 'config.senders[0] must be an object, and is a list'],
    [{ ...good, route: 'cheap' }, expect.stringContaining('config.contract')],
  ])('%j', async (raw, expected) => {
    expect(await problems(raw)).toEqual([expected]);
  });

  test('all problems at once', async () => {
    expect(await problems({ url: 7, token: '${TOKEN}', senders: [{}], retry: { times: 99 } })).toHaveLength(3);
  });

  test('a secret that is not valid is not repeated', async () => {
    const source = { raw: good, environment: { TOKEN: 'much-too-long-a-secret' }, plugin: 'carrier' };
    const error = await readConfiguration(source, CarrierConfig).catch((thrown: unknown) => thrown as Error);
    expect(error).toBeInstanceOf(ConfigurationInvalidError);
    expect((error as Error).message).toContain('config.token');
    expect((error as Error).message).not.toContain('much-too-long');
  });

  test('a secret that was written down is refused', async () => {
    const error = await read({ ...good, token: 'written-down' }).catch((thrown: unknown) => thrown as Error);
    expect(error).toBeInstanceOf(ConfigurationReferenceError);
    expect((error as Error).message).toContain('config.token');
    expect((error as Error).message).not.toContain('written-down');
  });

  test('one without any property takes an empty configuration only', async () => {
    class Nothing {}
    expect((await read({}, Nothing)).value).toBeInstanceOf(Nothing);
    expect(await problems({ a: 1 }, Nothing)).toEqual(['config.a is not known. None is known.']);
  });

  test('one whose nested property says no class is refused, for nothing in it would be checked', async () => {
    class Careless {
      @ValidateNested({ each: true })
      senders!: Sender[];
    }
    await expect(read({ senders: [] }, Careless)).rejects.toThrow(ConfigClassError);
    await expect(read({ senders: [] }, Careless)).rejects.toThrow('@Type(() => TheClass)');
  });
});

describe('the schema of a class', () => {
  test('every reference leads somewhere, nested lists included', () => {
    const schema = schemaOfClass(CarrierConfig);
    const references = JSON.stringify(schema).match(/"#\/\$defs\/\w+"/g) ?? [];
    expect(new Set(references)).toEqual(new Set(['"#/$defs/Sender"', '"#/$defs/Retry"']));
    expect(Object.keys(schema['$defs'] as object).sort()).toEqual(['Retry', 'Sender']);
    expect(schema).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['url', 'token', 'senders', 'retry'],
      properties: {
        token: { writeOnly: true },
        senders: { type: 'array', minItems: 1, items: { $ref: '#/$defs/Sender' } },
        retry: { $ref: '#/$defs/Retry' },
        route: { default: 'fast' },
      },
      $defs: { Retry: { properties: { times: { type: 'integer', default: 3 } } } },
    });
  });

  test('judges alone, as it does for a plugin that is switched off', () => {
    const schema = JSON.parse(JSON.stringify(schemaOfClass(CarrierConfig))) as Record<string, unknown>;
    const check = (raw: unknown) => () => readBySchema({ raw, environment, plugin: 'carrier' }, schema);
    expect(check(good)).not.toThrow();
    for (const raw of [
      {},
      { ...good, retry: [] },
      { ...good, senders: [] },
      { ...good, senders: {} },
      { ...good, x: 1 },
      { ...good, token: 'written' },
    ]) {
      expect(check(raw)).toThrow();
    }
  });

  test('two plugins may both call their class Config', () => {
    const one = (() => {
      class Config {
        @IsString()
        first!: string;
      }
      return Config;
    })();
    const other = (() => {
      class Config {
        @IsInt()
        second!: number;
      }
      return Config;
    })();
    expect(Object.keys(schemaOfClass(one)['properties'] as object)).toEqual(['first']);
    expect(Object.keys(schemaOfClass(other)['properties'] as object)).toEqual(['second']);
  });

  test('a class that nests itself', () => {
    class Tree {
      @IsString()
      name!: string;

      @IsOptional()
      @ValidateNested({ each: true })
      @Type(() => Tree)
      children?: Tree[];
    }
    const schema = schemaOfClass(Tree);
    const check = (raw: unknown) => () => readBySchema({ raw, environment, plugin: 'tree' }, schema);
    expect(check({ name: 'a', children: [{ name: 'b', children: [] }] })).not.toThrow();
    expect(check({ name: 'a', children: [{ name: 'b', children: [{}] }] })).toThrow(
      'config.children[0].children[0].name is missing',
    );
  });
});

describe('a JSON Schema', () => {
  const schema = {
    type: 'object',
    required: ['url'],
    properties: {
      url: { type: 'string', format: 'uri' },
      times: { type: 'integer', default: 3 },
      key: { type: 'string', writeOnly: true },
    },
  };

  test('gives defaults, and refuses unknown keys although it does not say so', async () => {
    expect((await read({ url: 'https://crm.example' }, schema)).value).toEqual({
      url: 'https://crm.example',
      times: 3,
    });
    expect(await problems({ url: 'https://crm.example', tmies: 1 }, schema)).toEqual([
      'config.tmies is not known. Did you mean "times"?',
    ]);
    expect(await problems({ url: 'no url' }, schema)).toEqual([expect.stringContaining('config.url')]);
    await expect(read({ url: 'https://crm.example', key: 'written' }, schema)).rejects.toThrow(
      ConfigurationReferenceError,
    );
  });

  test('that is none is named as such', async () => {
    await expect(read({}, { type: 'objekt' })).rejects.toThrow(ConfigSchemaError);
  });

  test('a plugin without a configuration takes none', async () => {
    const readNone = (raw: unknown) => readConfiguration({ raw, environment, plugin: 'plain' }, undefined);
    await expect(readNone({ a: 1 })).rejects.toThrow('config.a is not known');
    expect((await readNone(null)).value).toEqual({});
    expect(schemaOfStatement(undefined)).toMatchObject({ additionalProperties: false });
  });
});
