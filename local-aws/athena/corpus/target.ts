import { randomUUID } from "node:crypto";
import { AthenaClient, type AthenaClientConfig } from "@aws-sdk/client-athena";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";

/** What the corpus is given to run in. */
export interface Place {
  readonly region: string;
  /** It is there, and stays. */
  readonly bucket: string;
  /** It is made, and dropped at the end. Other databases of the corpus begin with its name. */
  readonly database: string;
  /** It is there, and stays. */
  readonly workGroup: string;
}

/** Where the corpus runs: all of it is done by these clients. */
export interface Target extends Place {
  readonly athena: AthenaClient;
  readonly s3: S3Client;
  /** Below it lies all that the corpus puts into its bucket, and nothing else. */
  readonly prefix: string;
  /** Whether the todos are not answered yet there. On AWS they are answers like all others. */
  readonly hasTodos: boolean;
}

const variables = {
  region: "LAB_CORPUS_REGION",
  bucket: "LAB_CORPUS_BUCKET",
  database: "LAB_CORPUS_DATABASE",
  workGroup: "LAB_CORPUS_WORKGROUP",
} as const;

/**
 * The place on AWS that the environment names, with `LAB_CORPUS=aws` and a variable for each part of it.
 *
 * @returns undefined where `LAB_CORPUS` is not set: the corpus then runs on an embedded AWS of its own.
 * @throws Error where the environment says less than all of it.
 */
export function placeOnAws(env: NodeJS.ProcessEnv): Place | undefined {
  if (!env.LAB_CORPUS) {
    return undefined;
  }
  if (env.LAB_CORPUS !== "aws") {
    throw new Error(`LAB_CORPUS is '${env.LAB_CORPUS}': it may be 'aws', or not be set.`);
  }
  const missing = Object.values(variables).filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new Error(`LAB_CORPUS=aws needs ${missing.join(", ")} as well.`);
  }
  const value = (part: keyof Place) => env[variables[part]] ?? "";
  const place = {
    region: value("region"),
    bucket: value("bucket"),
    database: value("database"),
    workGroup: value("workGroup"),
  };
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(place.database)) {
    throw new Error(`${variables.database} is '${place.database}': small letters, digits and _ only, a letter first.`);
  }
  return place;
}

/** @param client What the SDK is told besides the region; on AWS nothing: it looks into the environment. */
export function targetAt(place: Place, client: AthenaClientConfig & S3ClientConfig = {}): Target {
  const config = { maxAttempts: 10, ...client, region: place.region };
  return {
    ...place,
    athena: new AthenaClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    prefix: `athena-corpus-${randomUUID().slice(0, 8)}`,
    hasTodos: client.endpoint !== undefined || Boolean(process.env.AWS_ENDPOINT_URL),
  };
}
