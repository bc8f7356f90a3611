import { names as workshop } from "./names";

/** The names that exercises and checks agree on. */
export const names = {
  database: workshop.exercisesDatabase,
  csvTable: "cuts_csv",
  table: "cuts",
  torqueView: "torque_by_site",
  byDay: "cuts_by_day",
  bySiteDay: "cuts_by_site_day",
  latestView: "latest_day",
  arriving: "cuts_arriving",
  projected: "cuts_projected",
  byMill: "mill_cuts",
  hiding: "cuts_hiding",
  byProgram: "cuts_by_program",
  before: "cuts_before",
  after: "cuts_after",
  allView: "cuts_all",
  rolled: "cuts_rolled",
  daily: "cuts_daily",
  iceberg: "cuts_iceberg",
  beforeView: "failures_before",
  packed: "cuts_delivered",
  workGroup: "lake-exercises-shop",
  prepared: "failures_of_site",
  queryLog: "query_log",
  billView: "bill_by_team",
  latestCut: "latest_cut",
  longestPause: "longest_pause",
  power: "power",
  powerWeek: "power_week",
  powerSeason: "power_season",
} as const;

/** The folders and keys in the exercises' bucket. */
export const keys = {
  raw: "raw/cuts/",
  cuts: "processed/cuts/",
  handover: "handover/",
  byDay: "processed/cuts_by_day/",
  bySiteDay: "processed/cuts_by_site_day/",
  arriving: "processed/cuts_arriving/",
  sites: "sites/",
  mills: "mills/",
  hidden: "report/hidden.json",
  before: "programs/before/",
  after: "programs/after/",
  daily: "daily/",
  iceberg: "iceberg/cuts/",
  packed: "iceberg/delivered/",
  results: "results/",
  asked: "report/asked.json",
  queryLog: "raw/query_log/",
  power: "raw/power/",
} as const;

/** The columns of the shop's CSV file, in order, with their types in Athena. */
export const cutTypes = {
  cut_id: "bigint",
  site: "string",
  mill: "string",
  cut_at: "timestamp",
  grade: "string",
  air_k: "double",
  process_k: "double",
  speed_rpm: "int",
  torque_nm: "double",
  wear_min: "int",
  failure: "string",
} as const;

export type CutColumn = keyof typeof cutTypes;
export const cutColumns = Object.keys(cutTypes) as CutColumn[];
