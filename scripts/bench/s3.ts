import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { root, venvProgram } from "../../processes/project";
import { type Figure, median } from "./figure";
import { s3Client, startLab, startServer } from "./lab-process";

const bucket = "bench";
const rounds = 5;

/** S3's figures: each against another server in a process of its own, in turn, with the same client. */
export async function s3(folder: string): Promise<Figure[]> {
  mkdirSync(folder, { recursive: true });
  const lab = await startLab(join(folder, "data"));
  try {
    const ours = s3Client(lab.url);
    await ours.send(new CreateBucketCommand({ Bucket: bucket }));
    return [
      await smallPuts(ours),
      ...(await bigObject(ours, join(folder, "bare"))),
      await rangeReaders(ours, lab.url, join(folder, "data", "s3", bucket, "big")),
    ];
  } finally {
    await lab.stop();
  }
}

async function smallPuts(ours: S3Client): Promise<Figure> {
  const count = 2_500;
  const moto = await startServer(venvProgram("python"), [join(root, "local-aws", "moto", "moto_server.py")]);
  try {
    const theirs = s3Client(moto.url);
    await theirs.send(new CreateBucketCommand({ Bucket: bucket }));
    const times = { ours: [] as number[], theirs: [] as number[] };
    // the first round also warms the client, which the median leaves out
    for (let round = 0; round < 3; round++) {
      times.ours.push(await timed(() => putMany(ours, count)));
      times.theirs.push(await timed(() => putMany(theirs, count)));
    }
    return ratio(`${count} small PUTs ÷ moto`, times.ours, times.theirs, 0.35);
  } finally {
    await moto.stop();
  }
}

async function putMany(client: S3Client, count: number): Promise<void> {
  let number = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (number < count) {
        const Key = `small/${number++}.json`;
        await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: `{"part": "${Key}"}` }));
      }
    }),
  );
}

async function bigObject(ours: S3Client, bareFile: string): Promise<Figure[]> {
  const bare = await startServer(process.execPath, [join(__dirname, "bare-server.js"), bareFile]);
  try {
    const theirs = s3Client(bare.url);
    const Body = randomBytes(100 * 1024 * 1024);
    const up = { ours: [] as number[], theirs: [] as number[] };
    const down = { ours: [] as number[], theirs: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      for (const [name, client] of [["ours", ours] as const, ["theirs", theirs] as const]) {
        up[name].push(await timed(() => client.send(new PutObjectCommand({ Bucket: bucket, Key: "big", Body }))));
        down[name].push(await timed(() => download(client)));
      }
    }
    return [
      ratio("upload of 100 MB ÷ bare node:http", up.ours, up.theirs, 1.4),
      ratio("download of 100 MB ÷ bare node:http", down.ours, down.theirs, 1.4),
    ];
  } finally {
    await bare.stop();
  }
}

async function download(client: S3Client): Promise<void> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: "big" }));
  for await (const _ of Body as AsyncIterable<Uint8Array>) {
    // only its arrival counts
  }
}

/** Eight clients read a range each of 1 GB at once, against `cat` into a pipe that another process reads. */
async function rangeReaders(ours: S3Client, url: string, file: string): Promise<Figure> {
  await ours.send(new PutObjectCommand({ Bucket: bucket, Key: "big", Body: randomBytes(1024 ** 3) }));
  const part = 1024 ** 3 / 8;
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.ours.push(
      await timed(() =>
        Promise.all(
          Array.from({ length: 8 }, async (_, index) => {
            const range = `${index * part}-${(index + 1) * part - 1}`;
            const reader = spawn("curl", ["-sf", "-o", "/dev/null", "-r", range, `${url}/${bucket}/big`]);
            const [code] = (await once(reader, "exit")) as [number];
            if (code !== 0) {
              throw new Error(`curl ended with ${code}`);
            }
          }),
        ),
      ),
    );
    times.theirs.push(await timed(async () => spawnSync("sh", ["-c", 'cat "$0" | cat > /dev/null', file])));
  }
  return ratio("8 range readers of 1 GB ÷ cat", times.ours, times.theirs, 2);
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await action();
  return (performance.now() - started) / 1000;
}

function ratio(what: string, ours: readonly number[], theirs: readonly number[], limit: number): Figure {
  const measured = median(ours.map((seconds, round) => seconds / (theirs[round] ?? Number.NaN)));
  const detail = `${median(ours).toFixed(2)} s against ${median(theirs).toFixed(2)} s, median of ${ours.length} pairs`;
  return { what, measured, limit, unit: "×", detail };
}
