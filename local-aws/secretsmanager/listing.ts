import type { Filter, SecretListEntry } from "@aws-sdk/client-secrets-manager";
import { AwsError } from "../protocol/aws-error";
import { pageOf as pageOfSorted } from "../protocol/page-of";
import { invalidParameter } from "./errors";
import { dateOf, type Secret, stagesOf } from "./secret";

type Texts = (secret: Secret) => readonly string[];

const texts: Readonly<Record<string, Texts>> = {
  name: ({ name }) => [name],
  description: ({ description = "" }) => [description],
  "tag-key": ({ tags }) => tags.map(({ Key = "" }) => Key),
  "tag-value": ({ tags }) => tags.map(({ Value = "" }) => Value),
  "primary-region": () => [],
  "owning-service": () => [],
};

/**
 * Whether a secret fits all filters; of each, one of its values. A value that begins with `!` is one that must not fit.
 *
 * @throws AwsError InvalidParameterException
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html
 */
export function matches(secret: Secret, filters: readonly Filter[] = []): boolean {
  return filters.every(({ Key, Values }) => {
    if (Key === undefined || Values === undefined || Values.length === 0) {
      throw invalidParameter("A filter needs a Key and Values.");
    }
    return Values.some((value) =>
      value.startsWith("!") ? !fits(secret, Key, value.slice(1)) : fits(secret, Key, value),
    );
  });
}

function fits(secret: Secret, key: string, value: string): boolean {
  if (key === "all") {
    const all = Object.values(texts).flatMap((of) => of(secret));
    return wordsOf(value).every((word) => all.some((text) => wordsOf(text).some((each) => each.startsWith(word))));
  }
  const own = texts[key]?.(secret) ?? [];
  return key === "description"
    ? own.some((text) => text.toLowerCase().startsWith(value.toLowerCase()))
    : own.some((text) => text.startsWith(value));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s/_+=.@!-]+/)
    .filter((word) => word !== "");
}

/** One page of a list that is sorted by its keys. @throws AwsError InvalidNextTokenException */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  request: { readonly token: string | undefined; readonly limit: number; readonly descending?: boolean },
): { readonly page: readonly Item[]; readonly next: string | undefined } {
  const invalid = () => new AwsError("InvalidNextTokenException", "The NextToken value is invalid.");
  const found = pageOfSorted(items, keyOf, request, invalid);
  return { page: found.items, next: found.NextToken };
}

/** What lists and DescribeSecret tell of a secret. */
export function shownSecret(secret: Secret): Omit<SecretListEntry, "SecretVersionsToStages"> {
  const { rotation, tags } = secret;
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    RotationEnabled: rotation?.enabled,
    RotationLambdaARN: rotation?.lambdaArn,
    RotationRules: rotation?.rules,
    LastRotatedDate: dateOf(secret.lastRotatedDate),
    LastChangedDate: new Date(secret.lastChangedDate),
    LastAccessedDate: dateOf(secret.lastAccessedDate),
    DeletedDate: dateOf(secret.deletionDate),
    Tags: tags.length === 0 ? undefined : [...tags],
    CreatedDate: new Date(secret.createdDate),
  };
}

export function listEntry(secret: Secret): SecretListEntry {
  return { ...shownSecret(secret), SecretVersionsToStages: stagesOf(secret) };
}
