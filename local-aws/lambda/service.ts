import type { Integration } from "../integration/integration";
import type { LogStore } from "../logs/log-store";
import { modelledService } from "../protocol/modelled-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import type { Credentials } from "../protocol/signatures/credentials";
import { restJson } from "../protocol/wire/rest-json";
import type { ObjectStore } from "../s3/objects/object-store";
import { invalidParameter } from "./errors";
import { EventSourceMappings } from "./event-sources/event-source-mappings";
import { functionTarget } from "./function-target";
import { CodeLinks } from "./functions/code-links";
import { CodeStore } from "./functions/code-store";
import { FunctionStore, type ResolvedFunction } from "./functions/function-store";
import { AsyncEvents } from "./invocations/async-events";
import { Concurrency } from "./invocations/concurrency";
import { Invoker } from "./invocations/invoker";
import type { LambdaContext } from "./lambda-context";
import { LayerStore } from "./layers/layer-store";
import { addPermission } from "./operations/add-permission";
import { createAlias } from "./operations/create-alias";
import { createEventSourceMapping } from "./operations/create-event-source-mapping";
import { createFunction } from "./operations/create-function";
import { deleteAlias } from "./operations/delete-alias";
import { deleteEventSourceMapping } from "./operations/delete-event-source-mapping";
import { deleteFunction } from "./operations/delete-function";
import { deleteFunctionConcurrency } from "./operations/delete-function-concurrency";
import { deleteFunctionEventInvokeConfig } from "./operations/delete-function-event-invoke-config";
import { deleteLayerVersion } from "./operations/delete-layer-version";
import { getAccountSettings } from "./operations/get-account-settings";
import { getAlias } from "./operations/get-alias";
import { getEventSourceMapping } from "./operations/get-event-source-mapping";
import { getFunction } from "./operations/get-function";
import { getFunctionConcurrency } from "./operations/get-function-concurrency";
import { getFunctionConfiguration } from "./operations/get-function-configuration";
import { getFunctionEventInvokeConfig } from "./operations/get-function-event-invoke-config";
import { getLayerVersion } from "./operations/get-layer-version";
import { getLayerVersionByArn } from "./operations/get-layer-version-by-arn";
import { getPolicy } from "./operations/get-policy";
import { invoke } from "./operations/invoke";
import { listAliases } from "./operations/list-aliases";
import { listEventSourceMappings } from "./operations/list-event-source-mappings";
import { listFunctionEventInvokeConfigs } from "./operations/list-function-event-invoke-configs";
import { listFunctions } from "./operations/list-functions";
import { listLayerVersions } from "./operations/list-layer-versions";
import { listLayers } from "./operations/list-layers";
import { listTags } from "./operations/list-tags";
import { listVersionsByFunction } from "./operations/list-versions-by-function";
import { publishLayerVersion } from "./operations/publish-layer-version";
import { publishVersion } from "./operations/publish-version";
import { putFunctionConcurrency } from "./operations/put-function-concurrency";
import { putFunctionEventInvokeConfig } from "./operations/put-function-event-invoke-config";
import { removePermission } from "./operations/remove-permission";
import { tagResource } from "./operations/tag-resource";
import { untagResource } from "./operations/untag-resource";
import { updateAlias } from "./operations/update-alias";
import { updateEventSourceMapping } from "./operations/update-event-source-mapping";
import { updateFunctionCode } from "./operations/update-function-code";
import { updateFunctionConfiguration } from "./operations/update-function-configuration";
import { updateFunctionEventInvokeConfig } from "./operations/update-function-event-invoke-config";
import { EnvironmentPool } from "./running/environment-pool";

const operations = {
  AddPermission: addPermission,
  CreateAlias: createAlias,
  CreateEventSourceMapping: createEventSourceMapping,
  CreateFunction: createFunction,
  DeleteAlias: deleteAlias,
  DeleteEventSourceMapping: deleteEventSourceMapping,
  DeleteFunction: deleteFunction,
  DeleteFunctionConcurrency: deleteFunctionConcurrency,
  DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig,
  DeleteLayerVersion: deleteLayerVersion,
  GetAccountSettings: getAccountSettings,
  GetAlias: getAlias,
  GetEventSourceMapping: getEventSourceMapping,
  GetFunction: getFunction,
  GetFunctionConcurrency: getFunctionConcurrency,
  GetFunctionConfiguration: getFunctionConfiguration,
  GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig,
  GetLayerVersion: getLayerVersion,
  GetLayerVersionByArn: getLayerVersionByArn,
  GetPolicy: getPolicy,
  Invoke: invoke,
  ListAliases: listAliases,
  ListEventSourceMappings: listEventSourceMappings,
  ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs,
  ListFunctions: listFunctions,
  ListLayerVersions: listLayerVersions,
  ListLayers: listLayers,
  ListTags: listTags,
  ListVersionsByFunction: listVersionsByFunction,
  PublishLayerVersion: publishLayerVersion,
  PublishVersion: publishVersion,
  PutFunctionConcurrency: putFunctionConcurrency,
  PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig,
  RemovePermission: removePermission,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateAlias: updateAlias,
  UpdateEventSourceMapping: updateEventSourceMapping,
  UpdateFunctionCode: updateFunctionCode,
  UpdateFunctionConfiguration: updateFunctionConfiguration,
  UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig,
} satisfies OperationsOf<typeof import("@aws-sdk/client-lambda"), LambdaContext>;

