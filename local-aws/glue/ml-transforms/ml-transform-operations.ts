import type { GlueOperations } from "../glue-context";
import { createMlTransform } from "./operations/create-ml-transform";
import { deleteMlTransform } from "./operations/delete-ml-transform";
import { getMlTransform } from "./operations/get-ml-transform";
import { getMlTransforms } from "./operations/get-ml-transforms";

/** The operations of machine learning transforms by AWS's names. */
export const mlTransformOperations = {
  CreateMLTransform: createMlTransform,
  DeleteMLTransform: deleteMlTransform,
  GetMLTransform: getMlTransform,
  GetMLTransforms: getMlTransforms,
} satisfies GlueOperations;
