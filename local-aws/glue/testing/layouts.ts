import { gzipSync } from "node:zlib";

const sales = "id,amount,city\n1,2.5,Oslo\n2,3,Rome\n";
const people = '{"name":"Ada","age":36}\n{"name":"Bo","age":41}\n';

/** Files in a bucket, and the tables that Glue's documentation says a crawl makes of them. */
export interface Layout {
  readonly name: string;
  readonly files: Readonly<Record<string, string | Buffer>>;
  /** Parquet files, each with the DuckDB query that gives its rows. */
  readonly parquet?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly exclusions?: string[];
  readonly configuration?: object;
  /** By table name: its location, columns, partition keys and partition values. */
  readonly tables: Readonly<Record<string, Expected>>;
}

export interface Expected {
  readonly location?: string;
  readonly columns?: string;
  readonly keys?: string;
  readonly partitions?: string[];
  readonly parameters?: Readonly<Record<string, string>>;
  /** The rows as `SELECT *` in Athena prints them; missing where Athena cannot read such a table, on AWS either. */
  readonly rows?: readonly string[];
}

export const layouts: readonly Layout[] = [
  {
    name: "one folder with one CSV file is a table named as the folder",
    files: { "sales/a.csv": sales },
    path: "sales/",
    tables: {
      sales: {
        location: "sales/",
        columns: "id bigint, amount double, city string",
        rows: ["1 2.5 Oslo", "2 3.0 Rome"],
        parameters: {
          classification: "csv",
          delimiter: ",",
          "skip.header.line.count": "1",
          recordCount: "2",
          objectCount: "1",
          sizeKey: String(sales.length),
          compressionType: "none",
          typeOfData: "file",
          columnsOrdered: "true",
          areColumnsQuoted: "false",
        },
      },
    },
  },
  {
    name: "a path without its slash means the folder",
    files: { "sales/a.csv": sales, "salesmen/b.csv": sales },
    path: "sales",
    tables: { sales: { location: "sales/", rows: ["1 2.5 Oslo", "2 3.0 Rome"] } },
  },
  {
    name: "a path that is an object is a table named as the file",
    files: { "sales/a.csv": sales },
    path: "sales/a.csv",
    tables: { a_csv: { location: "sales/a.csv" } },
  },
  {
    name: "files at the root of a bucket are a table named as the bucket",
    files: { "a.csv": sales, "b.csv": sales },
    path: "",
    tables: {
      BUCKET: {
        location: "",
        columns: "id bigint, amount double, city string",
        rows: ["1 2.5 Oslo", "2 3.0 Rome", "1 2.5 Oslo", "2 3.0 Rome"],
      },
    },
  },
  {
    name: "key=value folders are partitions of one table (Glue's own example)",
    files: {
      "sales/year=2019/month=Jan/day=1/a.json": people,
      "sales/year=2019/month=Jan/day=2/a.json": people,
      "sales/year=2019/month=Feb/day=1/a.json": people,
      "sales/year=2019/month=Feb/day=2/a.json": people,
    },
    path: "sales/",
    tables: {
      sales: {
        columns: "name string, age int",
        keys: "year string, month string, day string",
        partitions: ["2019/Feb/1", "2019/Feb/2", "2019/Jan/1", "2019/Jan/2"],
        rows: [
          "Ada 36 2019 Feb 1",
          "Ada 36 2019 Feb 2",
          "Ada 36 2019 Jan 1",
          "Ada 36 2019 Jan 2",
          "Bo 41 2019 Feb 1",
          "Bo 41 2019 Feb 2",
          "Bo 41 2019 Jan 1",
          "Bo 41 2019 Jan 2",
        ],
      },
    },
  },
  {
    name: "folders without keys are partition_0, partition_1 (Glue's own example)",
    files: {
      "folder1/table1/partition1/file.txt": sales,
      "folder1/table1/partition2/file.txt": sales,
      "folder1/table1/partition3/file.txt": sales,
      "folder1/table2/partition4/file.txt": sales,
      "folder1/table2/partition5/file.txt": sales,
    },
    path: "folder1/",
    tables: {
      folder1: {
        keys: "partition_0 string, partition_1 string",
        partitions: [
          "table1/partition1",
          "table1/partition2",
          "table1/partition3",
          "table2/partition4",
          "table2/partition5",
        ],
        rows: [
          "1 2.5 Oslo table1 partition1",
          "1 2.5 Oslo table1 partition2",
          "1 2.5 Oslo table1 partition3",
          "1 2.5 Oslo table2 partition4",
          "1 2.5 Oslo table2 partition5",
          "2 3.0 Rome table1 partition1",
          "2 3.0 Rome table1 partition2",
          "2 3.0 Rome table1 partition3",
          "2 3.0 Rome table2 partition4",
          "2 3.0 Rome table2 partition5",
        ],
      },
    },
  },
  {
    name: "the lesson: two folders of different formats are two tables",
    files: {
      "raw/inspections/inspection_date=2025-06-29/inspections.csv": "part_id,x\n1,2.5\n",
      "raw/inspections/inspection_date=2025-06-30/inspections.csv": "part_id,x\n1,2\n",
      "raw/labels/inspection_date=2025-06-29/labels.json": '{"part_id":1,"label":"Bumps"}\n',
      "raw/labels/inspection_date=2025-06-30/labels.json": '{"part_id":2,"label":"Stains"}\n',
    },
    path: "raw/",
    tables: {
      inspections: {
        location: "raw/inspections/",
        columns: "part_id bigint, x double",
        rows: ["1 2.0 2025-06-30", "1 2.5 2025-06-29"],
        keys: "inspection_date string",
        partitions: ["2025-06-29", "2025-06-30"],
      },
      labels: {
        location: "raw/labels/",
        columns: "part_id int, label string",
        rows: ["1 Bumps 2025-06-29", "2 Stains 2025-06-30"],
        keys: "inspection_date string",
        partitions: ["2025-06-29", "2025-06-30"],
        parameters: { classification: "json" },
      },
    },
  },
  {
    name: "files of one folder that are not alike are a table each",
    files: { "all/persons.json": people, "all/areas.json": '{"code":1,"region":"N","size":2.5}\n' },
    path: "all/",
    tables: {
      persons_json: { location: "all/persons.json", columns: "name string, age int" },
      areas_json: { location: "all/areas.json", columns: "code int, region string, size double" },
    },
  },
  {
    name: "folders whose columns differ too much are tables of their own",
    files: { "mixed/a/f.csv": sales, "mixed/b/f.csv": "code,rate,note,flag\nx,1,y,true\n" },
    path: "mixed/",
    tables: {
      a: { location: "mixed/a/", rows: ["1 2.5 Oslo", "2 3.0 Rome"] },
      b: { columns: "code string, rate bigint, note string, flag boolean", rows: ["x 1 y true"] },
    },
  },
  {
    name: "CombineCompatibleSchemas keeps them in one table",
    files: { "mixed/a/f.csv": sales, "mixed/b/f.csv": "code,rate,note,flag\nx,1,y,true\n" },
    path: "mixed/",
    configuration: { Version: 1, Grouping: { TableGroupingPolicy: "CombineCompatibleSchemas" } },
    tables: {
      mixed: {
        columns: "id bigint, amount double, city string, code string, rate bigint, note string, flag boolean",
        keys: "partition_0 string",
        partitions: ["a", "b"],
      },
    },
  },
  {
    name: "TableLevelConfiguration says where the tables' folders are",
    files: { "mixed/a/x/f.csv": sales, "mixed/a/y/f.csv": sales, "mixed/b/z/f.csv": sales },
    path: "mixed/",
    configuration: { Version: 1, Grouping: { TableLevelConfiguration: 3 } },
    tables: {
      a: {
        keys: "partition_0 string",
        partitions: ["x", "y"],
        rows: ["1 2.5 Oslo x", "1 2.5 Oslo y", "2 3.0 Rome x", "2 3.0 Rome y"],
      },
      b: { keys: "partition_0 string", partitions: ["z"], rows: ["1 2.5 Oslo z", "2 3.0 Rome z"] },
    },
  },
  {
    name: "a partition that has one more column widens the table",
    files: { "s/d=1/f.csv": "a,b,c\n1,2,x\n", "s/d=2/f.csv": "a,b,c,e\n1,2.5,y,true\n" },
    path: "s/",
    tables: {
      s: {
        columns: "a bigint, b double, c string, e boolean",
        keys: "d string",
        partitions: ["1", "2"],
        rows: ["1 2.0 x NULL 1", "1 2.5 y true 2"],
      },
    },
  },
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
  {
    name: "nested JSON is struct and array; types of different records are merged",
    files: {
      "j/f.json":
        '{"Id":1,"box":{"x":1,"y":2.5},"tags":["a"],"big":1}\n{"Id":2,"box":{"x":2,"z":true},"tags":[],"big":3000000000}\n',
    },
    path: "j/",
    tables: {
      j: {
        columns: "id int, box struct<x:int,y:double,z:boolean>, tags array<string>, big bigint",
        rows: ["1 {x=1, y=2.5, z=null} [a] 1", "2 {x=2, y=null, z=true} [] 3000000000"],
      },
    },
  },
  {
    name: "JSON over several lines, one object after the other",
    files: { "j/f.json": '{\n "a": 1,\n "b": "x}"\n}\n{\n "a": 2\n}\n' },
    path: "j/",
    tables: { j: { columns: "a int, b string", parameters: { recordCount: "2" } } },
  },
  {
    name: "a JSON file that is one array has the one column array",
    files: { "j/f.json": '[{"a":1},{"a":2,"b":"x"}]' },
    path: "j/",
    tables: { j: { columns: "array array<struct<a:int,b:string>>" } },
  },
  {
    name: "gzip is read, and is a format of its own",
    files: { "z/gz/f.csv.gz": gzipSync(sales), "z/plain/f.csv": sales },
    path: "z/",
    tables: {
      gz: {
        columns: "id bigint, amount double, city string",
        parameters: { compressionType: "gzip" },
        rows: ["1 2.5 Oslo", "2 3.0 Rome"],
      },
      plain: { parameters: { compressionType: "none" }, rows: ["1 2.5 Oslo", "2 3.0 Rome"] },
    },
  },
  {
    name: "exclude patterns are relative to the path",
    files: { "s/a.csv": sales, "s/b.json": people, "s/old/c.csv": sales, "s/tmp/x/d.csv": sales },
    path: "s/",
    exclusions: ["*.json", "{old,tmp}/**"],
    tables: { s: { parameters: { objectCount: "1" } } },
  },
  {
    name: "markers, hidden files and empty objects are no data",
    files: { "s/f.csv": sales, "s/_SUCCESS": "", "s/.f.csv.crc": "crc", "s/_temporary/0/f.csv": sales, "s/e.csv": "" },
    path: "s/",
    tables: { s: { parameters: { objectCount: "1" }, rows: ["1 2.5 Oslo", "2 3.0 Rome"] } },
  },
  {
    name: "a folder that stands alone without a key divides nothing",
    files: { "top/only/d=1/f.csv": sales, "top/only/d=2/f.csv": sales },
    path: "top/",
    tables: {
      only: {
        location: "top/only/",
        keys: "d string",
        partitions: ["1", "2"],
        rows: ["1 2.5 Oslo 1", "1 2.5 Oslo 2", "2 3.0 Rome 1", "2 3.0 Rome 2"],
      },
    },
  },
  {
    name: "a file beside folders is a table of its own",
    files: { "m/readings.csv": sales, "m/labels/f.json": people },
    path: "m/",
    tables: {
      readings_csv: { location: "m/readings.csv" },
      labels: { location: "m/labels/", rows: ["Ada 36", "Bo 41"] },
    },
  },
  {
    name: "Parquet after CSV in the same folder: a table for each file",
    files: { "p/f.csv": sales },
    parquet: { "p/f.parquet": "SELECT 1::BIGINT AS id, 2.5::DOUBLE AS amount" },
    path: "p/",
    tables: {
      f_csv: { parameters: { classification: "csv" } },
      f_parquet: { parameters: { classification: "parquet" } },
    },
  },
  {
    name: "names with capitals, spaces and signs become lower case with underscores",
    files: { "My Data-Set.v1/f.csv": sales },
    path: "My Data-Set.v1/",
    tables: { my_data_set_v1: { rows: ["1 2.5 Oslo", "2 3.0 Rome"] } },
  },
  {
    name: "what no classifier knows becomes no table",
    files: { "n/readme.txt": "just a sentence\n", "n/image.bin": Buffer.from([0, 1, 2, 255, 254]) },
    path: "n/",
    tables: {},
  },
];
