import { randomInt } from "node:crypto";
import type { GetRandomPasswordRequest } from "@aws-sdk/client-secrets-manager";
import { invalidParameter } from "./errors";

const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/** A random password of the kinds of characters that are asked for. @throws AwsError InvalidParameterException */
export function randomPassword(input: GetRandomPasswordRequest): string {
  const { PasswordLength: length = 32, ExcludeCharacters = "", RequireEachIncludedType = true } = input;
  const kinds = [
    input.ExcludeLowercase ? "" : lower,
    input.ExcludeUppercase ? "" : lower.toUpperCase(),
    input.ExcludeNumbers ? "" : digits,
    input.ExcludePunctuation ? "" : punctuation,
    input.IncludeSpace ? " " : "",
  ]
    .map((kind) => [...kind].filter((character) => !ExcludeCharacters.includes(character)))
    .filter((kind) => kind.length > 0);
  if (kinds.length === 0) {
    throw invalidParameter("The excluded characters leave none for the password.");
  }
  if (RequireEachIncludedType && length < kinds.length) {
    throw invalidParameter(`A password of ${length} characters can't have one of each of ${kinds.length} types.`);
  }
  const one = (characters: readonly string[]): string => characters[randomInt(characters.length)] as string;
  const all = kinds.flat();
  const required = RequireEachIncludedType ? kinds.map(one) : [];
  const password = [...required, ...Array.from({ length: length - required.length }, () => one(all))];
  // the required ones are not always the first
  for (let last = password.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [password[last], password[other]] = [password[other] as string, password[last] as string];
  }
  return password.join("");
}
