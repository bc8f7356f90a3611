import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, mock, test } from "node:test";
import {
  type Action,
  BatchGetWorkflowsCommand,
  type Condition,
  CreateCrawlerCommand,
  CreateTriggerCommand,
  CreateWorkflowCommand,
  DeleteWorkflowCommand,
  GetJobRunsCommand,
  GetTablesCommand,
  GetTagsCommand,
  GetTriggerCommand,
  GetWorkflowCommand,
  GetWorkflowRunCommand,
  GetWorkflowRunPropertiesCommand,
  GetWorkflowRunsCommand,
  type GlueClient,
  ListWorkflowsCommand,
  type Node,
  PutWorkflowRunPropertiesCommand,
  ResumeWorkflowRunCommand,
  StartTriggerCommand,
  StartWorkflowRunCommand,
  StopWorkflowRunCommand,
  UpdateWorkflowCommand,
  type WorkflowRun,
} from "@aws-sdk/client-glue";
import { startGlueProcess } from "../testing/glue-process";
import { type GlueServer, startGlueServer } from "../testing/glue-server";
import { createPythonShellJob, until } from "../testing/job-runs";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

async function createCrawler(Name: string, path: string): Promise<void> {
  const Targets = { S3Targets: [{ Path: `s3://lab/${path}` }] };
  await server.glue.send(new CreateCrawlerCommand({ Name, Role: "r", DatabaseName: "lab", Targets }));
}

const job = (JobName: string, State: Condition["State"] = "SUCCEEDED"): Condition => ({ JobName, State });
const crawled = (CrawlerName: string): Condition => ({ CrawlerName, CrawlState: "SUCCEEDED" });

/** A trigger of a workflow: it starts the run where it waits for nothing. */
async function addTrigger(WorkflowName: string, name: string, waitsFor: Condition[], Actions: Action[]): Promise<void> {
  const common = { Name: `${WorkflowName}-${name}`, WorkflowName, Actions };
  const Predicate = { Logical: "AND" as const, Conditions: waitsFor };
  const conditional = { Type: "CONDITIONAL" as const, Predicate, StartOnCreation: true };
  const type = waitsFor.length === 0 ? { Type: "ON_DEMAND" as const } : conditional;
  await server.glue.send(new CreateTriggerCommand({ ...common, ...type }));
}

async function start(Name: string, RunProperties?: Record<string, string>): Promise<string> {
  const { RunId = "" } = await server.glue.send(new StartWorkflowRunCommand({ Name, RunProperties }));
  assert.match(RunId, /^wr_[0-9a-f]{64}$/);
  return RunId;
}

async function getRun(Name: string, RunId: string, glue: GlueClient = server.glue): Promise<WorkflowRun> {
  const { Run = {} } = await glue.send(new GetWorkflowRunCommand({ Name, RunId, IncludeGraph: true }));
  return Run;
}

async function waitFor(name: string, id: string, reached = (run: WorkflowRun) => run.CompletedOn !== undefined) {
  await until(`run of ${name} has come so far`, async () => reached(await getRun(name, id)));
  return getRun(name, id);
}

const node = (run: WorkflowRun, name: string): Node => run.Graph?.Nodes?.find((one) => one.Name === name) ?? {};

const jobStates = (run: WorkflowRun, name: string): (string | undefined)[] | undefined =>
  node(run, name).JobDetails?.JobRuns?.map((one) => one.JobRunState);

