import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../processes/project";

/** No registry answers, and nothing else does. */
const closed = "http://127.0.0.1:9/";
const offline: NodeJS.ProcessEnv = {
  npm_config_registry: closed,
  PIP_INDEX_URL: closed,
  PIP_RETRIES: "0",
  LAB_MAVEN_REPOSITORY: closed,
  HTTP_PROXY: closed,
  HTTPS_PROXY: closed,
  NO_PROXY: "127.0.0.1,localhost",
};

/** A clone in a folder with blanks and Korean letters, in a room without network. */
export class OddClone {
  private readonly place = mkdtempSync(join(tmpdir(), "quality-lab-공장 실습-"));
  folder = join(this.place, "my lab");

  /** With all files that git does not ignore, as they are now. */
  constructor() {
    const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: root,
      encoding: "utf8",
    })
      .split("\0")
      .filter(Boolean);
    for (const file of files.filter((file) => existsSync(join(root, file)))) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      cpSync(join(root, file), join(this.folder, file));
    }
  }

  /** @returns What `npm run …` printed there, on both outputs. @throws Where it failed. */
  npm(...args: string[]): string {
    const { LAB_CACHE, LAB_PYTHON, HOME, PATH } = process.env;
    const env = { LAB_CACHE, LAB_PYTHON, HOME, PATH, TMPDIR: this.place, LANG: "C.UTF-8", ...offline };
    const run = spawnSync("npm", ["run", "--silent", ...args], { cwd: this.folder, env, encoding: "utf8" });
    assert.equal(run.status, 0, `${args.join(" ")}:\n${run.stdout.slice(-3_000)}${run.stderr.slice(-3_000)}`);
    return run.stdout + run.stderr;
  }

  /** @throws Where Java does not take the archive of Spark's or of Trino's classes that lies there. */
  startFromArchives(): void {
    const code = `
      const { readInstallation } = require("./dist/local-aws/engines/installation.js");
      const { jvmOptions } = require("./dist/local-aws/engines/spark/spark.js");
      const { trinoArguments } = require("./dist/local-aws/engines/trino/trino-engine.js");
      const { execFileSync } = require("node:child_process");
      const places = readInstallation();
      execFileSync(places.trinoJava, ["-XX:AOTMode=on", ...jvmOptions(places), "-version"]);
      const trino = trinoArguments(places, "config.properties", 1024, false);
      execFileSync(places.trinoJava, ["-XX:AOTMode=on", ...trino.slice(0, -2), "-version"]);`;
    execFileSync(process.execPath, ["-e", code], { cwd: this.folder, stdio: "pipe" });
  }

  /** Moves it to another odd folder. @returns Where it was. */
  move(): string {
    const before = this.folder;
    this.folder = join(this.place, "옮긴 곳", "lab two");
    mkdirSync(dirname(this.folder));
    renameSync(before, this.folder);
    return before;
  }

  remove(): void {
    rmSync(this.place, { recursive: true, force: true });
  }
}
