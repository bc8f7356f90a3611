import { invalidParameter } from "../errors";

const most = 50;

/** @throws AwsError Where a queue may not have these tags. */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  if (entries.length > most) {
    throw invalidParameter(`Too many tags added for queue. Maximum is ${most}.`);
  }
  if (entries.some(([key, value]) => key === "" || key.length > 128 || value.length > 256)) {
    throw invalidParameter("Tag keys must be between 1 and 128 characters in length, and tag values at most 256.");
  }
  if (entries.some(([key]) => /^aws:/i.test(key))) {
    throw invalidParameter("Tag keys must not begin with aws:, which is reserved.");
  }
}