test("crawler, three jobs one after the other, crawler: a chain as the lesson's, with properties and arguments", async () => {
  server.put("lab", "raw/parts/f.csv", "id,x\n1,2.5\n2,3\n");
  await createCrawler("crawl-raw", "raw/parts/");
  await createCrawler("crawl-report", "report/");
  // each job asks Glue for the workflow run's properties over the wire, and adds to them
  const source = `
import json, os, sys, urllib.request
from awsglue.utils import getResolvedOptions
args = getResolvedOptions(sys.argv, ["WORKFLOW_NAME", "WORKFLOW_RUN_ID", "step"])
def call(operation, **members):
    body = {"Name": args["WORKFLOW_NAME"], "RunId": args["WORKFLOW_RUN_ID"], **members}
    headers = {"X-Amz-Target": "AWSGlue." + operation, "Content-Type": "application/x-amz-json-1.1"}
    request = urllib.request.Request(os.environ["AWS_ENDPOINT_URL"], json.dumps(body).encode(), headers)
    return json.load(urllib.request.urlopen(request))
properties = call("GetWorkflowRunProperties")["RunProperties"]
steps = properties["steps"] + args["step"]
call("PutWorkflowRunProperties", RunProperties={"steps": steps})
folder = os.path.join(properties["folder"], "report")
os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, "f.csv"), "w") as file:
    file.write("step,n\\n" + "".join(f"{step},{n}\\n" for n, step in enumerate(steps)))
`;
  for (const name of ["preprocessing", "labeling", "evaluation"]) {
    await createPythonShellJob(server, name, source);
  }
  const properties = { steps: "", folder: join(server.dataDir, "s3", "lab"), kept: "yes" };
  await server.glue.send(new CreateWorkflowCommand({ Name: "lesson", DefaultRunProperties: properties }));
  const step = (letter: string) => ({ "--step": letter });
  await addTrigger("lesson", "start", [], [{ CrawlerName: "crawl-raw" }]);
  await addTrigger("lesson", "1", [crawled("crawl-raw")], [{ JobName: "preprocessing", Arguments: step("p") }]);
  await addTrigger("lesson", "2", [job("preprocessing")], [{ JobName: "labeling", Arguments: step("l") }]);
  await addTrigger("lesson", "3", [job("labeling")], [{ JobName: "evaluation", Arguments: step("e") }]);
  await addTrigger("lesson", "4", [job("evaluation")], [{ CrawlerName: "crawl-report" }]);

  const id = await start("lesson", { kept: "no" });
  const run = await waitFor("lesson", id);
  assert.equal(run.Status, "COMPLETED", JSON.stringify(run.Graph));
  assert.deepEqual(run.Statistics, {
    TotalActions: 5,
    SucceededActions: 5,
    FailedActions: 0,
    StoppedActions: 0,
    TimeoutActions: 0,
    RunningActions: 0,
    ErroredActions: 0,
    WaitingActions: 0,
  });
  const { TableList = [] } = await server.glue.send(new GetTablesCommand({ DatabaseName: "lab" }));
  const counts = TableList.map((table) => [table.Name, table.Parameters?.recordCount]);
  assert.deepEqual(Object.fromEntries(counts), { parts: "2", report: "3" });
  const of = { Name: "lesson", RunId: id };
  const { RunProperties } = await server.glue.send(new GetWorkflowRunPropertiesCommand(of));
  assert.deepEqual(RunProperties, { ...properties, steps: "ple", kept: "no" });

  const nodes = run.Graph?.Nodes ?? [];
  assert.equal(nodes.length, 10);
  const [first] = node(run, "preprocessing").JobDetails?.JobRuns ?? [];
  assert.deepEqual([first?.JobRunState, first?.TriggerName], ["SUCCEEDED", "lesson-1"]);
  assert.deepEqual(first?.Arguments, { "--step": "p", "--WORKFLOW_NAME": "lesson", "--WORKFLOW_RUN_ID": id });
  const [crawl] = node(run, "crawl-report").CrawlerDetails?.Crawls ?? [];
  assert.equal(crawl?.State, "SUCCEEDED");
  assert.ok((crawl?.StartedOn ?? 0) >= (first?.CompletedOn ?? Number.POSITIVE_INFINITY));
  const names = new Map(nodes.map((one) => [one.UniqueId, one.Name]));
  const edges = run.Graph?.Edges?.map((edge) => `${names.get(edge.SourceId)} > ${names.get(edge.DestinationId)}`);
  assert.deepEqual(edges?.sort(), [
    "crawl-raw > lesson-1",
    "evaluation > lesson-4",
    "labeling > lesson-3",
    "lesson-1 > preprocessing",
    "lesson-2 > labeling",
    "lesson-3 > evaluation",
    "lesson-4 > crawl-report",
    "lesson-start > crawl-raw",
    "preprocessing > lesson-2",
  ]);

  const { Workflow: workflow } = await server.glue.send(new GetWorkflowCommand({ Name: "lesson", IncludeGraph: true }));
  assert.equal(workflow?.LastRun?.WorkflowRunId, id);
  assert.equal(workflow?.Graph?.Nodes?.length, 10);
  const { Run: bare } = await server.glue.send(new GetWorkflowRunCommand(of));
  assert.equal(bare?.Graph, undefined);
});

