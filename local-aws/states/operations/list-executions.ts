import type { ExecutionListItem, ListExecutionsInput, ListExecutionsOutput } from "@aws-sdk/client-sfn";
import { sortedBy } from "../../protocol/page-of";
import { checkArn } from "../arns";
import { machineNotFound, resourceNotFound, typeNotSupported, validation } from "../errors";
import { newestFirstKey, pageOf } from "../pages";
import type { StatesContext } from "../states-context";
import type { ExecutionRecord } from "../stores/execution-record";

const keyOf = ({ startDate, arn }: ExecutionRecord): string => newestFirstKey(startDate, arn);

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
export function listExecutions(context: StatesContext, input: ListExecutionsInput): ListExecutionsOutput {
  const { stateMachineArn, mapRunArn, statusFilter, redriveFilter } = input;
  if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
    throw validation("Must specify exactly one of stateMachineArn or mapRunArn");
  }
  const isAsked = mapRunArn === undefined ? ofMachine(context, stateMachineArn ?? "") : ofMapRun(context, mapRunArn);
  const found = context.executions.records
    .all()
    .filter((record) => record.type === "STANDARD" && isAsked(record))
    .filter(({ status }) => statusFilter === undefined || status === statusFilter)
    .filter(({ redriveCount }) => redriveFilter === undefined || redriveCount > 0 === (redriveFilter === "REDRIVEN"));
  const { items, ...next } = pageOf(sortedBy(found, keyOf), keyOf, input);
  return { executions: items.map(listed), ...next };
}

function ofMachine({ machines }: StatesContext, arn: string): (record: ExecutionRecord) => boolean {
  checkArn(arn, "stateMachine");
  const found = machines.runnable(arn);
  if (found === undefined) {
    throw machineNotFound(arn);
  }
  if (found.machine.type === "EXPRESS") {
    throw typeNotSupported();
  }
  const { machine, aliasArn, versionArn } = found;
  return (record) =>
    record.mapRunArn === undefined &&
    (aliasArn !== undefined
      ? record.aliasArn === aliasArn
      : versionArn !== undefined
        ? record.versionArn === versionArn
        : record.machineArn === machine.arn);
}

function ofMapRun({ environment }: StatesContext, arn: string): (record: ExecutionRecord) => boolean {
  checkArn(arn, "mapRun");
  if (environment.mapRuns.find(arn) === undefined) {
    throw resourceNotFound(arn);
  }
  return ({ mapRunArn }) => mapRunArn === arn;
}

function listed(record: ExecutionRecord): ExecutionListItem {
  return {
    executionArn: record.arn,
    stateMachineArn: record.machineArn,
    name: record.name,
    status: record.status,
    startDate: new Date(record.startDate),
    ...(record.stopDate !== undefined && { stopDate: new Date(record.stopDate) }),
    ...(record.mapRunArn !== undefined && { mapRunArn: record.mapRunArn, itemCount: record.itemCount }),
    stateMachineVersionArn: record.versionArn,
    stateMachineAliasArn: record.aliasArn,
    redriveCount: record.redriveCount,
    ...(record.redriveDate !== undefined && { redriveDate: new Date(record.redriveDate) }),
  };
}
