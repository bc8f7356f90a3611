import type { OperationTable } from "../../protocol/json-service";
import type { Tags } from "../tags";
import type { MlTransforms } from "./ml-transforms";
import { createMlTransform } from "./operations/create-ml-transform";
import { deleteMlTransform } from "./operations/delete-ml-transform";
import { getMlTransform } from "./operations/get-ml-transform";
import { getMlTransforms } from "./operations/get-ml-transforms";

/** The operations of machine learning transforms by AWS's names. */
export function mlTransformOperations(transforms: MlTransforms, tags: Tags): OperationTable {
  return {
    CreateMLTransform: createMlTransform(transforms, tags),
    DeleteMLTransform: deleteMlTransform(transforms, tags),
    GetMLTransform: getMlTransform(transforms),
    GetMLTransforms: getMlTransforms(transforms),
  };
}
