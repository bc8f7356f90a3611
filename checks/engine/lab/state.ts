import {
  CreateDatabaseCommand,
  DeleteCrawlerCommand,
  DeleteDatabaseCommand,
  DeleteJobCommand,
} from "@aws-sdk/client-glue";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import type { Context } from "../context";
import type { Workshop } from "../workshop";
import { deleteWorkGroup, type Lab, unless } from "./lab";

/** Makes the exercises' bucket and database where they are missing. */
export async function putGround(lab: Lab): Promise<void> {
  const region = await lab.s3.config.region();
  const place =
    region === "us-east-1" ? {} : { CreateBucketConfiguration: { LocationConstraint: region as "eu-west-1" } };
  await lab.s3
    .send(new CreateBucketCommand({ Bucket: lab.bucket, ...place }))
    .catch(unless("BucketAlreadyOwnedByYou", undefined));
  await lab.glue
    .send(new CreateDatabaseCommand({ DatabaseInput: { Name: lab.database } }))
    .catch(unless("AlreadyExistsException", undefined));
}

/** Deletes all that a workshop's exercises made: objects, tables, crawlers, jobs and workgroups. */
export async function wipe(
  lab: Lab,
  { crawlers, steps, workGroups }: Pick<Workshop, "crawlers" | "steps" | "workGroups">,
): Promise<void> {
  await lab.deletePrefix("");
  const gone = unless("EntityNotFoundException", undefined);
  await lab.glue.send(new DeleteDatabaseCommand({ Name: lab.database })).catch(gone);
  for (const Name of crawlers) {
    await lab.glue.send(new DeleteCrawlerCommand({ Name })).catch(gone);
  }
  for (const name of workGroups) {
    await deleteWorkGroup(lab, name);
  }
  for (const { job } of steps) {
    if (job !== undefined) {
      await lab.glue.send(new DeleteJobCommand({ JobName: job.name })).catch(gone);
    }
  }
}

/** Puts the right results of every step before one; what was there is deleted. */
export async function putStateBefore(workshop: Workshop, context: Context, step: number): Promise<void> {
  await wipe(context.lab, workshop);
  await putGround(context.lab);
  for (const { number, put } of workshop.steps) {
    if (number < step) {
      await put?.(context);
    }
  }
}