test("a failed job ends its branch; the run is resumed from it and does only what is left", async () => {
  for (const name of ["ok", "after-ok", "after-both"]) {
    await createPythonShellJob(server, name, "print('done')\n");
  }
  await createPythonShellJob(server, "broken", "raise ValueError('no')\n");
  await server.glue.send(new CreateWorkflowCommand({ Name: "repaired", DefaultRunProperties: { day: "7" } }));
  await addTrigger("repaired", "start", [], [{ JobName: "ok" }, { JobName: "broken" }]);
  await addTrigger("repaired", "left", [job("ok")], [{ JobName: "after-ok" }]);
  await addTrigger("repaired", "join", [job("after-ok"), job("broken")], [{ JobName: "after-both" }]);
  const id = await start("repaired");
  const failed = await waitFor("repaired", id);
  assert.equal(failed.Status, "COMPLETED");
  assert.deepEqual(
    [failed.Statistics?.TotalActions, failed.Statistics?.SucceededActions, failed.Statistics?.FailedActions],
    [4, 2, 1],
  );
  assert.deepEqual(jobStates(failed, "broken"), ["FAILED"]);
  assert.deepEqual(jobStates(failed, "after-both"), []);

  server.put("lab", "scripts/broken.py", "print('repaired')\n");
  const broken = node(failed, "broken").UniqueId ?? "";
  const resume = (...NodeIds: string[]) =>
    server.glue.send(new ResumeWorkflowRunCommand({ Name: "repaired", RunId: id, NodeIds }));
  const { RunId = "", NodeIds } = await resume(broken);
  assert.notEqual(RunId, id);
  const resumed = await waitFor("repaired", RunId);
  assert.deepEqual([resumed.Status, resumed.PreviousRunId], ["COMPLETED", id]);
  assert.deepEqual(NodeIds, [node(resumed, "broken").UniqueId]);
  assert.deepEqual(resumed.WorkflowRunProperties, { day: "7" });
  assert.deepEqual(jobStates(resumed, "after-both"), ["SUCCEEDED"]);
  assert.deepEqual(jobStates(resumed, "broken"), ["SUCCEEDED"]);
  assert.deepEqual(
    node(resumed, "ok").JobDetails?.JobRuns?.map((run) => run.Id),
    node(failed, "ok").JobDetails?.JobRuns?.map((run) => run.Id),
  );
  const { JobRuns } = await server.glue.send(new GetJobRunsCommand({ JobName: "after-ok" }));
  assert.equal(JobRuns?.length, 1);
  await assert.rejects(resume("wnode_none"), { name: "InvalidInputException" });
  await assert.rejects(resume(node(failed, "after-both").UniqueId ?? ""), { name: "InvalidInputException" });
  const { Runs = [] } = await server.glue.send(new GetWorkflowRunsCommand({ Name: "repaired" }));
  assert.deepEqual(
    Runs.map((run) => run.WorkflowRunId),
    [RunId, id],
  );
});

test("a run is stopped with its jobs, and nothing follows; no more runs than allowed", async () => {
  await createPythonShellJob(server, "slow", "import time\ntime.sleep(1000)\n");
  await createPythonShellJob(server, "after-slow", "print('done')\n");
  await server.glue.send(new CreateWorkflowCommand({ Name: "stopped", MaxConcurrentRuns: 1 }));
  await assert.rejects(start("stopped"), { name: "InvalidInputException", message: /no starting trigger/ });
  await addTrigger("stopped", "start", [], [{ JobName: "slow" }]);
  await addTrigger("stopped", "next", [job("slow", "STOPPED")], [{ JobName: "after-slow" }]);
  const id = await start("stopped");
  await waitFor("stopped", id, (run) => jobStates(run, "slow")?.[0] === "RUNNING");
  await assert.rejects(start("stopped"), { name: "ConcurrentRunsExceededException" });
  const of = { Name: "stopped", RunId: id };
  const resume = new ResumeWorkflowRunCommand({ ...of, NodeIds: ["x"] });
  await assert.rejects(server.glue.send(resume), { name: "IllegalWorkflowStateException" });
  await server.glue.send(new StopWorkflowRunCommand(of));
  const run = await waitFor("stopped", id);
  assert.deepEqual([run.Status, jobStates(run, "slow"), jobStates(run, "after-slow")], ["STOPPED", ["STOPPED"], []]);
  assert.equal(run.Statistics?.StoppedActions, 1);
  const again = server.glue.send(new StopWorkflowRunCommand(of));
  await assert.rejects(again, { name: "IllegalWorkflowStateException" });
});

test("an action that cannot be started is an ERROR, and the run ends", async () => {
  await server.glue.send(new CreateWorkflowCommand({ Name: "busy" }));
  await addTrigger("busy", "start", [], [{ JobName: "slow" }, { JobName: "slow" }]);
  const { Name = "" } = (await server.glue.send(new GetTriggerCommand({ Name: "busy-start" }))).Trigger ?? {};
  await server.glue.send(new StartTriggerCommand({ Name }));
  const { Runs = [] } = await server.glue.send(new GetWorkflowRunsCommand({ Name: "busy" }));
  const id = Runs[0]?.WorkflowRunId ?? "";
  const run = await getRun("busy", id);
  assert.equal(run.Statistics?.ErroredActions, 1);
  const [, refused] = node(run, "slow").JobDetails?.JobRuns ?? [];
  assert.deepEqual([refused?.JobRunState, refused?.ErrorMessage], ["ERROR", "Concurrent runs exceeded for slow"]);
  await server.glue.send(new StopWorkflowRunCommand({ Name: "busy", RunId: id }));
  assert.equal((await waitFor("busy", id)).Status, "STOPPED");
});

