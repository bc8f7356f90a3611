import { type Layout, sales, salesColumns, salesRows } from "./layout";

export const csvLayouts: readonly Layout[] = [
  {
    name: "CSV that is text throughout has no header that Glue could see",
    files: { "t/f.csv": "name,city\nAda,London\nBo,Oslo\n" },
    path: "t/",
    tables: {
      t: {
        columns: "col0 string, col1 string",
        rows: ["Ada London", "Bo Oslo", "name city"],
        parameters: { recordCount: "3" },
      },
    },
  },
  {
    name: "other delimiters, and quoted cells with delimiters and line breaks inside",
    files: { "t/f.csv": 'id;note;n\n1;"a;b\nc ""d""";2\n2;plain;3\n' },
    path: "t/",
    tables: { t: { columns: "id bigint, note string, n bigint", parameters: { delimiter: ";", recordCount: "2" } } },
  },
  {
    name: "numbers in quotes stay text, for the serde would read them as NULL",
    files: { "t/f.csv": 'id,n\n1,"2"\n2,"3"\n' },
    path: "t/",
    tables: { t: { columns: "id bigint, n string", rows: ['1 "2"', '2 "3"'] } },
  },
  {
    name: "dates and times in CSV are text, missing cells decide nothing",
    files: { "t/f.csv": "d,ts,n,e\n2025-06-29,2025-06-29 10:00:00,,\n2025-06-30,2025-06-30 11:00:00,7,\n" },
    path: "t/",
    tables: {
      t: {
        columns: "d string, ts string, n bigint, e string",
        rows: ["2025-06-29 2025-06-29 10:00:00 NULL ", "2025-06-30 2025-06-30 11:00:00 7 "],
      },
    },
  },
  {
    name: "a byte-order mark and Windows line ends are no part of the names",
    files: { "t/f.csv": "\uFEFFid,x\r\n1,2\r\n3,4\r\n" },
    path: "t/",
    tables: { t: { columns: "id bigint, x bigint", rows: ["1 2", "3 4"], parameters: { recordCount: "2" } } },
  },
  ...["\t", "|", "\u0001"].map((delimiter) => ({
    name: `columns apart by ${JSON.stringify(delimiter)}`,
    files: { "t/f.txt": sales.replaceAll(",", delimiter) },
    path: "t/",
    tables: { t: { columns: salesColumns, rows: salesRows, parameters: { delimiter, classification: "csv" } } },
  })),
  {
    name: "a delimiter at each line's end makes a last column that is empty throughout",
    files: { "t/f.csv": "id,x,\n1,2.5,\n2,3,\n" },
    path: "t/",
    tables: { t: { columns: "id bigint, x double, col2 string", rows: ["1 2.5 ", "2 3.0 "] } },
  },
  {
    name: "a column's heading of 150 characters or more is no heading",
    files: { "t/f.csv": `id,${"x".repeat(150)},y\n1,2,a\n` },
    path: "t/",
    tables: {
      t: { columns: "col0 string, col1 string, col2 string", rows: ["1 2 a", `id ${"x".repeat(150)} y`] },
    },
  },
  {
    name: "headings that are the same get numbers, empty ones a place's name",
    files: { "t/f.csv": "id,ID,note,x\n1,2,a,3\n" },
    path: "t/",
    tables: { t: { columns: "id bigint, id_1 bigint, note string, x bigint", rows: ["1 2 a 3"] } },
  },
  {
    name: "whole numbers beyond 64 bits stay text, signs and exponents are numbers",
    files: { "t/f.csv": "big,least,neg,exp,ok\n9223372036854775808,9223372036854775807,-5,1e3,true\n" },
    path: "t/",
    tables: {
      t: {
        columns: "big string, least bigint, neg bigint, exp double, ok boolean",
        rows: ["9223372036854775808 9223372036854775807 -5 1000.0 true"],
      },
    },
  },
  {
    name: "letters of all scripts, in cells and in headings",
    files: { "t/f.csv": "번호,도시\n1,서울\n2,Ålesund\n" },
    path: "t/",
    tables: { t: { columns: "번호 bigint, 도시 string", parameters: { recordCount: "2" } } },
  },
  {
    name: "a last line without its end counts",
    files: { "t/f.csv": "id,x\n1,2\n3,4" },
    path: "t/",
    tables: { t: { rows: ["1 2", "3 4"], parameters: { recordCount: "2" } } },
  },
  {
    name: "a heading alone, or one column alone, is no CSV",
    files: { "t/f.csv": "id,x\n", "u/g.csv": "id\n1\n2\n" },
    path: "",
    tables: {},
  },
  {
    name: "a custom classifier for OpenCSVSerDe: quotes come off, all columns are text",
    files: { "t/f.csv": "id;note;n\n1;'a;b';'2'\n2;plain;3\n" },
    path: "t/",
    csvClassifier: { Delimiter: ";", QuoteSymbol: "'", ContainsHeader: "PRESENT", Serde: "OpenCSVSerDe" },
    tables: {
      t: {
        columns: "id string, note string, n string",
        rows: ["1 a;b 2", "2 plain 3"],
        parameters: { recordCount: "2" },
      },
    },
  },
  {
    name: "a custom classifier names the columns of text without a heading",
    files: { "t/f.csv": "Ada|London\nBo|Oslo\n" },
    path: "t/",
    csvClassifier: { Delimiter: "|", ContainsHeader: "ABSENT", Header: ["Name", "City"] },
    tables: { t: { columns: "name string, city string", rows: ["Ada London", "Bo Oslo"] } },
  },
  {
    name: "a custom classifier sees a heading over text alone, and a single column",
    files: { "t/f.csv": "name\nAda\nBo\n" },
    path: "t/",
    csvClassifier: { ContainsHeader: "PRESENT", AllowSingleColumn: true },
    tables: { t: { columns: "name string", rows: ["Ada", "Bo"], parameters: { "skip.header.line.count": "1" } } },
  },
  {
    name: "custom datatypes: dates, times, small numbers and decimals are told apart",
    files: { "t/f.csv": "d,ts,s,m\n2025-06-29,2025-06-29 10:00:00,7,1.50\n2025-06-30,2025-06-30 11:00:00,8,2.25\n" },
    path: "t/",
    csvClassifier: { CustomDatatypeConfigured: true, CustomDatatypes: ["DATE", "TIMESTAMP", "SHORT", "DECIMAL"] },
    tables: {
      t: {
        columns: "d date, ts timestamp, s smallint, m decimal(38,18)",
        rows: [
          "2025-06-29 2025-06-29 10:00:00.000 7 1.500000000000000000",
          "2025-06-30 2025-06-30 11:00:00.000 8 2.250000000000000000",
        ],
      },
    },
  },
];
