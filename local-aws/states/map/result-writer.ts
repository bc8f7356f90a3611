import { AwsError } from "../../protocol/aws-error";
import { isArray, type Json, type JsonObject } from "../data/json";
import type { S3Access } from "../definition/asl";
import type { ChildEnd } from "../running/environment";
import { StateFailure } from "../running/failure";
import type { Visit } from "../running/visit";
import { callApi } from "../tasks/service-call";
import { argumentsOf } from "./item-reader";

/** A child execution that ended, with its input. */
export interface ChildResult extends ChildEnd {
  readonly input: Json;
}

/**
 * Writes the results of a map run to S3: a file of what succeeded, one of what failed, and a manifest.
 *
 * @returns The state's result, which tells where the manifest lies.
 * @throws StateFailure States.ResultWriterFailed
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
export async function writeResults(
  visit: Visit,
  writer: S3Access,
  mapRunArn: string,
  results: readonly ChildResult[],
  input: Json,
): Promise<JsonObject> {
  const { Bucket = "", Prefix = "" } = (await argumentsOf(visit, writer, input, "ResultWriter")) as Readonly<
    Record<string, string>
  >;
  const { OutputType = "JSON", Transformation = "NONE" } = (writer.WriterConfig ?? {}) as Readonly<
    Record<string, string>
  >;
  const folder = [Prefix.replace(/\/$/, ""), mapRunArn.split(":").at(-1)].filter(Boolean).join("/");
  const put = async (name: string, text: string) => {
    const Key = `${folder}/${name}`;
    try {
      await callApi(visit, "s3", "PutObject", { Bucket, Key, Body: text, ContentType: "application/json" }, "text");
    } catch (error) {
      throw error instanceof AwsError ? new StateFailure("States.ResultWriterFailed", error.message) : error;
    }
    return { Key, Size: Buffer.byteLength(text) };
  };
  const extension = OutputType === "JSONL" ? "jsonl" : "json";
  const files: Record<string, JsonObject[]> = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  for (const [kind, own] of [
    ["SUCCEEDED", results.filter(({ record }) => record.status === "SUCCEEDED")],
    ["FAILED", results.filter(({ record }) => record.status !== "SUCCEEDED")],
  ] as const) {
    if (own.length > 0) {
      const lines = kind === "SUCCEEDED" ? transformed(own, Transformation) : own.map(described);
      const text =
        OutputType === "JSONL" ? lines.map((line) => `${JSON.stringify(line)}\n`).join("") : JSON.stringify(lines);
      files[kind] = [await put(`${kind}_0.${extension}`, text)];
    }
  }
  const manifest = { DestinationBucket: Bucket, MapRunArn: mapRunArn, ResultFiles: files };
  const { Key } = await put("manifest.json", JSON.stringify(manifest));
  return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket, Key } };
}

/** Outputs with what is known of their executions, alone, or with the items of those that are lists. */
export function transformed(results: readonly ChildResult[], transformation: string): Json[] {
  const outputs = results.map(({ output }) => output ?? null);
  switch (transformation) {
    case "COMPACT":
      return outputs;
    case "FLATTEN":
      return outputs.flatMap((output): Json[] => (isArray(output) ? [...output] : [output]));
    default:
      return results.map(described);
  }
}

function described({ record, input, output }: ChildResult): JsonObject {
  const { arn, name, machineArn, status, startDate, stopDate = startDate, error, cause, redriveCount } = record;
  return {
    ...(cause !== undefined && { Cause: cause }),
    ...(error !== undefined && { Error: error }),
    ExecutionArn: arn,
    Input: JSON.stringify(input),
    InputDetails: { Included: true },
    Name: name,
    ...(output !== undefined && { Output: JSON.stringify(output) }),
    OutputDetails: { Included: true },
    RedriveCount: redriveCount,
    StartDate: new Date(startDate).toISOString(),
    StateMachineArn: machineArn,
    Status: status,
    StopDate: new Date(stopDate).toISOString(),
  };
}
