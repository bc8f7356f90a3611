import type { ErrorBinding, StoredModel, StoredShape } from "./protocol/model/service-model";

/** Where AWS holds to something else than what it publishes. */
const amendments: Readonly<Record<string, Readonly<Record<string, Partial<StoredShape>>>>> = {
  athena: {
    // GetQueryResults refuses more than 1,000 in words of its own, after it has looked for the query
    MaxQueryResults: { max: 100_000 },
    // counted in bytes, and refused in words of its own
    QueryString: { max: undefined },
  },
  glue: {
    // Trino leaves out the average of a column without rows
    StringColumnStatisticsData: { required: ["MaximumLength", "NumberOfNulls", "NumberOfDistinctValues"] },
    BinaryColumnStatisticsData: { required: ["MaximumLength", "NumberOfNulls"] },
  },
  rds: {
    // the member is refused, and JavaScript would look for its pattern for minutes
    DBCapacityReservationIdentifier: { pattern: undefined },
  },
};

/**
 * SQS's errors of the time when it spoke the query protocol alone. Clients still know them by these codes; botocore's model
 * has lost them.
 *
 * @see https://github.com/aws/aws-sdk-js-v3/blob/main/codegen/sdk-codegen/aws-models/sqs.json
 */
const queueErrors: Readonly<Record<string, ErrorBinding>> = {
  BatchEntryIdsNotDistinct: { code: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct", status: 400 },
  BatchRequestTooLong: { code: "AWS.SimpleQueueService.BatchRequestTooLong", status: 400 },
  EmptyBatchRequest: { code: "AWS.SimpleQueueService.EmptyBatchRequest", status: 400 },
  InvalidAddress: { status: 404 },
  InvalidBatchEntryId: { code: "AWS.SimpleQueueService.InvalidBatchEntryId", status: 400 },
  InvalidSecurity: { status: 403 },
  KmsAccessDenied: { code: "KMS.AccessDeniedException", status: 400 },
  KmsDisabled: { code: "KMS.DisabledException", status: 400 },
  KmsInvalidKeyUsage: { code: "KMS.InvalidKeyUsageException", status: 400 },
  KmsInvalidState: { code: "KMS.InvalidStateException", status: 400 },
  KmsNotFound: { code: "KMS.NotFoundException", status: 400 },
  KmsOptInRequired: { code: "KMS.OptInRequired", status: 403 },
  KmsThrottled: { code: "KMS.ThrottlingException", status: 400 },
  MessageNotInflight: { code: "AWS.SimpleQueueService.MessageNotInflight", status: 400 },
  OverLimit: { status: 403 },
  PurgeQueueInProgress: { code: "AWS.SimpleQueueService.PurgeQueueInProgress", status: 403 },
  QueueDeletedRecently: { code: "AWS.SimpleQueueService.QueueDeletedRecently", status: 400 },
  QueueDoesNotExist: { code: "AWS.SimpleQueueService.NonExistentQueue", status: 400 },
  QueueNameExists: { code: "QueueAlreadyExists", status: 400 },
  ReceiptHandleIsInvalid: { status: 404 },
  RequestThrottled: { status: 403 },
  ResourceNotFoundException: { status: 404 },
  TooManyEntriesInBatchRequest: { code: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest", status: 400 },
  UnsupportedOperation: { code: "AWS.SimpleQueueService.UnsupportedOperation", status: 400 },
};

/** How SQS's query protocol calls members that are maps, and their keys and values. */
const queueMaps: Readonly<Record<string, readonly [member: string, key: string, value: string]>> = {
  MessageBodyAttributeMap: ["MessageAttribute", "Name", "Value"],
  MessageBodySystemAttributeMap: ["MessageSystemAttribute", "Name", "Value"],
  MessageSystemAttributeMap: ["Attribute", "Name", "Value"],
  QueueAttributeMap: ["Attribute", "Name", "Value"],
  TagMap: ["Tag", "Key", "Value"],
};

/** A model as AWS holds to it. */
export function amended(service: string, model: StoredModel): StoredModel {
  const shapes = { ...model.shapes };
  for (const [name, changes] of Object.entries(amendments[service] ?? {})) {
    const shape = shapes[name];
    if (shape !== undefined) {
      shapes[name] = { ...shape, ...changes };
    }
  }
  return service === "sqs" ? withQueueNames({ ...model, errors: queueErrors, shapes }) : { ...model, shapes };
}

/** SQS's model with what its query protocol calls what: botocore's has lost that, too. */
function withQueueNames(model: StoredModel): StoredModel {
  const shapes = Object.entries(model.shapes).map(([name, shape]) => [name, withQueueName(name, shape)] as const);
  return { ...model, shapes: Object.fromEntries(shapes) };
}

function withQueueName(name: string, shape: StoredShape): StoredShape {
  if (shape.type === "list" && shape.flattened) {
    return {
      ...shape,
      itemName: name === "MessageSystemAttributeList" ? "MessageSystemAttributeName" : name.replace(/List$/, ""),
    };
  }
  const [, keyName, valueName] = queueMaps[name] ?? [];
  if (keyName !== undefined) {
    return { ...shape, keyName, valueName };
  }
  const bindings = Object.entries(shape.members ?? {}).flatMap(([member, of]) => {
    const [locationName] = queueMaps[of] ?? [];
    return locationName === undefined ? [] : [[member, { locationName }] as const];
  });
  return bindings.length === 0 ? shape : { ...shape, bindings: Object.fromEntries(bindings) };
}
