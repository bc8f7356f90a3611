import { delimiter, join } from "node:path";
import { clientVariables } from "../../protocol/signatures/client-variables";
import type { Credentials } from "../../protocol/signatures/credentials";
import type { FunctionVersion } from "../functions/function-record";
import { isNode } from "./runtimes";

/** Variables that a function may not set itself. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
export const reservedVariables: readonly string[] = [
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
];

export interface VariablesOptions {
  readonly name: string;
  readonly version: FunctionVersion;
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: Credentials | undefined;
  /** Where the code, the layers, the runtime's own libraries and the temporary files are. */
  readonly folders: { readonly task: string; readonly layers: string; readonly runtime: string };
  readonly runtimeApi: string;
  readonly logGroup: string;
  readonly logStream: string;
}

/** The environment of a function's runtime. */
export function variablesOf(options: VariablesOptions): Record<string, string> {
  const { version, folders, logGroup, logStream } = options;
  const opt = (...names: string[]): string => join(folders.layers, ...names);
  const nodeMajor = /^nodejs(\d+)/.exec(version.runtime)?.[1];
  const ofLanguage: Record<string, string> = isNode(version.runtime)
    ? {
        NODE_PATH: [
          opt("nodejs", `node${nodeMajor}`, "node_modules"),
          opt("nodejs", "node_modules"),
          folders.task,
        ].join(delimiter),
      }
    : {
        PYTHONPATH: [opt("python", "lib", version.runtime, "site-packages"), opt("python")].join(delimiter),
        PYTHONDONTWRITEBYTECODE: "1",
      };
  return {
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PATH: [opt("bin"), process.env.PATH].join(delimiter),
    LD_LIBRARY_PATH: [folders.task, join(folders.task, "lib"), opt("lib")].join(delimiter),
    ...clientVariables({ endpoint: options.endpoint, region: options.region, credentials: options.credentials }),
    ...ofLanguage,
    ...version.environment,
    _HANDLER: version.handler,
    AWS_EXECUTION_ENV: `AWS_Lambda_${version.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: options.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(version.memorySize),
    AWS_LAMBDA_FUNCTION_VERSION: version.version,
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_RUNTIME_API: options.runtimeApi,
    LAMBDA_TASK_ROOT: folders.task,
    LAMBDA_RUNTIME_DIR: folders.runtime,
  };
}
