import type { CrawlerHistory, DataQualityResult, JobRun } from "@aws-sdk/client-glue";
import type { ServiceEvent, ServiceEvents } from "../integration/service-events";
import type { CatalogChange } from "./catalog/catalog-change";
import type { GlueContext } from "./glue-context";

const source = "aws.glue";

/**
 * Tells what happens in Glue: job runs and crawls that begin or end, changes of tables, results of data quality.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/automating-awsglue-with-cloudwatch-events.html
 * @see https://docs.aws.amazon.com/glue/latest/dg/data-quality-alerts.html
 */
export function tellGlueEvents(context: GlueContext, accountId: string, events: ServiceEvents): void {
  const { catalog, crawls, crawlers, jobs, quality } = context;
  catalog.onChange((change) => events.emit(catalogEvent(change, accountId)));
  crawls.onCrawlStart((name, crawl) => events.emit(crawlStarted(name, crawl, accountId)));
  crawls.onCrawlEnd((crawl, name) => {
    const event = crawlEnded(name, crawl, accountId);
    if (event !== undefined && crawlers.has(name)) {
      events.emit(event);
    }
  });
  jobs.onRunEnd((run) => {
    events.emit(jobEnded(run));
    for (const result of quality.results.all().filter(({ JobRunId }) => JobRunId === run.Id)) {
      events.emit(qualityEvent(result, ofJob(result)));
    }
  });
  quality.onEvaluation((run, ids) => {
    const {
      DatabaseName,
      TableName,
      CatalogId = accountId,
    } = run.DataSource?.GlueTable ?? run.DataSource?.DataQualityGlueTable ?? {};
    const table = { runId: run.RunId, databaseName: DatabaseName, tableName: TableName, catalogId: CatalogId };
    for (const id of ids) {
      events.emit(qualityEvent(quality.results.get(id), { contextType: "GLUE_DATA_CATALOG", ...table }));
    }
  });
}

const severities: Readonly<Record<string, string>> = { FAILED: "ERROR", TIMEOUT: "WARN" };
const messages: Readonly<Record<string, string>> = {
  SUCCEEDED: "Job run succeeded",
  TIMEOUT: "Job run timed out",
  STOPPED: "Job run stopped",
};

function jobEnded({ JobName, JobRunState: state = "FAILED", Id, ErrorMessage = "" }: JobRun): ServiceEvent {
  const severity = severities[state] ?? "INFO";
  const detail = { jobName: JobName, severity, state, jobRunId: Id, message: messages[state] ?? ErrorMessage };
  return { source, detailType: "Glue Job State Change", detail };
}

const isoSeconds = (time = new Date()): string => `${time.toISOString().slice(0, 19)}Z`;

function crawlStarted(crawlerName: string, { StartTime }: CrawlerHistory, accountId: string): ServiceEvent {
  const startTime = isoSeconds(StartTime);
  const detail = { accountId, crawlerName, startTime, state: "Started", message: "Crawler Started" };
  return { source, detailType: "Glue Crawler State Change", detail };
}

interface Counted {
  readonly ADD: { readonly Count: number };
  readonly UPDATE: { readonly Count: number };
  readonly DELETE: { readonly Count: number };
}

/** Of a crawl that was stopped AWS tells nothing. */
function crawlEnded(crawlerName: string, crawl: CrawlerHistory, accountId: string): ServiceEvent | undefined {
  const { State, ErrorMessage, Summary, StartTime, EndTime, LogGroup, LogStream } = crawl;
  const cloudWatchLogLink = `https://console.aws.amazon.com/cloudwatch/home#logEventViewer:group=${LogGroup};stream=${LogStream}`;
  const about = { accountId, crawlerName, cloudWatchLogLink };
  if (State === "FAILED") {
    const detail = { ...about, errorMessage: ErrorMessage, state: "Failed", message: "Crawler Failed" };
    return { source, detailType: "Glue Crawler State Change", detail };
  }
  if (State !== "COMPLETED") {
    return undefined;
  }
  const { TABLE, PARTITION } = JSON.parse(Summary ?? "{}") as { TABLE: string; PARTITION: string };
  const [tables, partitions] = [TABLE, PARTITION].map((text) => JSON.parse(text) as Counted) as [Counted, Counted];
  const seconds = Math.round(((EndTime?.getTime() ?? 0) - (StartTime?.getTime() ?? 0)) / 1000);
  const detail = {
    ...about,
    tablesCreated: String(tables.ADD.Count),
    tablesUpdated: String(tables.UPDATE.Count),
    tablesDeleted: String(tables.DELETE.Count),
    partitionsCreated: String(partitions.ADD.Count),
    partitionsUpdated: String(partitions.UPDATE.Count),
    partitionsDeleted: String(partitions.DELETE.Count),
    warningMessage: "N/A",
    "runningTime (sec)": String(seconds),
    completionDate: isoSeconds(EndTime),
    state: "Succeeded",
    message: "Crawler Succeeded",
  };
  return { source, detailType: "Glue Crawler State Change", detail };
}

const ofDatabase = new Set<CatalogChange["typeOfChange"]>(["CreateTable", "DeleteTable", "BatchDeleteTable"]);

function catalogEvent(
  { typeOfChange, database, tables, partitions = [] }: CatalogChange,
  accountId: string,
): ServiceEvent {
  const resources = (region: string) =>
    tables.map((table) => `arn:aws:glue:${region}:${accountId}:table/${database}/${table}`);
  if (ofDatabase.has(typeOfChange)) {
    const detail = { databaseName: database, typeOfChange, changedTables: tables };
    return { source, detailType: "Glue Data Catalog Database State Change", detail, resources };
  }
  const changedPartitions = partitions.map((values) => `[${values.join(", ")}]`);
  const detail = {
    ...(changedPartitions.length > 0 && { changedPartitions }),
    ...{ databaseName: database, tableName: tables[0], typeOfChange },
  };
  return { source, detailType: "Glue Data Catalog Table State Change", detail, resources };
}

function ofJob({ JobName, JobRunId, EvaluationContext = "" }: DataQualityResult) {
  return { contextType: "GLUE_JOB", jobId: JobRunId, jobName: JobName, evaluationContext: EvaluationContext };
}

function qualityEvent(
  { ResultId, RulesetName, Score, RuleResults = [] }: DataQualityResult,
  context: Readonly<Record<string, unknown>>,
): ServiceEvent {
  const count = (wanted: string): number => RuleResults.filter(({ Result }) => Result === wanted).length;
  const detail = {
    context,
    resultID: ResultId,
    rulesetNames: RulesetName === undefined ? [] : [RulesetName],
    state: count("PASS") === RuleResults.length ? "SUCCEEDED" : "FAILED",
    score: Score,
    rulesSucceeded: count("PASS"),
    rulesFailed: count("FAIL"),
    rulesSkipped: count("ERROR"),
  };
  return { source: "aws.glue-dataquality", detailType: "Data Quality Evaluation Results Available", detail };
}
