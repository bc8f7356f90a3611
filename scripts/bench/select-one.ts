import { type Figure, median } from "./figure";
import { timeAthena } from "./time-athena";
import { timeTrino } from "./trino-pair";

const warmUps = 10;
const pairs = 40;

/** `SELECT 1` through the SDK, from the start to its rows, against Trino asked directly. */
export async function selectOne(url: string, trinoUrl: string): Promise<Figure> {
  const times: [number, number][] = [];
  for (let round = 0; round < warmUps + pairs; round += 1) {
    times.push([await timeAthena({ url }, "SELECT 1"), await timeTrino(trinoUrl, "SELECT 1", "bench")]);
  }
  const counted = times.slice(warmUps);
  const athena = median(counted.map(([time]) => time));
  const trino = median(counted.map(([, time]) => time));
  const detail = `${(athena * 1000).toFixed(0)} ms against ${(trino * 1000).toFixed(0)} ms, medians of ${pairs}`;
  return { what: "SELECT 1, SDK ÷ Trino", measured: athena / trino, limit: 1.5, unit: "×", detail };
}
