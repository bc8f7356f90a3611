import type { GetAccountSettingsResponse } from "@aws-sdk/client-lambda";
import { mostUnpackedBytes } from "../functions/zip-file";
import { accountConcurrency } from "../invocations/concurrency";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html */
export function getAccountSettings({ functions, code, concurrency }: LambdaContext): GetAccountSettingsResponse {
  return {
    AccountLimit: {
      TotalCodeSize: 80_530_636_800,
      CodeSizeUnzipped: mostUnpackedBytes,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: accountConcurrency,
      UnreservedConcurrentExecutions: concurrency.unreserved(),
    },
    AccountUsage: { TotalCodeSize: code.totalSize(), FunctionCount: functions.all().length },
  };
}
