import { type Figure, medianPair } from "./figure";
import { timeAthena } from "./time-athena";
import { timeTrino } from "./trino-pair";

const rounds = { warmUps: 10, pairs: 40 };

/** `SELECT 1` through the SDK, from the start to its rows, against Trino asked directly. */
export async function selectOne(url: string, trinoUrl: string): Promise<Figure> {
  const [athena, trino] = await medianPair(
    rounds,
    () => timeAthena({ url }, "SELECT 1"),
    () => timeTrino(trinoUrl, "SELECT 1", "bench"),
  );
  const detail = `${(athena * 1000).toFixed(0)} ms against ${(trino * 1000).toFixed(0)} ms, medians of ${rounds.pairs}`;
  return { what: "SELECT 1, SDK ÷ Trino", measured: athena / trino, limit: 1.5, unit: "×", detail };
}
