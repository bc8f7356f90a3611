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
