export { jobLog } from "./job-log";
export { noteJobRuns } from "./note-job-runs";
export { fillIn, putCrawler } from "./put-crawler";
export { putDatabase } from "./put-database";
export { type JobSettings, putJob } from "./put-job";
export { type CrawlSummary, runCrawler, waitCrawler } from "./run-crawler";
export { type JobRunSummary, runJob, waitJobRun } from "./run-job";
export { type ColumnInfo, columns, type PartitionInfo, partitions, type TableInfo, tables } from "./tables";
