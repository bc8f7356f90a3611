import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Installation, projectRoot, readInstallation } from "./engines/installation";
import { startSpark } from "./engines/spark/spark";
import { trainTrino } from "./engines/trino/training";
import { TrinoEngine } from "./engines/trino/trino-engine";
import { startLocalAws } from "./server";

/**
 * Makes the archive of Spark's or of Trino's classes: the engine runs once and, at its end, writes down what it has loaded.
 * For Trino's newer Java that is an AOT cache, which keeps classes linked, and what was learnt of its methods, too.
 *
 * @param engine `spark` or `trino`.
 * @see https://docs.oracle.com/en/java/javase/21/vm/class-data-sharing.html
 * @see https://openjdk.org/jeps/514
 * @see https://openjdk.org/jeps/515
 */
async function makeArchive(engine: string | undefined): Promise<void> {
  const installation = readInstallation();
  const folder = mkdtempSync(join(tmpdir(), "quality-lab-archives-"));
  const isSpark = engine === "spark";
  try {
    const java = isSpark ? installation.sparkJava : installation.trinoJava;
    // the runtime comes without its own base archive, which ours builds upon
    execFileSync(java, ["-Xshare:dump"], { stdio: "ignore" });
    await (isSpark ? archiveSpark : archiveTrino)(installation, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function archiveSpark({ sparkArchive }: Installation, folder: string): Promise<void> {
  const written = `${sparkArchive}.new`;
  rmSync(sparkArchive, { force: true });
  const child = startSpark({
    scriptPath: join(projectRoot, "local-aws", "engines", "python", "training_job.py"),
    args: [join(folder, "out")],
    workDir: folder,
    dataDir: folder,
    environment: { JDK_JAVA_OPTIONS: `-Xlog:disable "-XX:ArchiveClassesAtExit=${written}"` },
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
      environment: { JDK_JAVA_OPTIONS: `-Xlog:disable "-XX:AOTCacheOutput=${written}"` },
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