export interface LambdaOptions {
  readonly dataDir: string;
  /** Where functions reach the embedded AWS. */
  readonly endpoint: string;
  readonly accountId: string;
  readonly credentials?: Credentials | undefined;
  readonly objects: ObjectStore;
  readonly logs: LogStore;
  readonly integration: Integration;
  /** How long to wait before a function is run again with an event, after the first and the second time; in milliseconds. */
  readonly retryDelays?: readonly [number, number] | undefined;
  /** How long an execution environment may do nothing until it is ended, in milliseconds. */
  readonly idleMs?: number | undefined;
}

/** What the health endpoint tells of functions. */
export interface LambdaHealth {
  /** How many execution environments run. */
  readonly environments: number;
  /** How many asynchronous invocations are not done. */
  readonly waiting: number;
}

/**
 * AWS Lambda over the machine's own Node and Python (decision 28).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html
 */
export function lambdaService(
  options: LambdaOptions,
): Omit<Service, "health"> & { readonly health: () => LambdaHealth } {
  const { dataDir, accountId, integration, endpoint, credentials, logs, objects } = options;
  const functions = new FunctionStore(dataDir, accountId);
  const layers = new LayerStore(dataDir, accountId);
  const code = new CodeStore(dataDir);
  const zipsOf = ({ version }: ResolvedFunction) => ({
    code: code.path(version.codeSha256),
    layers: version.layers.map((arn) => code.path(layers.ofFunction(arn)?.codeSha256 ?? "")),
  });
  const pool = new EnvironmentPool({ endpoint, credentials, logs, zipsOf, idleMs: options.idleMs });
  const concurrency = new Concurrency(() => functions.all());
  const { metrics, outbox } = integration;
  const invoker = new Invoker(functions, pool, concurrency, metrics);
  const events = new AsyncEvents({ dataDir, functions, invoker, outbox, metrics, retryDelays: options.retryDelays });
  const mappings = new EventSourceMappings(dataDir, integration.calls, invoker);
  const links = new CodeLinks(code, endpoint);
  const context = { functions, layers, code, links, pool, concurrency, invoker, events, mappings, objects };
  integration.targets.add("lambda", functionTarget(context));
  const service = modelledService<LambdaContext>({
    name: "lambda",
    protocols: [restJson()],
    context,
    operations,
    refuse: (message) => invalidParameter(message),
    internalError: "ServiceException",
    showsValues: true,
    largestBody: 70 * 1024 * 1024,
    refused: {
      "*": ["FileSystemConfigs", "CodeSigningConfigArn", "TenancyConfig", "CapacityProviderConfig", "DurableConfig"],
      AddPermission: ["EventSourceToken", "FunctionUrlAuthType", "InvokedViaFunctionUrl", "PrincipalOrgID"],
      CreateEventSourceMapping: unsupportedSources,
      CreateFunction: [
        ...unsupportedSettings,
        "PublishTo",
        "Code.S3ObjectVersion",
        "Code.S3ObjectStorageMode",
        "Code.SourceKMSKeyArn",
      ],
      Invoke: ["DurableExecutionName", "TenantId"],
      ListFunctions: ["MasterRegion"],
      PublishLayerVersion: ["Content.S3ObjectStorageMode", "Content.S3ObjectVersion"],
      PublishVersion: ["PublishTo"],
      UpdateEventSourceMapping: unsupportedSources,
      UpdateFunctionCode: ["PublishTo", "S3ObjectStorageMode", "S3ObjectVersion", "SourceKMSKeyArn"],
      UpdateFunctionConfiguration: unsupportedSettings,
    },
    kept: ["AddPermission", "RemovePermission"],
    load: async () => {
      await functions.prepare();
      events.load();
      mappings.load();
    },
    reset: async () => {
      mappings.reset();
      events.reset();
      await pool.endAll();
      functions.clear();
      layers.clear();
      code.clear();
    },
    close: async () => {
      mappings.stop();
      events.stop();
      await pool.endAll();
    },
  });
  return {
    ...service,
    health: () => ({ environments: pool.size, waiting: events.backlog }),
    async handle(request, response, requestContext) {
      if (!(await links.answer(request, response))) {
        await service.handle(request, response, requestContext);
      }
    },
  };
}

const unsupportedSettings = ["KMSKeyArn", "ImageConfig", "RuntimeConfig", "AcceleratorConfig"];

const unsupportedSources = [
  ...["KMSKeyArn", "MetricsConfig", "LoggingConfig", "ParallelizationFactor", "StartingPosition"],
  ...["StartingPositionTimestamp", "DestinationConfig", "MaximumRecordAgeInSeconds", "BisectBatchOnFunctionError"],
  ...["MaximumRetryAttempts", "TumblingWindowInSeconds", "Topics", "Queues", "SourceAccessConfigurations"],
  ...["SelfManagedEventSource", "AmazonManagedKafkaEventSourceConfig", "SelfManagedKafkaEventSourceConfig"],
  ...["DocumentDBEventSourceConfig", "ProvisionedPollerConfig"],
];
