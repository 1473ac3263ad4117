import { type Static, type TSchema, type TUnsafe, Type } from 'typebox';

/** A type with every field read-only and intersections made one, so that two ways to write the same type are equal. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Plain<T[Key]> }
      : T;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * Ties a schema to the model type that it describes: it compiles only when the two are the same, field by field and option by
 * option. Routes then read and answer the model type itself.
 */
export function schemaOf<Model>() {
  return <Schema extends TSchema>(
    schema: Same<Plain<Static<Schema>>, Plain<Model>> extends true ? Schema : 'The schema differs from the model type.',
  ): TUnsafe<Model> => Type.Unsafe<Model>(schema as TSchema);
}
