import { createHash, randomUUID } from "node:crypto";
import { sdkServices } from "../../integration/sdk-services";
import { AwsError } from "../../protocol/aws-error";
import { isArray, isObject, type Json, type JsonObject } from "../data/json";
import { StateFailure } from "../running/failure";
import { failureIn, type Visit } from "../running/visit";
import { apiShapes, fromApi, type Times, toApi, UnfitParameters } from "./api-shapes";
import type { Resource } from "./resource";

type ServiceResource = Resource & { readonly kind: "service" };

/** How the integrations that AWS made for Step Functions name a service in errors, and in their causes. */
const optimizedNames: Readonly<Record<string, { readonly error: string; readonly cause: string }>> = {
  athena: { error: "Athena", cause: "AmazonAthena" },
  dynamodb: { error: "DynamoDB", cause: "AmazonDynamoDBv2" },
  events: { error: "EventBridge", cause: "AmazonCloudWatchEvents" },
  glue: { error: "Glue", cause: "AWSGlue" },
  lambda: { error: "Lambda", cause: "AWSLambda" },
  sns: { error: "SNS", cause: "AmazonSNS" },
  sqs: { error: "SQS", cause: "AmazonSQS" },
  states: { error: "StepFunctions", cause: "AWSStepFunctions" },
};

/** Codes that are no exception of their own in AWS's SDKs. */
const withoutException =
  /^(MissingParameter|InvalidParameterValue|SerializationException|UnknownOperationException|NotImplemented|AccessDenied.*|InvalidAction|MalformedQueryString)$/;

/** Members of messages that may be any JSON: it goes on as text. */
const jsonMembers: Readonly<Record<string, string>> = {
  "sns:publish": "Message",
  "sqs:sendMessage": "MessageBody",
  "states:startExecution": "Input",
};

/** The service's name in credential scopes, and AWS's name of the operation. */
export function operationOf({ isSdk, service, action }: ServiceResource): { service: string; operation: string } {
  const scope = isSdk ? (sdkServices[service]?.scope ?? service) : service;
  return { service: scope, operation: action.charAt(0).toUpperCase() + action.slice(1) };
}

/**
 * Calls a service as a task does.
 *
 * @returns The answer as the task's result has it.
 * @throws StateFailure As the service refuses it, under the name that AWS gives its error.
 */
export async function callService(visit: Visit, resource: ServiceResource, parameters: Json): Promise<Json> {
  const { service, operation } = operationOf(resource);
  const asked = resource.isSdk ? parameters : withJsonAsText(visit, resource, parameters);
  const input = withToken(visit, service, operation, asked);
  try {
    const answer = await callApi(visit, service, operation, input, resource.isSdk ? "text" : "milliseconds");
    return resource.isSdk || service === "events" ? answer : withMetadata(answer);
  } catch (error) {
    if (error instanceof UnfitParameters) {
      const text = `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${error.message}]`;
      throw failureIn(visit, "States.Runtime", text);
    }
    throw error instanceof AwsError ? failureOf(error, resource) : error;
  }
}

/** Calls an operation with the names of members as tasks write them. @throws AwsError, UnfitParameters */
export async function callApi(
  { execution }: Visit,
  service: string,
  operation: string,
  parameters: Json,
  times: Times,
): Promise<Json> {
  const shapes = apiShapes(service, operation);
  const input = shapes === undefined ? parameters : toApi(shapes.input, parameters);
  const { integration, request } = execution.environment;
  const region = execution.record.arn.split(":")[3] ?? "";
  const output = await integration.calls.call(service, operation, isObject(input) ? input : {}, request(region));
  return fromApi(shapes?.output, output, times);
}

function withJsonAsText({ execution }: Visit, { service, action }: ServiceResource, parameters: Json): Json {
  const member = jsonMembers[`${service}:${action}`];
  if (isObject(parameters) && member !== undefined && parameters[member] !== undefined) {
    return { ...parameters, [member]: asText(parameters[member] as Json) };
  }
  if (isObject(parameters) && service === "events" && isArray(parameters.Entries)) {
    const { arn, machineArn } = execution.record;
    const entries = parameters.Entries.map((entry) =>
      isObject(entry)
        ? {
            ...entry,
            ...(entry.Detail !== undefined && { Detail: asText(entry.Detail) }),
            Resources: [machineArn, arn, ...(isArray(entry.Resources) ? entry.Resources : [])],
          }
        : entry,
    );
    return { ...parameters, Entries: entries };
  }
  return parameters;
}

/** Members that AWS's SDKs fill in where nobody does, by which a request that is sent again is known. */
const tokens: Readonly<Record<string, string>> = {
  athena: "ClientRequestToken",
  scheduler: "ClientToken",
  secretsmanager: "ClientRequestToken",
};

/** After a restart the same task has the same token. */
function withToken({ scope, execution }: Visit, service: string, operation: string, parameters: Json): Json {
  const name = tokens[service] ?? "";
  const takes = apiShapes(service, operation)?.input.members.has(name) === true;
  if (!takes || !isObject(parameters) || parameters[name] !== undefined) {
    return parameters;
  }
  const task = `${execution.record.id} ${scope.key} ${scope.checkpoint.lastId}`;
  return { ...parameters, [name]: createHash("sha256").update(task).digest("hex") };
}

const asText = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** What AWS's older SDK tells of the answer: this much of it is the same everywhere. */
export function withMetadata(answer: Json): JsonObject {
  const id = randomUUID();
  return {
    ...(isObject(answer) ? answer : {}),
    SdkHttpMetadata: {
      AllHttpHeaders: { "x-amzn-RequestId": [id] },
      HttpHeaders: { "x-amzn-RequestId": id },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: id },
  };
}

/** A service's refusal as a task's failure. */
export function failureOf({ code, message, status }: AwsError, resource: ServiceResource): StateFailure {
  const id = randomUUID();
  const exception = code.endsWith("Exception") ? code : `${code}Exception`;
  if (resource.isSdk) {
    const title = sdkServices[resource.service]?.title ?? resource.service;
    const name = isUnmodelled(code, resource.service) ? `${title}Exception` : exception;
    const extended = resource.service === "s3" ? `, Extended Request ID: ${id}` : "";
    const cause = `${message} (Service: ${title}, Status Code: ${status}, Request ID: ${id}${extended})`;
    return new StateFailure(`${title}.${name}`, cause);
  }
  const { error, cause } = optimizedNames[resource.service] ?? { error: resource.service, cause: resource.service };
  const generic = `${/^Amazon/.test(cause) ? "Amazon" : "AWS"}${error}Exception`;
  return new StateFailure(
    `${error}.${isUnmodelled(code, resource.service) ? generic : exception}`,
    `${message} (Service: ${cause}; Status Code: ${status}; Error Code: ${code}; Request ID: ${id}; Proxy: null)`,
  );
}

function isUnmodelled(code: string, service: string): boolean {
  return withoutException.test(code) || (code === "ValidationException" && service === "dynamodb");
}