test("a workflow on schedule starts when its minute comes", async () => {
  await server.glue.send(new CreateWorkflowCommand({ Name: "nightly" }));
  const scheduled = { Type: "SCHEDULED" as const, Schedule: "cron(30 10 * * ? *)", StartOnCreation: true };
  const Actions = [{ JobName: "ok" }];
  await server.glue.send(
    new CreateTriggerCommand({ Name: "nightly-start", WorkflowName: "nightly", ...scheduled, Actions }),
  );
  await addTrigger("nightly", "then", [job("ok")], [{ JobName: "after-ok" }]);
  const runs = async () => (await server.glue.send(new GetWorkflowRunsCommand({ Name: "nightly" }))).Runs ?? [];
  // only the date is set: the timers that look at it stay the real ones
  mock.timers.enable({ apis: ["Date"], now: Date.parse("2025-07-12T10:30:00Z") });
  try {
    await until("the schedule fired", async () => (await runs()).length > 0);
  } finally {
    mock.timers.reset();
  }
  const run = await waitFor("nightly", (await runs())[0]?.WorkflowRunId ?? "");
  assert.deepEqual([run.Status, run.Statistics?.SucceededActions], ["COMPLETED", 2]);
});

test("a run whose embedded AWS was killed is an ERROR, not COMPLETED", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "glue-workflow-"));
  const { process: other, glue } = await startGlueProcess(dataDir);
  const copy = await startGlueServer(dataDir);
  const own = server;
  server = { ...own, glue, put: copy.put };
  try {
    await createPythonShellJob(server, "long", "import time\ntime.sleep(1000)\n");
    await server.glue.send(new CreateWorkflowCommand({ Name: "killed" }));
    await addTrigger("killed", "start", [], [{ JobName: "long" }]);
    const id = await start("killed");
    await waitFor("killed", id, (run) => jobStates(run, "long")?.[0] === "RUNNING");
    const gone = new Promise((done) => other.once("exit", done));
    other.kill("SIGKILL");
    await gone;
    const run = await getRun("killed", id, copy.glue);
    assert.deepEqual([run.Status, jobStates(run, "long")], ["ERROR", ["FAILED"]]);
    assert.match(run.ErrorMessage ?? "", /embedded AWS ended/);
    assert.deepEqual([run.Statistics?.FailedActions, run.Statistics?.RunningActions], [1, 0]);
  } finally {
    server = own;
    other.kill("SIGKILL");
    glue.destroy();
    await copy.close();
  }
});

test("definitions: update, list, batch, tags, delete with its triggers", async () => {
  const Tags = { team: "quality" };
  await server.glue.send(new CreateWorkflowCommand({ Name: "defined", Description: "one", Tags }));
  const again = server.glue.send(new CreateWorkflowCommand({ Name: "defined" }));
  await assert.rejects(again, { name: "AlreadyExistsException" });
  await server.glue.send(new UpdateWorkflowCommand({ Name: "defined", DefaultRunProperties: { a: "1" } }));
  const batch = new BatchGetWorkflowsCommand({ Names: ["defined", "none"] });
  const { Workflows = [], MissingWorkflows } = await server.glue.send(batch);
  assert.deepEqual([Workflows[0]?.Description, Workflows[0]?.DefaultRunProperties], ["one", { a: "1" }]);
  assert.ok(Workflows[0]?.CreatedOn instanceof Date);
  assert.deepEqual(MissingWorkflows, ["none"]);
  const ResourceArn = "arn:aws:glue:us-east-1:000000000000:workflow/defined";
  assert.deepEqual((await server.glue.send(new GetTagsCommand({ ResourceArn }))).Tags, Tags);
  await addTrigger("defined", "start", [], [{ JobName: "ok" }]);
  await assert.rejects(addTrigger("defined", "other", [], [{ JobName: "ok" }]), /starting trigger already/);
  const listed = await server.glue.send(new ListWorkflowsCommand({}));
  assert.ok(listed.Workflows?.includes("defined"));
  await server.glue.send(new DeleteWorkflowCommand({ Name: "defined" }));
  for (const gone of [new GetWorkflowCommand({ Name: "defined" }), new GetTriggerCommand({ Name: "defined-start" })]) {
    await assert.rejects(server.glue.send(gone as GetWorkflowCommand), { name: "EntityNotFoundException" });
  }
  const properties = new PutWorkflowRunPropertiesCommand({ Name: "lesson", RunId: "wr_none", RunProperties: {} });
  await assert.rejects(server.glue.send(properties), { name: "EntityNotFoundException" });
});
