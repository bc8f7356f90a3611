import { AwsError } from "../../protocol/aws-error";

/** Reads from the catalog; what it refuses, Athena words as a MetadataException. */
export function asMetadataException<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof AwsError) {
      throw new AwsError("MetadataException", `${error.code}: ${error.message}`);
    }
    throw error;
  }
}
