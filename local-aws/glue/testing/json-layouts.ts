import { gzipSync } from "node:zlib";
import { type Layout, people } from "./layout";

export const jsonLayouts: readonly Layout[] = [
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
    name: "a number in one file and a text in another is a string; a whole number and a fraction a double",
    files: { "j/a.json": '{"a":1,"b":1}\n', "j/b.json": '{"a":"x","b":2.5}\n' },
    path: "j/",
    tables: { j: { columns: "a string, b double", rows: ["1 1.0", "x 2.5"], parameters: { objectCount: "2" } } },
  },
  {
    name: "null, an empty list and a missing member say nothing of a type",
    files: { "j/f.json": '{"a":null,"b":[],"c":1}\n{"a":true,"b":[[1],[2,3]]}\n' },
    path: "j/",
    tables: {
      j: {
        columns: "a boolean, b array<array<int>>, c int",
        rows: ["NULL [] 1", "true [[1], [2, 3]] NULL"],
      },
    },
  },
  {
    name: "a list of objects is an array of structs",
    files: { "j/f.json": '{"id":1,"boxes":[{"x":1},{"x":2,"kind":"a"}]}\n' },
    path: "j/",
    tables: {
      j: { columns: "id int, boxes array<struct<x:int,kind:string>>", rows: ["1 [{x=1, kind=null}, {x=2, kind=a}]"] },
    },
  },
  {
    name: "JSON in gzip",
    files: { "j/f.json.gz": gzipSync(people) },
    path: "j/",
    tables: { j: { rows: ["Ada 36", "Bo 41"], parameters: { compressionType: "gzip", classification: "json" } } },
  },
];
