import { AwsError } from "../protocol/aws-error";
import type { RequestContext, Service } from "../protocol/service";

/** The JSON of an input or output, with AWS's names of the members. */
export type Members = Readonly<Record<string, unknown>>;

/** What is called of a service. */
type Called = Pick<Service, "name" | "call">;

/** Operations of the services, called by their names from inside, such as by a state machine's `aws-sdk` tasks. */
export class ServiceCalls {
  private readonly byName = new Map<string, Called>();

  /** @param services Added as they come to be: a service may call those after it. */
  add(...services: readonly Called[]): void {
    for (const service of services) {
      this.byName.set(service.name, service);
    }
  }

  /**
   * @param service Its name in a credential scope, such as `states`.
   * @param operation AWS's name of it, such as `StartExecution`.
   * @returns The output, with dates as dates.
   * @throws AwsError As the operation refuses it, or where there is no such operation here.
   */
  async call(service: string, operation: string, input: Members, context: RequestContext): Promise<Members> {
    const call = this.byName.get(service)?.call;
    if (call === undefined) {
      throw new AwsError(
        "UnknownOperationException",
        `The embedded AWS cannot call ${service}:${operation} from inside.`,
      );
    }
    return call(operation, input, context);
  }
}
