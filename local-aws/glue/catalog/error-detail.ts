import type { ErrorDetail } from "@aws-sdk/client-glue";
import { AwsError } from "../../protocol/aws-error";

/** Does one of many; what AWS would answer for it where it fails. */
export function errorDetail(action: () => void): ErrorDetail | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) {
      return { ErrorCode: error.code, ErrorMessage: error.message };
    }
    throw error;
  }
}
