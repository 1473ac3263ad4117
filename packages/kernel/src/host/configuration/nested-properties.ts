import { createRequire } from 'node:module';
import type { MetadataStorage } from 'class-transformer/types/MetadataStorage.js';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { Class } from '../../plugin/define-plugin.js';
import { ConfigClassError } from '../errors/configuration-errors.js';

// class-transformer does not export where it keeps what `@Type` said.
const { defaultMetadataStorage } = createRequire(import.meta.url)('class-transformer/cjs/storage.js') as {
  defaultMetadataStorage: MetadataStorage;
};

export interface NestedProperty {
  readonly name: string;
  readonly child: Class<object>;
  readonly isList: boolean;
}

/**
 * Properties with `@ValidateNested`.
 * @throws ConfigClassError for one without `@Type`: its objects would stay plain, and nothing in them would be checked
 */
export function nestedProperties(type: Class<object>): readonly NestedProperty[] {
  const found = new Map<string, NestedProperty>();
  for (const { type: kind, propertyName, each } of getMetadataStorage().getTargetValidationMetadatas(
    type,
    '',
    true,
    false,
  )) {
    if (kind !== ValidationTypes.NESTED_VALIDATION) continue;
    const child = defaultMetadataStorage.findTypeMetadata(type, propertyName)?.typeFunction();
    if (child === undefined) {
      throw new ConfigClassError(
        type.name,
        `its nested property "${propertyName}" does not say of which class it is`,
        `Add @Type(() => TheClass) to "${propertyName}".`,
      );
    }
    const isList = each || Reflect.getMetadata('design:type', type.prototype, propertyName) === Array;
    found.set(propertyName, { name: propertyName, child: child as Class<object>, isList });
  }
  return [...found.values()];
}
