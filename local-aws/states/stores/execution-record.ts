import type { ExecutionStatus } from "@aws-sdk/client-sfn";

/** What is listed of an execution. Its input, output and events lie in its history. */
export interface ExecutionRecord {
  readonly arn: string;
  /** The name of its history's file. */
  readonly id: string;
  readonly name: string;
  readonly machineArn: string;
  readonly versionArn?: string | undefined;
  readonly aliasArn?: string | undefined;
  /** Of an execution that a distributed Map state began. */
  readonly mapRunArn?: string | undefined;
  readonly itemCount?: number | undefined;
  readonly type: "STANDARD" | "EXPRESS";
  readonly status: ExecutionStatus;
  /** In milliseconds since 1970. */
  readonly startDate: number;
  readonly stopDate?: number | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly redriveCount: number;
  readonly redriveDate?: number | undefined;
  /** The SHA-256 of its input, by which a request that is sent again is known. */
  readonly inputHash: string;
}
