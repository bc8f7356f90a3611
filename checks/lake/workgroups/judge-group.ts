import { type Finding, right, wrong } from "../../engine/verdict";
import { keys } from "../layout";

/** The limit that is asked for, in bytes, and what the two queries read that stand on its two sides. */
export const wantedLimit = 20_000_000;
export const probes = { below: 18_000_000, above: 22_000_000 } as const;

/** What a workgroup does, as the check has tried it. */
export interface SeenGroup {
  /** Its limit in bytes, where it has one. */
  readonly limit: number | undefined;
  /** The folder in the bucket where the result of a query went that named {@link askedFolder}; undefined where Athena refused it. */
  readonly folder: string | undefined;
  /** How the query ended that reads fewer bytes than the limit, and how the one that reads more. */
  readonly below: string;
  readonly above: string;
}

/** The folder that a query of the check names for its result. */
export const askedFolder = "check/elsewhere/";

/** Judges what a workgroup lets its queries do. */
export function judgeGroup({ limit, folder, below, above }: SeenGroup): Finding {
  if (limit === undefined) {
    return wrong("The workgroup has no limit: a query may read as much as it likes.", {
      expected: `BytesScannedCutoffPerQuery: ${wantedLimit}`,
      seen: "none",
    });
  }
  if (folder === undefined) {
    return wrong("The workgroup has no place for results: Athena refuses its queries.", {
      praise: "It has a limit.",
      expected: `ResultConfiguration with the OutputLocation s3://…/${keys.results}`,
      seen: "none",
    });
  }
  const more = { praise: "It has a limit.", expected: keys.results, seen: folder };
  if (folder === askedFolder) {
    return wrong("A query's result went where the query wished: the workgroup does not enforce its settings.", more);
  }
  if (!folder.startsWith(keys.results)) {
    return wrong(`Results go elsewhere than below ${keys.results}.`, more);
  }
  const numbers = { praise: "Results go where they should.", expected: `${wantedLimit} bytes`, seen: `${limit} bytes` };
  if (above !== "CANCELLED") {
    return wrong(`A query that reads ${probes.above / 1e6} MB was not ended: how many bytes are 20 MB?`, numbers);
  }
  if (below !== "SUCCEEDED") {
    return wrong(`A query that reads ${probes.below / 1e6} MB was ended: the limit is too low.`, numbers);
  }
  return right("It ends what reads too much, and says where results go.");
}
