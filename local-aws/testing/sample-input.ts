import { matcher } from "../protocol/model/pattern";
import type { Shape } from "../protocol/model/service-model";
import { pick, type Random } from "./random";

const account = "000000000000";

/** Texts of which nearly every pattern of the models knows one. */
const texts = [
  "fuzz_a",
  "fuzz_b",
  "1",
  "",
  "s3://fuzz/a",
  "/aws/fuzz",
  "arn:aws:iam::000000000000:role/fuzz",
  "arn:aws:glue:us-east-1:000000000000:job/fuzz_a",
  "arn:aws:kms:us-east-1:000000000000:key/fuzz",
  "5.1",
  "Sun:1",
  "3",
  "00000000-0000-0000-0000-000000000000",
  "https://a",
  "a.b.c",
  "arn:aws:secretsmanager:x",
  "ADD",
  "lambda:InvokeFunction",
  account,
];

/**
 * An input that the model allows, with all or some of its members.
 *
 * @param some Whether each member that is not required comes by chance.
 */
export function sample(shape: Shape, next: Random, some = true, depth = 0): unknown {
  switch (shape.type) {
    case "structure": {
      const members = [...shape.members]
        .filter(([name]) => shape.required.has(name) || (depth < 6 && (!some || next(2) === 0)))
        // only the account's own catalog gets further than the door
        .map(
          ([name, member]) => [name, name === "CatalogId" ? account : sample(member, next, some, depth + 1)] as const,
        );
      return Object.fromEntries(members.filter(([, value]) => value !== undefined));
    }
    case "list":
      return Array.from({ length: Math.max(shape.min ?? 0, 1 + next(some ? 2 : 1)) }, () =>
        sample(shape.item as Shape, next, some, depth + 1),
      );
    case "map": {
      const [key, value] = [shape.key as Shape, shape.value as Shape];
      return { [String(sample(key, next, some, depth + 1))]: sample(value, next, some, depth + 1) };
    }
    case "boolean":
      return next(2) === 0;
    case "timestamp":
      return 1_750_000_000 + next(1000);
    case "document":
      return { fuzz: [1] };
    case "blob":
      return "AAAA";
    case "string":
      return sampleText(shape, next);
    default:
      return Math.min(shape.max ?? 3, Math.max(shape.min ?? 1, 1 + next(3)));
  }
}

function sampleText({ enum: words, min = 0, max = 1e9, pattern }: Shape, next: Random): string | undefined {
  if (words !== undefined) {
    return pick(next, words);
  }
  const fitting = texts.filter(
    (text) => text.length >= min && text.length <= max && (pattern === undefined || matcher(pattern)(text)),
  );
  return fitting.length > 0 ? pick(next, fitting.slice(0, 3)) : "x".repeat(Math.max(min, 1));
}
