import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateJobCommand } from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../testing/glue-server";
import { manySmallSteps, startRun, waitForRun } from "../testing/job-runs";
import { logMessages } from "../testing/log-messages";
import { type Postgres, startPostgres } from "../testing/postgres";

// One run that begins and commits its job again and again: each time the bookmark is read from its file, as by a new run.
const script = `
import json, sys
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.not_supported import NotSupportedError
from pyspark.context import SparkContext

glue = GlueContext(SparkContext.getOrCreate())
url = sys.argv[sys.argv.index("--url") + 1]
database = {"url": url, "user": "postgres", "password": "secret", "dbtable": "shop.sales"}

def begin():
    job = Job(glue)
    job.init("rows")
    return job

def read(context="sales", **options):
    frame = glue.create_dynamic_frame.from_options("postgresql", {**database, **options}, transformation_ctx=context)
    return sorted([row["id"] for row in frame.toDF().collect()])

def add(*rows):
    frame = glue.spark_session.createDataFrame(rows, "id int, shop string, at timestamp_ntz")
    glue.write_dynamic_frame.from_options(DynamicFrame.fromDF(frame, glue, "more"), "postgresql", database)

from datetime import datetime
def at(day, hour): return datetime(2017, 8, day, hour)
seen = {}
by_time = {"jobBookmarkKeys": ["at", "id"], "jobBookmarkKeysSortOrder": "asc"}
job = begin()
seen["first"] = read(**by_time)
job.commit()
job = begin()
seen["nothing new"] = read(**by_time)
job.commit()
add((4, "b", at(1, 7)), (5, "O'Neil", at(2, 9)), (6, "b", at(3, 8)))
job = begin()
seen["not committed"] = read(**by_time, hashexpression="id", hashpartitions="2")
job = begin()
seen["late row"] = read(**by_time)
job.commit()
job = begin()
seen["other source"] = read("other", jobBookmarkKeys=["shop"], jobBookmarkKeysSortOrder="desc")
seen["no context"] = read("", **by_time)
job.commit()
add((7, "O'", at(1, 1)), (8, "O'Neill", at(1, 1)))
job = begin()
seen["descending"] = read("other", jobBookmarkKeys=["shop"], jobBookmarkKeysSortOrder="desc")
for name, options in {"no keys": {}, "sample": {**by_time, "sampleQuery": "SELECT * FROM shop.sales"}}.items():
    try:
        seen[name] = read(**options)
    except NotSupportedError as error:
        seen[name] = str(error)
print("SEEN", json.dumps(seen))
`;

let server: GlueServer;
let postgres: Postgres;
before(async () => {
  [server, postgres] = await Promise.all([startGlueServer(), startPostgres()]);
  await postgres.run(`CREATE SCHEMA shop; CREATE TABLE shop.sales (id int, shop text, at timestamp);
    INSERT INTO shop.sales VALUES (1, 'a', '2017-08-01 08:00'), (2, 'b', '2017-08-02 09:00'), (3, 'c', '2017-08-02 08:00')`);
});
after(async () => {
  await Promise.all([server.close(), postgres.stop()]);
});

const refusal = (what: string): string =>
  `The embedded AWS does not support ${what}. How to solve: use Spark's own call for it, or run the job on AWS.`;

test("a bookmark on a database's table reads what comes behind its keys, and nothing that comes late", async () => {
  server.put("lab", "scripts/rows.py", script);
  const Command = { Name: "glueetl", ScriptLocation: "s3://lab/scripts/rows.py" };
  const DefaultArguments = { "--job-bookmark-option": "job-bookmark-enable", "--conf": manySmallSteps };
  await server.glue.send(new CreateJobCommand({ Name: "rows", Role: "role", Command, DefaultArguments }));
  const id = await startRun(server.glue, "rows", { "--url": `jdbc:postgresql://127.0.0.1:${postgres.port}/postgres` });
  const run = await waitForRun(server.glue, "rows", id);
  assert.equal(run.JobRunState, "SUCCEEDED", run.ErrorMessage);
  const printed = await logMessages(server.logs, "/aws-glue/jobs/output", id);
  const seen = JSON.parse(printed.find((line) => line.startsWith("SEEN"))?.slice(5) ?? "{}") as object;
  assert.deepEqual(seen, {
    first: [1, 2, 3],
    "nothing new": [],
    // the second key decides between rows of the same time; 4 came late
    "not committed": [5, 6],
    "late row": [5, 6],
    "other source": [1, 2, 3, 4, 5, 6],
    "no context": [1, 2, 3, 4, 5, 6],
    descending: [7],
    "no keys": refusal("a job bookmark on a database's table without jobBookmarkKeys"),
    sample: refusal("sampleQuery with job bookmarks"),
  });
});
