import { athenaService } from "./athena/service";
import { TrinoEngine } from "./engines/trino";
import { glueService } from "./glue/service";
import { LogStore } from "./logs/log-store";
import { logsService } from "./logs/service";
import { motoService } from "./moto/service";
import type { Credentials } from "./protocol/credentials";
import type { Service } from "./protocol/service";
import { ObjectStore } from "./s3/object-store";
import { s3Service } from "./s3/service";
import { stsService } from "./sts/service";

export interface ServicesOptions {
  readonly dataDir: string;
  /** Where Trino and the scripts of jobs reach this endpoint. */
  readonly endpoint: string;
  readonly accountId: string;
  /** What they sign with; any will do where the embedded AWS asks for none. */
  readonly credentials?: Credentials;
}

export interface Services {
  /** Those of our own: S3, Glue, Athena, CloudWatch Logs and STS. Later ones build on earlier ones. */
  readonly own: readonly Service[];
  /** What answers for all others. */
  readonly moto: ReturnType<typeof motoService>;
  /** Athena's engine, not yet started. */
  readonly trino: TrinoEngine;
}

/** Puts the services of the embedded AWS together over one data folder. Nothing runs yet. */
export function createServices(options: ServicesOptions): Services {
  const objects = new ObjectStore(options.dataDir);
  const logs = new LogStore(options.dataDir);
  const glue = glueService({ ...options, objects, logs });
  const trino = new TrinoEngine(options);
  const athena = athenaService({ dataDir: options.dataDir, objects, catalog: glue.catalog, trino });
  return {
    own: [s3Service(objects), glue, athena, logsService(logs), stsService()],
    moto: motoService(options),
    trino,
  };
}
