import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { accountId } from "./account";
import { showEnvironment } from "./display/show-environment";
import { labFolder, target } from "./environment";
import { NoWorkshop } from "./errors";
import { putDatabase } from "./glue/put-database";
import { ensureBucket } from "./s3/ensure-bucket";

/** A workshop's names in AWS, as `checks/<slug>/names.ts` says them. */
export interface WorkshopNames {
  /** Such as `quality`: the name of its folder in every room. */
  readonly slug: string;
  readonly title: string;
  /** Its bucket on the embedded AWS; on AWS, where a bucket's name is unique in the world, `-<account>` follows. */
  readonly bucket: string;
  /** Its database in the Glue Data Catalog. */
  readonly database: string;
  readonly exercisesDatabase: string;
  /** The IAM role that crawlers and jobs run as; `LAB_ROLE` names another one. */
  readonly role: string;
  /** The Athena workgroup; `LAB_WORKGROUP` names another one. */
  readonly workGroup: string;
  /** What the whole of it costs on AWS at list price when it is run once, rounded up, in dollars. */
  readonly dollars: number;
  /** What stands there costs a day on AWS, whether it is used or not, until the workshop's stack is deleted; in dollars. */
  readonly dollarsADay?: number;
}

/** What a notebook works with. */
export interface Surroundings {
  /** The workshop's slug. */
  readonly workshop: string;
  readonly bucket: string;
  /** The Glue database that queries mean where they name none. */
  readonly database: string;
  /** The name of the IAM role that crawlers and jobs run as. */
  readonly role: string;
  /** The Athena workgroup that queries run in; `primary` is used where it does not exist. */
  readonly workGroup: string;
}

let current: Surroundings | undefined;

/**
 * Says which workshop a notebook is of, shows where its calls go and what they may cost, and makes errors print shortly.
 * From here on the helpers use this workshop's names where none is given. Calls `sts:GetCallerIdentity`.
 *
 * @param slug Such as `quality`.
 * @throws NoWorkshop Where there is no such workshop. NoAwsChosen: no embedded AWS runs and real AWS is not asked for.
 */
export async function useWorkshop(slug: string): Promise<Surroundings> {
  const names = namesOf(slug);
  return begin(names, await bucketOf(names), names.database);
}

/**
 * The same for an exercise, whose bucket and database are its own: they are made where they are missing. Calls
 * `s3:CreateBucket` and `glue:CreateDatabase`.
 *
 * @param exercise The workshop and the step, such as `quality/3`.
 * @throws As {@link useWorkshop}.
 */
export async function useExercise(exercise: string): Promise<Surroundings> {
  const names = namesOf(exercise.split("/")[0] ?? "");
  const surroundings = await begin(names, await exercisesBucketOf(names), names.exercisesDatabase);
  await ensureBucket(surroundings.bucket);
  await putDatabase(surroundings.database);
  return surroundings;
}

/**
 * What the notebook's first cell has chosen.
 *
 * @throws NoWorkshop Where none is chosen yet.
 */
export function surroundings(): Surroundings {
  if (current === undefined) {
    throw new NoWorkshop("This notebook has not said yet of which workshop it is.");
  }
  return current;
}

/**
 * The bucket of a workshop: `LAB_BUCKET`, else the workshop's own on the embedded AWS, and on AWS the same with the
 * account's number at its end.
 *
 * @throws NoAwsChosen Where no embedded AWS runs and real AWS is not asked for.
 */
export async function bucketOf({ bucket }: WorkshopNames): Promise<string> {
  if (process.env.LAB_BUCKET) {
    return process.env.LAB_BUCKET;
  }
  return (await target()).kind === "embedded" ? bucket : `${bucket}-${await accountId()}`;
}

/** The bucket of a workshop's exercises. */
export async function exercisesBucketOf(names: WorkshopNames): Promise<string> {
  return `${await bucketOf(names)}-exercises`;
}

/** The IAM role of a workshop. */
export function roleOf({ role }: WorkshopNames): string {
  return process.env.LAB_ROLE ?? role;
}

/** The Athena workgroup of a workshop. */
export function workGroupOf({ workGroup }: WorkshopNames): string {
  return process.env.LAB_WORKGROUP ?? workGroup;
}

async function begin(names: WorkshopNames, bucket: string, database: string): Promise<Surroundings> {
  await showEnvironment(bucket, names);
  current = { workshop: names.slug, bucket, database, role: roleOf(names), workGroup: workGroupOf(names) };
  return current;
}

function namesOf(slug: string): WorkshopNames {
  const folder = join(labFolder, "dist", "checks");
  const file = join(folder, slug, "names.js");
  if (!/^[a-z]+$/.test(slug) || !existsSync(file)) {
    const known = readdirSync(folder).filter((name) => existsSync(join(folder, name, "names.js")));
    throw new NoWorkshop(`There is no workshop "${slug}". There are: ${known.sort().join(", ")}.`);
  }
  return (require(file) as { readonly names: WorkshopNames }).names;
}
