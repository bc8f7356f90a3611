export { askSql } from "./ask-sql";
export { buildPage, readPage } from "./build-page";
export type {
  BarsChart,
  HeatmapChart,
  LineChart,
  Measure,
  PageChart,
  PageDescription,
  PageFilter,
  PageTable,
  Selection,
  TilesChart,
  WhatIfChart,
} from "./description";
export { type PageData, readPageData } from "./read-tables";
export { type Answers, type ServedPage, servePage } from "./serve-page";
export { askTable, type TableData, toTableData } from "./table-data";
