import type {
  ConnectionsList,
  CreateJobRequest,
  Job,
  JobUpdate,
  NotificationProperty,
  StartJobRunRequest,
} from "@aws-sdk/client-glue";
import { invalidInput, required } from "../errors";
import { checkArguments } from "./arguments/special-arguments";
import { glueVersion } from "./glue-versions";
import { parseS3Location } from "./s3-location";
import { pythonShellCapacity, sparkCapacity, wholeNumber } from "./workers";

const sparkTimeoutMinutes = 480;
const pythonShellTimeoutMinutes = 2880;

export const isPythonShell = ({ Command }: Pick<JobUpdate, "Command">): boolean => Command?.Name === "pythonshell";

/**
 * The members of a job that a request sets, checked and with Glue's defaults.
 *
 * @throws AwsError InvalidInputException where Glue or the embedded AWS refuses one.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateJob.html
 */
export function jobDefinition(input: JobUpdate & Pick<CreateJobRequest, "NonOverridableArguments">): Partial<Job> {
  const command = required("command", input.Command);
  checkCommand(command);
  const isShell = isPythonShell(input);
  refuse(input);
  checkRunMembers(input, isShell);
  checkArguments({ ...input.DefaultArguments, ...input.NonOverridableArguments }, isShell);
  const MaxRetries = wholeNumber("MaxRetries", input.MaxRetries ?? 0, 0, 10);
  return {
    Description: input.Description,
    Role: required("role", input.Role),
    ExecutionProperty: {
      MaxConcurrentRuns: wholeNumber("MaxConcurrentRuns", input.ExecutionProperty?.MaxConcurrentRuns ?? 1, 1, 1000),
    },
    Command: { ...command, PythonVersion: command.PythonVersion ?? "3" },
    DefaultArguments: input.DefaultArguments ?? {},
    NonOverridableArguments: input.NonOverridableArguments,
    MaxRetries,
    Timeout: timeout(input.Timeout ?? (isShell ? pythonShellTimeoutMinutes : sparkTimeoutMinutes)),
    ...(isShell ? pythonShellCapacity(input) : sparkCapacity(input)),
    NotificationProperty: notification(input.NotificationProperty),
    Connections: connections(input.Connections),
    GlueVersion: glueVersion(input.GlueVersion, isShell),
    ...(isShell ? {} : { ExecutionClass: input.ExecutionClass ?? "STANDARD" }),
    JobMode: input.JobMode ?? "SCRIPT",
    JobRunQueuingEnabled: input.JobRunQueuingEnabled,
    LogUri: input.LogUri,
  };
}

/** Minutes after which a run is ended. @throws AwsError InvalidInputException */
export function timeout(minutes: number): number {
  return wholeNumber("Timeout", minutes, 1, 10_080);
}

/** The connections whose networks a run is put into, which may be made later. @throws AwsError InvalidInputException */
function connections(list: ConnectionsList | undefined): ConnectionsList | undefined {
  if (list !== undefined && (list.Connections ?? []).length === 0) {
    throw invalidInput("Connections list should not be null or empty.");
  }
  return list;
}

/** Minutes after which AWS would tell EventBridge that a run takes long: checked and kept. @throws AwsError InvalidInputException */
export function notification(property: NotificationProperty | undefined): NotificationProperty | undefined {
  if (property?.NotifyDelayAfter !== undefined) {
    wholeNumber("NotifyDelayAfter", property.NotifyDelayAfter, 1, 10_080);
  }
  return property;
}

function checkCommand({ Name, ScriptLocation, PythonVersion }: NonNullable<JobUpdate["Command"]>): void {
  if (Name !== "glueetl" && Name !== "pythonshell") {
    throw invalidInput(
      `The embedded AWS does not support the job command ${Name}; it runs glueetl (Spark with Python) and pythonshell.`,
    );
  }
  if (Name === "pythonshell" && PythonVersion === "3.6") {
    throw invalidInput("Python Shell version selected is no longer available");
  }
  if (PythonVersion !== undefined && !/^3(\.\d+)?$/.test(PythonVersion)) {
    throw invalidInput(`Python version ${PythonVersion} is not supported; it must be 3.`);
  }
  parseS3Location(required("command.scriptLocation", ScriptLocation));
}

/**
 * Checks what a job and a run may both ask for.
 *
 * @throws AwsError InvalidInputException where the embedded AWS cannot do it.
 */
export function checkRunMembers(
  input: Pick<
    StartJobRunRequest,
    "SecurityConfiguration" | "JobRunQueuingEnabled" | "ExecutionClass" | "ExecutionRoleSessionPolicy"
  >,
  isShell: boolean,
): void {
  refuseWhere({
    "SecurityConfiguration: nothing is encrypted": input.SecurityConfiguration !== undefined,
    "job run queuing": input.JobRunQueuingEnabled === true,
    "session policies: whoever may call may do everything": input.ExecutionRoleSessionPolicy !== undefined,
  });
  if (isShell && input.ExecutionClass === "FLEX") {
    throw invalidInput("Execution class FLEX is not supported for Job Command pythonshell");
  }
}

function refuse(input: JobUpdate): void {
  refuseWhere({
    "visual jobs (CodeGenConfigurationNodes)": Object.keys(input.CodeGenConfigurationNodes ?? {}).length > 0,
    "source control of jobs (SourceControlDetails)": input.SourceControlDetails !== undefined,
    "MaintenanceWindow: it is for streaming jobs": input.MaintenanceWindow !== undefined,
    "runtimes of Ray jobs": input.Command?.Runtime !== undefined,
  });
}

function refuseWhere(isAsked: Readonly<Record<string, boolean>>): void {
  const [what] = Object.keys(isAsked).filter((name) => isAsked[name]);
  if (what !== undefined) {
    throw invalidInput(`The embedded AWS does not support ${what}.`);
  }
}
