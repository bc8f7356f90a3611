import { validation } from "./errors";
import { defaultBus } from "./event-buses";

/** The name of a bus that is given by its name or ARN; the default one where none is given. */
export function busName(nameOrArn: string | undefined): string {
  return nameOrArn?.replace(/^arn:[^:]+:events:[^:]*:\d*:event-bus\//, "") ?? defaultBus;
}

/** A bus or a rule that an ARN names. */
export interface Resource {
  readonly bus: string;
  /** Undefined where it is the bus itself. */
  readonly rule: string | undefined;
}

/** @throws AwsError ValidationException */
export function resourceOf(arn: string): Resource {
  const [, kind, path = ""] = /^arn:[^:]+:events:[^:]*:\d*:(event-bus|rule)\/(.+)$/.exec(arn) ?? [];
  if (kind === "event-bus") {
    return { bus: path, rule: undefined };
  }
  if (kind === "rule") {
    const slash = path.lastIndexOf("/");
    return { bus: slash < 0 ? defaultBus : path.slice(0, slash), rule: path.slice(slash + 1) };
  }
  throw validation(`Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`);
}

/** The ARN of a rule: that of the default bus names no bus. */
export function ruleArn(region: string, accountId: string, bus: string, name: string): string {
  return `arn:aws:events:${region}:${accountId}:rule/${bus === defaultBus ? "" : `${bus}/`}${name}`;
}
