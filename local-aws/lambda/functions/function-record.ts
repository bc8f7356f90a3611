import type { DestinationConfig } from "@aws-sdk/client-lambda";
import type { RuntimeName } from "../running/runtimes";

/** One version of a function: its code and its settings. `$LATEST` is the one that changes. */
export interface FunctionVersion {
  /** `$LATEST`, or a number from 1 on. */
  readonly version: string;
  readonly runtime: RuntimeName;
  readonly role: string;
  readonly handler: string;
  /** Of the zip, in hexadecimal. */
  readonly codeSha256: string;
  /** Of the zip, in bytes. */
  readonly codeSize: number;
  readonly description: string;
  /** In seconds. */
  readonly timeout: number;
  /** In megabytes. */
  readonly memorySize: number;
  /** In megabytes. */
  readonly ephemeralStorage: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** ARNs of layer versions, in the order in which they are unpacked. */
  readonly layers: readonly string[];
  readonly architectures: readonly ("x86_64" | "arm64")[];
  readonly tracingMode: "Active" | "PassThrough";
  readonly logGroup: string;
  /** The ARN of a queue or topic. */
  readonly deadLetterTarget?: string;
  /** As AWS writes it: `2026-01-31T12:00:00.000+0000`. */
  readonly lastModified: string;
  readonly revisionId: string;
}

export interface Alias {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** The share of another version, from 0 to 1. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

/** How failed events of a function, a version or an alias are treated. */
export interface EventInvokeConfig {
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAgeInSeconds?: number;
  readonly destinations: DestinationConfig;
  /** ISO 8601. */
  readonly lastModified: string;
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: "*" | Readonly<Record<string, string>>;
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Policy {
  readonly statements: readonly PolicyStatement[];
  readonly revisionId: string;
}

/** A function, with its versions and all that belongs to it. */
export interface FunctionRecord {
  readonly name: string;
  readonly region: string;
  readonly latest: FunctionVersion;
  /** The oldest first. */
  readonly published: readonly FunctionVersion[];
  /** The number of the last version that was ever published. */
  readonly lastPublished: number;
  readonly aliases: readonly Alias[];
  readonly tags: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number;
  /** By qualifier; `$LATEST` where there is none. */
  readonly eventInvokeConfigs: Readonly<Record<string, EventInvokeConfig>>;
  /** By qualifier; the empty text where there is none. */
  readonly policies: Readonly<Record<string, Policy>>;
}
