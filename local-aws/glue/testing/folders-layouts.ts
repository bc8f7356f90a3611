import { type Layout, people, sales, salesRows } from "./layout";

export const foldersLayouts: readonly Layout[] = [
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
    name: "exclude patterns are relative to the path",
    files: { "s/a.csv": sales, "s/b.json": people, "s/old/c.csv": sales, "s/tmp/x/d.csv": sales },
    path: "s/",
    exclusions: ["*.json", "{old,tmp}/**"],
    tables: {
      s: { parameters: { objectCount: "1", exclusions: '["s3://BUCKET/s/*.json","s3://BUCKET/s/{old,tmp}/**"]' } },
    },
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
    name: "names with capitals, spaces and signs become lower case with underscores",
    files: { "My Data-Set.v1/f.csv": sales },
    path: "My Data-Set.v1/",
    tables: { my_data_set_v1: { rows: ["1 2.5 Oslo", "2 3.0 Rome"] } },
  },
  {
    name: "a key=value folder's value may be percent-encoded",
    files: { "s/at=10%3A30/f.csv": sales, "s/at=11%3A00/f.csv": sales },
    path: "s/",
    tables: {
      s: {
        keys: "at string",
        partitions: ["10:30", "11:00"],
        rows: ["1 2.5 Oslo 10:30", "1 2.5 Oslo 11:00", "2 3.0 Rome 10:30", "2 3.0 Rome 11:00"],
      },
    },
  },
  {
    name: "folders of one level that name different keys are partition_0",
    files: { "s/a=1/f.csv": sales, "s/b=1/f.csv": sales },
    path: "s/",
    tables: {
      s: {
        keys: "partition_0 string",
        partitions: ["a=1", "b=1"],
        rows: ["1 2.5 Oslo a=1", "1 2.5 Oslo b=1", "2 3.0 Rome a=1", "2 3.0 Rome b=1"],
      },
    },
  },
  {
    name: "a key's name is folded to lower case",
    files: { "s/Year=2025/f.csv": sales, "s/Year=2026/f.csv": sales },
    path: "s/",
    tables: {
      s: {
        keys: "year string",
        partitions: ["2025", "2026"],
        rows: ["1 2.5 Oslo 2025", "1 2.5 Oslo 2026", "2 3.0 Rome 2025", "2 3.0 Rome 2026"],
      },
    },
  },
  {
    name: "folders that go down to different depths are tables of their own",
    files: { "s/a/f.csv": sales, "s/b/c/f.csv": sales, "s/b/d/f.csv": sales },
    path: "s/",
    tables: {
      a: { location: "s/a/", rows: salesRows },
      b: {
        location: "s/b/",
        keys: "partition_0 string",
        partitions: ["c", "d"],
        rows: ["1 2.5 Oslo c", "1 2.5 Oslo d", "2 3.0 Rome c", "2 3.0 Rome d"],
      },
    },
  },
  {
    name: "two folders at the root of a bucket, of two formats",
    files: { "orders/f.csv": sales, "people/f.json": people },
    path: "",
    tables: { orders: { rows: salesRows }, people: { rows: ["Ada 36", "Bo 41"] } },
  },
  {
    name: "most partitions are alike: the odd one belongs to the table all the same",
    files: {
      ...Object.fromEntries([1, 2, 3, 4].map((day) => [`s/d=${day}/f.csv`, "a,b\n1,2\n"])),
      "s/d=5/f.csv": "a,c\n1,x\n",
    },
    path: "s/",
    tables: { s: { columns: "a bigint, b bigint, c string", keys: "d string", partitions: ["1", "2", "3", "4", "5"] } },
  },
];
