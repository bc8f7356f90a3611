import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateJobCommand } from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../testing/glue-server";
import { createPythonShellJob, startRun, waitForRun } from "../testing/job-runs";
import { logMessages } from "../testing/log-messages";
import { settingsOfVersion } from "./glue-versions";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

/** What Spark 3.5 answers, by its documentation of `spark.sql.ansi.enabled`; Spark 4.1 raises instead. */
const answers35 = {
  "cast('abc' as int)": "None",
  "1 / 0": "None",
  "cast('2024-13-01' as date)": "None",
  "array(1, 2)[5]": "None",
  "element_at(map('a', 1), 'b')": "None",
  "cast(300 as tinyint)": "44",
  "2147483647 + 1": "-2147483648",
  "to_date('x', 'yyyy-MM-dd')": "None",
  "encode('é', 'US-ASCII')": "bytearray(b'?')",
  "map_keys(map(-0.0D, 1))": "[-0.0]",
};

const script = `
import os, sys
import pandas, numpy, pyarrow
from pyspark.context import SparkContext
from pyspark.sql import functions as f
from awsglue.context import GlueContext
sc = SparkContext.getOrCreate()
spark = GlueContext(sc).spark_session
def tell(name, value):
    print("CASE", name, "=", value, flush=True)
for e in ${JSON.stringify(Object.keys(answers35))}:
    try:
        tell(e, spark.sql("select " + e).collect()[0][0])
    except Exception as x:
        tell(e, type(x).__name__)
known = getattr(getattr(sc._jvm, "org.apache.spark.internal.config.ConfigEntry$"), "MODULE$")
tell("unknown", [n for n in ${JSON.stringify(Object.keys(settingsOfVersion("5.1")))} if known.findEntry(n) is None])
tell("conf", spark.conf.get("spark.sql.legacy.timeParserPolicy"))
spark.conf.set("spark.sql.ansi.enabled", "true")
try:
    spark.sql("select 1 / 0").collect()
    tell("overridden", "no")
except Exception as x:
    tell("overridden", type(x).__name__)
spark.conf.set("spark.sql.ansi.enabled", "false")
e = os.environ
tell("driver", [e.get("CUSTOMER_A"), e.get("CUSTOMER_B"), e.get("KEY"), e.get("CUSTOMER_E")])
tell("executor", sc.parallelize([1], 1).map(lambda _: __import__("os").environ.get("CUSTOMER_E")).collect())
tell("master", sc.master)
tell("files", [open("rules.txt").read(), open("deep/more.txt").read()])
frame = spark.createDataFrame(pandas.DataFrame({"k": ["a", "a", "b"], "v": [1, 2, 4]}))
tell("toPandas", frame.toPandas()["v"].sum())
plus = f.pandas_udf(lambda v: v + 1, "long")
tell("pandas_udf", [row[0] for row in frame.select(plus("v")).collect()])
def doubled(batches):
    for batch in batches:
        yield batch.assign(v=batch["v"] * 2)
tell("mapInPandas", frame.mapInPandas(doubled, frame.schema).toPandas()["v"].tolist())
sums = frame.groupBy("k").applyInPandas(lambda part: part.groupby("k", as_index=False).sum(), frame.schema)
tell("applyInPandas", sorted(map(tuple, sums.collect())))
jvm = sc._jvm
tell("java", jvm.System.getProperty("java.specification.version"))
tell("user", jvm.org.apache.hadoop.security.UserGroupInformation.getCurrentUser().getUserName() == sc.sparkUser())
tell("sketch", spark.sql("select hll_sketch_estimate(hll_sketch_agg(id)) from range(100)").collect()[0][0])
try:
    serializer = jvm.org.apache.spark.serializer.JavaSerializer(sc._jsc.sc().conf()).newInstance()
    anything = getattr(getattr(jvm.scala.reflect, "ClassTag$"), "MODULE$").Any()
    serializer.serialize(jvm.java.lang.Object(), anything)
except Exception as x:
    tell("serialization", "Serialization stack" in str(x))
`;

