import type {
  StartDataQualityRulesetEvaluationRunRequest,
  StartDataQualityRulesetEvaluationRunResponse,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { RequestContext } from "../../../protocol/service";
import { invalidInput } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { tableSource } from "../data-source";
import { runSize } from "../run-size";

type Request = StartDataQualityRulesetEvaluationRunRequest;
const options = ["CloudWatchMetricsEnabled", "ResultsS3Prefix", "CompositeRuleEvaluationMethod"];

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartDataQualityRulesetEvaluationRun.html */
export function startDataQualityRulesetEvaluationRun(
  { quality }: GlueContext,
  input: Checked<Request>,
  request: RequestContext,
): StartDataQualityRulesetEvaluationRunResponse {
  const { DataSource, AdditionalDataSources, AdditionalRunOptions } = input;
  const source = tableSource(quality.catalog, DataSource);
  const Role = input.Role;
  const names = [...input.RulesetNames];
  checkOptions(AdditionalRunOptions);
  const rulesets = names.map((name) => ({ name, document: quality.rulesets.get(name).Ruleset ?? "" }));
  const others = Object.entries(AdditionalDataSources ?? {});
  const references = Object.fromEntries(others.map(([alias, one]) => [alias, tableSource(quality.catalog, one)]));
  const run = {
    DataSource,
    AdditionalDataSources,
    Role,
    ...runSize(input),
    AdditionalRunOptions,
    RulesetNames: names,
  };
  const resultsPrefix = AdditionalRunOptions?.ResultsS3Prefix;
  const RunId = quality.evaluations.start(
    run,
    (id) => ({ source, rulesets, references, resultsPrefix, about: { DataSource, RulesetEvaluationRunId: id } }),
    request.region,
  );
  return { RunId };
}

function checkOptions(given: Request["AdditionalRunOptions"]): void {
  const strange = Object.entries(given ?? {}).find(([name, value]) => value !== undefined && !options.includes(name));
  if (strange !== undefined) {
    throw invalidInput(`The embedded AWS does not support the run option ${strange[0]}.`);
  }
  if ((given?.CompositeRuleEvaluationMethod ?? "COLUMN") !== "COLUMN") {
    throw invalidInput("The embedded AWS evaluates composite rules by COLUMN only.");
  }
}
