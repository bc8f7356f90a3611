import type { Field } from "../formats/data-type";

/** Glue's threshold: schemas that share more than this belong to one table. */
const threshold = 0.7;

/**
 * Whether most of the schemas are alike.
 *
 * @param schemas Each schema with the number of folders or files that have it.
 */
export function mostAreSimilar(schemas: ReadonlyMap<readonly Field[], number>): boolean {
  if (schemas.size <= 1) {
    return true;
  }
  const total = [...schemas.values()].reduce((sum, count) => sum + count, 0);
  const [commonest] = [...schemas].sort(([, a], [, b]) => b - a).map(([schema]) => schema);
  let alike = 0;
  for (const [schema, count] of schemas) {
    alike += commonest !== undefined && areSimilar(commonest, schema) ? count : 0;
  }
  return alike / total > threshold;
}

/** Glue compares names: a column of another type makes a partition whose types differ from its table's. */
function areSimilar(left: readonly Field[], right: readonly Field[]): boolean {
  const names = new Set(left.map((field) => field.name));
  const shared = right.filter(({ name }) => names.has(name)).length;
  return shared / (left.length + right.length - shared) > threshold;
}