test("a job of Glue 5.1 has Spark 3.5's answers, Glue's Python modules and what its arguments set", async () => {
  server.put("lab", "other.py", script);
  server.put("lab", "files/rules.txt", "rules");
  server.put("lab", "files/deep/more.txt", "more");
  await server.glue.send(
    new CreateJobCommand({
      Name: "older",
      Role: "role",
      Command: { Name: "glueetl", ScriptLocation: "s3://lab/none.py" },
      GlueVersion: "5.1",
      WorkerType: "G.1X",
      NumberOfWorkers: 2,
      DefaultArguments: {
        "--scriptLocation": "s3://lab/other.py",
        "--customer-driver-env-vars": 'CUSTOMER_A=1,CUSTOMER_B="x,y z",KEY=2',
        "--customer-executor-env-vars": "CUSTOMER_E=5",
        "--executor-cores": "1",
        "--extra-files": "s3://lab/files/",
        "--custom-logGroup-prefix": "/own/job",
        "--custom-logStream-prefix": "night",
        "--enable-spark-ui": "true",
        "--spark-event-logs-path": "s3://lab/events/",
        "--conf": "spark.sql.legacy.timeParserPolicy=CORRECTED",
      },
    }),
  );
  const run = await waitForRun(server.glue, "older", await startRun(server.glue, "older"));
  assert.deepEqual([run.JobRunState, run.ErrorMessage, run.LogGroupName], ["SUCCEEDED", undefined, "/own/job"]);
  const lines = await logMessages(server.logs, "/own/job/output", "night-driver");
  const told = Object.fromEntries(lines.flatMap((line) => (/^CASE (.*) = (.*)$/.exec(line) ? [split(line)] : [])));
  assert.deepEqual(told, {
    ...answers35,
    unknown: "[]",
    conf: "CORRECTED",
    overridden: "ArithmeticException",
    driver: "['1', 'x,y z', None, None]",
    executor: "['5']",
    master: `local[${Math.min(1, availableParallelism())}]`,
    files: "['rules', 'more']",
    toPandas: "7",
    pandas_udf: "[2, 3, 5]",
    mapInPandas: "[2, 4, 8]",
    applyInPandas: "[('a', 3), ('b', 4)]",
    // what Spark's own classes cannot on this Java (spark-java25.jar)
    java: "25",
    user: "True",
    sketch: "100",
    serialization: "True",
  });
  const errors = await logMessages(server.logs, "/own/job/error", "night-driver");
  assert.ok(errors.includes("The variable KEY is not set: its name does not begin with CUSTOMER_."));
  assert.ok(readdirSync(join(server.dataDir, "s3/lab/events")).some((name) => name.startsWith("local-")));
});

const split = (line: string): [string, string] => {
  const at = line.lastIndexOf(" = ");
  return [line.slice("CASE ".length, at), line.slice(at + 3)];
};

test("a Python shell job has the modules of its library set", async () => {
  const names = "avro awswrangler elasticsearch numpy pandas pyathena pymysql pyorc redshift_connector requests s3fs";
  const source = `
import sys
for name in "${names} scipy sklearn sqlalchemy".split():
    if name == "redshift_connector" and sys.version_info >= (3, 14):
        continue
    try:
        __import__(name)
    except ImportError:
        print("MISSING", name)
import boto3
print("BOTO3", boto3.__version__)
`;
  await createPythonShellJob(server, "analytics", source);
  const output = async (args: Record<string, string>): Promise<string> => {
    const run = await waitForRun(server.glue, "analytics", await startRun(server.glue, "analytics", args));
    assert.equal(run.JobRunState, "SUCCEEDED", run.ErrorMessage);
    return (await logMessages(server.logs, "/aws-glue/python-jobs/output", run.Id ?? "")).join("\n");
  };
  assert.equal(await output({}), "BOTO3 1.40.61");
  assert.match(await output({ "library-set": "none" }), /MISSING pandas\nMISSING/);
});
