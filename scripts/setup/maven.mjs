import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, readFileSync, statSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sparkInstallation } from "./engines.mjs";
import { codeOf, messageOf } from "./errors.mjs";
import { SetupError } from "./machine.mjs";
import { cache, icebergJars, root, sparkJars, trinoHome } from "./paths.mjs";
import { place } from "./place.mjs";
import { endProgress, showProgress } from "./say.mjs";

/**
 * A line of a lock: where a jar is in a Maven repository, and in which folder of Trino's it goes.
 *
 * @typedef {{ path: string, sha256: string, size: number, folder?: string }} Jar
 */

const trinoLock = readLock("trino/trino.lock.json");
const sparkLock = readLock("spark/spark.lock.json");
const trinoIcebergLock = readLock("trino/trino-iceberg.lock.json");
const sparkIcebergLock = readLock("spark/spark-iceberg.lock.json");
const store = join(cache, "maven");
const parallel = 8;

/** How much of Trino is not in the cache yet, in bytes. */
export function trinoBytesToFetch() {
  return bytesToFetch(trinoLock);
}

/** How much of {@link installSparkJars} is not in the cache yet, in bytes. */
export function sparkBytesToFetch() {
  return bytesToFetch(sparkLock);
}

/** How much of {@link installIceberg} is not in the cache yet, in bytes. */
export function icebergBytesToFetch() {
  return bytesToFetch([...trinoIcebergLock, ...sparkIcebergLock]);
}

/**
 * Fetches Trino's jars from Maven Central, checks each against its SHA-256, and lays them out: the server with its Hive
 * plugin, and what builds `lab.jar`.
 */
export async function installTrino() {
  await fetchAll("Trino", trinoLock);
  const building = `${trinoHome}.new`;
  await rm(building, { recursive: true, force: true });
  for (const jar of trinoLock) {
    await place(join(store, jar.path), join(building, jar.folder ?? "", basename(jar.path)));
  }
  await rm(trinoHome, { recursive: true, force: true });
  await rename(building, trinoHome);
}

/** Fetches what pyspark's wheel lacks, Avro and PostgreSQL's JDBC driver, for the end of Spark's class path. */
export async function installSparkJars() {
  await fetchAll("Spark", sparkLock);
  await rm(sparkJars, { recursive: true, force: true });
  await layOut(sparkLock, sparkJars);
}

/**
 * Fetches Apache Iceberg for both engines: what Trino's connector has beyond the Hive plugin, and Spark's runtime with the
 * parts of AWS's SDK that its Glue catalog needs. The folder is there only when all of it is.
 */
export async function installIceberg() {
  await fetchAll("Iceberg", [...trinoIcebergLock, ...sparkIcebergLock]);
  const building = `${icebergJars}.new`;
  await rm(building, { recursive: true, force: true });
  await layOut(trinoIcebergLock, join(building, "trino"));
  await layOut(sparkIcebergLock, join(building, "spark"));
  await rm(icebergJars, { recursive: true, force: true });
  await rename(building, icebergJars);
}

/**
 * @param {Jar[]} lock
 * @param {string} folder
 */
async function layOut(lock, folder) {
  for (const jar of lock) {
    await place(join(store, jar.path), join(folder, basename(jar.path)));
  }
}

/**
 * @param {string} path Below `local-aws/engines/`.
 * @returns {Jar[]}
 */
function readLock(path) {
  return JSON.parse(readFileSync(join(root, "local-aws", "engines", path), "utf8"));
}

/** @param {Jar[]} lock */
function bytesToFetch(lock) {
  return lock.filter((jar) => !isCached(jar)).reduce((sum, jar) => sum + jar.size, 0);
}

/**
 * @param {string} work What they are for.
 * @param {Jar[]} lock
 */
async function fetchAll(work, lock) {
  const missing = lock.filter((jar) => !isCached(jar));
  const total = missing.reduce((sum, jar) => sum + jar.size, 0);
  const repository = missing.length > 0 ? mavenRepository() : "";
  let fetched = 0;
  const queue = [...missing];
  const worker = async () => {
    for (let jar = queue.shift(); jar !== undefined; jar = queue.shift()) {
      await fetchJar(repository, jar, (bytes) => {
        fetched += bytes;
        showProgress(work, `${work} ${(fetched / 1e6).toFixed(0)} of ${(total / 1e6).toFixed(0)} MB`);
      });
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  endProgress(work);
}

/** @param {Jar} jar */
function isCached(jar) {
  const file = join(store, jar.path);
  return existsSync(file) && statSync(file).size === jar.size;
}

/** `LAB_MAVEN_REPOSITORY`, else the one that Spark itself asks for `--packages`: the default of the Ivy jar inside it. */
function mavenRepository() {
  if (process.env.LAB_MAVEN_REPOSITORY) {
    return process.env.LAB_MAVEN_REPOSITORY.replace(/\/?$/, "/");
  }
  const { sparkJava, sparkHome } = sparkInstallation();
  const labJar = join(root, "local-aws", "engines", "java", "lab.jar");
  const answer = spawnSync(sparkJava, ["-cp", `${labJar}:${join(sparkHome, "jars", "*")}`, "lab.MavenRepository"], {
    encoding: "utf8",
  });
  if (answer.status !== 0) {
    throw new SetupError(`Spark's Java does not start: ${answer.stderr || answer.error}`);
  }
  return answer.stdout.trim();
}

/**
 * @param {string} repository
 * @param {Jar} jar
 * @param {(bytes: number) => void} onBytes
 */
async function fetchJar(repository, jar, onBytes) {
  const file = join(store, jar.path);
  const part = `${file}.part`;
  await mkdir(dirname(file), { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await download(repository + jar.path, part, onBytes);
      break;
    } catch (error) {
      if (attempt === 3 || error instanceof SetupError) {
        throw networkError(jar, error);
      }
    }
  }
  if ((await sha256(part)) !== jar.sha256) {
    await rm(part);
    throw new SetupError(
      `${basename(file)} is not the file that the lock names: its SHA-256 differs. Try again; if it stays, the repository that LAB_MAVEN_REPOSITORY names is at fault.`,
    );
  }
  await rename(part, file);
}

/**
 * @param {string} url
 * @param {string} part
 * @param {(bytes: number) => void} onBytes
 */
async function download(url, part, onBytes) {
  const have = existsSync(part) ? statSync(part).size : 0;
  const response = await fetch(url, have > 0 ? { headers: { range: `bytes=${have}-` } } : {});
  if (response.status === 416) {
    return;
  }
  if (!response.ok || response.body === null) {
    throw new SetupError(`The repository answered ${response.status} for ${basename(url)}.`);
  }
  const body = Readable.fromWeb(response.body);
  body.on("data", (chunk) => onBytes(chunk.length));
  await pipeline(body, createWriteStream(part, { flags: response.status === 206 ? "a" : "w" }));
}

/**
 * @param {Jar} jar
 * @param {unknown} error
 */
function networkError(jar, error) {
  if (codeOf(error) === "ENOSPC") {
    return new SetupError(
      "The disk is full. Free some space and run the same command again; it goes on where it stopped.",
    );
  }
  // fetch itself says only that it failed
  const detail = error instanceof Error && error.cause instanceof Error ? error.cause.message : messageOf(error);
  return new SetupError(
    `${basename(jar.path)} could not be fetched (${detail}). Check the connection, or name a mirror with LAB_MAVEN_REPOSITORY, and run the same command again; what is here is kept.`,
  );
}

/** @param {string} file */
async function sha256(file) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
