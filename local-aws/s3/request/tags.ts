import { AwsError } from "../../protocol/aws-error";
import { xmlDocument } from "../../protocol/xml-document";
import { invalidArgument } from "../response/errors";
import { s3Namespace } from "../response/s3-namespace";
import { parseXml, xmlList, xmlText } from "./parse-xml";

export type Tags = Readonly<Record<string, string>>;

/** The most tags that S3 takes. */
export const maxObjectTags = 10;
export const maxBucketTags = 50;

/** The tags of a `Tagging` document. @throws `MalformedXML`, `InvalidTag`, `BadRequest` */
export function parseTagging(body: string, most: number): Tags {
  return tagsOf(parseXml(body, "Tagging").TagSet, most);
}

/** The tags of an element that holds `Tag`s. @throws `InvalidTag`, `BadRequest` */
export function tagsOf(set: unknown, most: number): Tags {
  const tags = xmlList(typeof set === "object" && set !== null ? (set as Record<string, unknown>).Tag : undefined);
  return checkTags(
    tags.map((tag) => [xmlText(tag.Key) ?? "", xmlText(tag.Value) ?? ""]),
    most,
  );
}

/**
 * The tags of the header `x-amz-tagging`.
 *
 * @param text A query.
 * @throws `InvalidArgument`, `InvalidTag`, `BadRequest`
 */
export function parseTaggingHeader(text: string | undefined): Tags | undefined {
  if (text === undefined || text === "") {
    return undefined;
  }
  const pairs = [...new URLSearchParams(text)];
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) {
    const message =
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.";
    throw invalidArgument(message, "x-amz-tagging", text);
  }
  return checkTags(pairs, maxObjectTags);
}

export function taggingXml(tags: Tags): string {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return xmlDocument("Tagging", { TagSet: { Tag: list } }, s3Namespace);
}

function checkTags(pairs: readonly (readonly [string, string])[], most: number): Tags {
  if (pairs.length > most) {
    const what = most === maxObjectTags ? "Object" : "Bucket";
    throw new AwsError("BadRequest", `${what} tags cannot be greater than ${most}`);
  }
  const tags = new Map<string, string>();
  for (const [key, value] of pairs) {
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) || /^aws:/i.test(key)) {
      throw new AwsError("InvalidTag", "The TagKey you have provided is invalid", 400, { TagKey: key });
    }
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value)) {
      throw new AwsError("InvalidTag", "The TagValue you have provided is invalid", 400, {
        TagKey: key,
        TagValue: value,
      });
    }
    if (tags.has(key)) {
      throw new AwsError("InvalidTag", "Cannot provide multiple Tags with the same key", 400, { TagKey: key });
    }
    tags.set(key, value);
  }
  return Object.fromEntries(tags);
}
