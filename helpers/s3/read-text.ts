import { GetObjectCommand } from "@aws-sdk/client-s3";
import { s3Client } from "../clients";

/**
 * An object's text, as UTF-8. Calls `s3:GetObject`.
 *
 * @throws NoSuchKey Where there is no such object.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export async function readText(bucket: string, key: string): Promise<string> {
  const { Body } = await s3Client().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await Body?.transformToString("utf-8")) ?? "";
}

/**
 * An object's JSON value. Calls `s3:GetObject`.
 *
 * @throws NoSuchKey Where there is no such object. SyntaxError where it is not JSON.
 */
export async function readJson<Value>(bucket: string, key: string): Promise<Value> {
  return JSON.parse(await readText(bucket, key)) as Value;
}

/**
 * The JSON values of all objects under a prefix whose lines are JSON, as Spark writes them. Calls `s3:ListObjectsV2` and
 * `s3:GetObject` for each.
 */
export async function readJsonLines<Value>(bucket: string, keys: readonly string[]): Promise<Value[]> {
  const texts = await Promise.all(keys.map((key) => readText(bucket, key)));
  return texts.flatMap((text) => text.split("\n").filter((line) => line.trim() !== "")).map((line) => JSON.parse(line));
}
