import { type ModelledServiceOptions, modelledService } from "./modelled-service";
import type { Service } from "./service";
import { awsJson } from "./wire/aws-json";

export interface JsonServiceOptions<Context> extends Omit<ModelledServiceOptions<Context>, "protocols"> {
  /** What stands before the dot in `X-Amz-Target`, such as `AWSGlue`. */
  readonly targetPrefix: string;
}

/** A service that speaks AWS JSON and nothing else. */
export function jsonService<Context>({ targetPrefix, ...options }: JsonServiceOptions<Context>): Service {
  return modelledService({ ...options, protocols: [awsJson(targetPrefix)] });
}
