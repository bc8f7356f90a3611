import * as airflow from "./airflow";
import * as athena from "./athena";
import * as charts from "./charts";
import * as dashboardPage from "./dashboard-page";
import * as glue from "./glue";
import * as lambda from "./lambda";
import * as postgres from "./postgres";
import * as s3 from "./s3";

export { accountId, region } from "./account";
export { showCheck, showProgress } from "./check";
export { Checkpoint } from "./checkpoint";
export {
  athenaCost,
  crawlCost,
  formatDollars,
  glueDpuSeconds,
  glueJobCost,
  prices,
  s3RequestCost,
  s3StorageCost,
} from "./cost";
export { type DashboardOptions, showDashboard } from "./dashboard/show-dashboard";
export { dataset } from "./dataset";
export { formatBytes, formatCount, formatPercent, formatSeconds } from "./display/format";
export { LiveDisplay, type Progress } from "./display/live-display";
export { showError } from "./display/show-error";
export { type Mail, readInbox, showInbox } from "./display/show-inbox";
export { type ShowTableOptions, showTable, type TableLike } from "./display/show-table";
export { connect, labFolder, type Target, target } from "./environment";
export {
  CrawlFailed,
  DatasetMissing,
  type ErrorExplanation,
  type ErrorKind,
  explainError,
  Interrupted,
  JobRunFailed,
  LabError,
  NoAwsChosen,
  NoWorkshop,
  QueryFailed,
  WaitTimeout,
} from "./errors";
export { type Expense, spending } from "./spending";
export { interruptible, type WaitOptions, waitFor } from "./wait";
export { type Surroundings, useExercise, useWorkshop, type WorkshopNames } from "./workshop";
export { airflow, athena, charts, dashboardPage, glue, lambda, postgres, s3 };
