import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Installation, projectRoot, readInstallation } from "./engines/installation";
import { startSpark } from "./engines/spark/spark";
import { trainTrino } from "./engines/trino/training";
import { TrinoEngine } from "./engines/trino/trino-engine";
import { startLocalAws } from "./server";

/**
 * Makes the archive of Spark's or of Trino's classes: the engine runs once and, at its end, writes down what it has loaded.
 * That is an AOT cache, which keeps classes linked, and what was learnt of their methods, too.
 *
 * @param engine `spark` or `trino`.
 * @see https://openjdk.org/jeps/483
 * @see https://openjdk.org/jeps/514
 * @see https://openjdk.org/jeps/515
 */
async function makeArchive(engine: string | undefined): Promise<void> {
  const installation = readInstallation();
  const folder = mkdtempSync(join(tmpdir(), "quality-lab-archives-"));
  try {
    await (engine === "spark" ? archiveSpark : archiveTrino)(installation, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function archiveSpark({ sparkArchive }: Installation, folder: string): Promise<void> {
  const written = `${sparkArchive}.new`;
  rmSync(sparkArchive, { force: true });
  mkdirSync(join(folder, "s3", "training"), { recursive: true });
  const child = startSpark({
    scriptPath: join(projectRoot, "local-aws", "engines", "python", "training_job.py"),
    args: ["s3://training"],
    workDir: folder,
    dataDir: folder,
    environment: { JDK_JAVA_OPTIONS: cacheOutput(written) },
    cores: 2,
  });
  child.stdout?.resume();
  child.stderr?.pipe(process.stderr);
  const code = await new Promise((done) => child.once("exit", done));
  keep(written, sparkArchive, code === 0);
}

async function archiveTrino({ trinoArchive }: Installation, folder: string): Promise<void> {
  const written = `${trinoArchive}.new`;
  rmSync(trinoArchive, { force: true });
  const dataDir = join(folder, "trino-data");
  // one that has no Trino of its own
  const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  try {
    const trino = new TrinoEngine({
      dataDir,
      endpoint: aws.url,
      environment: { JDK_JAVA_OPTIONS: cacheOutput(written) },
      // a class path that goes on has the archive, too; one that ends sooner has not
      iceberg: false,
    });
    trino.start();
    await trainTrino(await trino.ready(), dataDir);
    await trino.stop("SIGTERM");
  } finally {
    await aws.close();
  }
  keep(written, trinoArchive, true);
}

const cacheOutput = (file: string): string => `-Xlog:disable "-XX:AOTCacheOutput=${file}"`;

function keep(written: string, archive: string, ended: boolean): void {
  if (!ended || !existsSync(written)) {
    throw new Error(`The class archive ${archive} could not be made.`);
  }
  renameSync(written, archive);
}

makeArchive(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
