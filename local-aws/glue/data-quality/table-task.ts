import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../engines/installation";
import { endScript } from "../../engines/script-process";
import { startSpark } from "../../engines/spark/spark";
import { clientVariables } from "../../protocol/signatures/client-variables";
import { ErrorTail } from "../jobs/running/error-message";
import type { RunEnvironment } from "../jobs/running/run-script";
import { ScriptLog } from "../jobs/running/script-log";
import { watchScript } from "../jobs/running/watch-script";
import type { TableSource } from "./data-source";
import { resultsFolder } from "./results";

/** What `run_on_table.py` is asked: to evaluate rulesets, or to recommend rules where none are given. */
export interface TableRequest {
  readonly source: TableSource;
  readonly rulesets?: readonly { readonly name: string; readonly document: string }[];
  /** Other data sources by the alias that rules name. */
  readonly references?: Readonly<Record<string, TableSource>>;
  /** Further members of the results. */
  readonly about?: object;
  readonly resultsPrefix?: string | undefined;
}

export type TaskEnd<Answer> =
  | { readonly Status: "SUCCEEDED"; readonly answer: Answer }
  | { readonly Status: "FAILED"; readonly ErrorString: string };

/** Where runs keep their request, their answer and Spark's scratch files while they run. */
export const workFolder = (dataDir: string): string => join(dataDir, "glue", "data-quality", "work");

/** A data quality run on Spark, in a JVM of its own. */
export class TableTask<Answer> {
  private constructor(
    private readonly child: ChildProcess,
    /** Resolves when the JVM is gone and its logs are stored. */
    readonly ended: Promise<TaskEnd<Answer>>,
  ) {}

  static start<Answer>(id: string, request: TableRequest, environment: RunEnvironment): TableTask<Answer> {
    const { dataDir } = environment;
    const workDir = join(workFolder(dataDir), id);
    mkdirSync(workDir, { recursive: true });
    writeFileSync(join(workDir, "request.json"), JSON.stringify(request));
    const child = startSpark({
      scriptPath: join(projectRoot, "local-aws", "glue", "data-quality", "run_on_table.py"),
      args: [],
      workDir,
      dataDir,
      cores: availableParallelism(),
      environment: {
        ...clientVariables(environment),
        LAB_DATA_QUALITY_RESULTS: resultsFolder(dataDir),
      },
    });
    const ended = watch<Answer>(child, id, workDir, environment);
    return new TableTask(
      child,
      ended.finally(() => rmSync(workDir, { recursive: true, force: true })),
    );
  }

  /** Ends the JVM and its children. */
  async stop(): Promise<void> {
    await endScript(this.child);
  }
}

async function watch<Answer>(
  child: ChildProcess,
  id: string,
  workDir: string,
  { logs }: RunEnvironment,
): Promise<TaskEnd<Answer>> {
  const printed = new ErrorTail();
  const log = new ScriptLog(logs, "/aws-glue/data-quality", id);
  const exit = await watchScript(
    child,
    (lines) => {
      printed.addLog(lines);
      log.append("error", lines);
    },
    (lines) => {
      printed.add(lines);
      log.append("output", lines);
    },
  );
  const answer = join(workDir, "answer.json");
  return exit === 0 && existsSync(answer)
    ? { Status: "SUCCEEDED", answer: JSON.parse(readFileSync(answer, "utf8")) as Answer }
    : { Status: "FAILED", ErrorString: printed.message(exit) };
}
