import { sdkServices } from "../../integration/sdk-services";

/** How long a task waits for a service: for its answer, for the end of the work that it began, or for a task token. */
export type Pattern = "request" | "sync" | "token";

export type Resource =
  | { readonly kind: "lambda"; readonly arn: string }
  | { readonly kind: "activity"; readonly arn: string }
  | {
      readonly kind: "service";
      /** Whether the request and the answer are those of the service's own API. */
      readonly isSdk: boolean;
      /** Such as `glue`; of an SDK integration the name of the SDK's client, such as `sfn`. */
      readonly service: string;
      /** Such as `startJobRun`. */
      readonly action: string;
      readonly pattern: Pattern;
      /** The second version of a pattern: `.sync:2` gives the output of an execution as JSON. */
      readonly version: 1 | 2;
    };

/** What the integrations that AWS made for Step Functions can do here, with `sync` where they can wait for the end. */
const optimized: Readonly<Record<string, readonly Pattern[]>> = {
  "lambda:invoke": ["request", "token"],
  "glue:startJobRun": ["request", "sync"],
  "athena:startQueryExecution": ["request", "sync"],
  "athena:stopQueryExecution": ["request"],
  "athena:getQueryExecution": ["request"],
  "athena:getQueryResults": ["request"],
  "sns:publish": ["request", "token"],
  "sqs:sendMessage": ["request", "token"],
  "events:putEvents": ["request", "token"],
  "dynamodb:getItem": ["request"],
  "dynamodb:putItem": ["request"],
  "dynamodb:updateItem": ["request"],
  "dynamodb:deleteItem": ["request"],
  "states:startExecution": ["request", "sync", "token"],
};

const suffixes: Readonly<Record<string, { readonly pattern: Pattern; readonly version: 1 | 2 }>> = {
  "": { pattern: "request", version: 1 },
  ".sync": { pattern: "sync", version: 1 },
  ".sync:2": { pattern: "sync", version: 2 },
  ".waitForTaskToken": { pattern: "token", version: 1 },
};

/**
 * What a task's `Resource` names.
 *
 * @returns Undefined where the embedded AWS has no such resource.
 */
export function readResource(arn: string): Resource | undefined {
  if (/^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/.test(arn)) {
    return { kind: "lambda", arn };
  }
  if (/^arn:aws[\w-]*:states:[\w-]+:\d{12}:activity:[^:]+$/.test(arn)) {
    return { kind: "activity", arn };
  }
  const [, sdk, service = "", action = "", suffix = ""] =
    /^arn:aws[\w-]*:states:::(aws-sdk:)?(\w+):(\w+)(\.sync|\.sync:2|\.waitForTaskToken)?$/.exec(arn) ?? [];
  const found = suffixes[suffix];
  if (found === undefined || service === "") {
    return undefined;
  }
  const { pattern, version } = found;
  const isSdk = sdk !== undefined;
  const isKnown = isSdk
    ? Object.hasOwn(sdkServices, service) && pattern !== "sync"
    : Object.hasOwn(optimized, `${service}:${action}`) && optimized[`${service}:${action}`]?.includes(pattern);
  if (!isKnown || (version === 2 && service !== "states")) {
    return undefined;
  }
  return { kind: "service", isSdk, service, action, pattern, version };
}
