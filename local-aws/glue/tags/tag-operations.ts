import type { GlueOperations } from "../glue-context";
import { getTags } from "./operations/get-tags";
import { tagResource } from "./operations/tag-resource";
import { untagResource } from "./operations/untag-resource";

/** The tags' operations by AWS's names. */
export const tagOperations = {
  GetTags: getTags,
  TagResource: tagResource,
  UntagResource: untagResource,
} satisfies GlueOperations;
