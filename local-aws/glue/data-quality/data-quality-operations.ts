import type { GlueOperations } from "../glue-context";
import { batchGetDataQualityResult } from "./operations/batch-get-data-quality-result";
import { cancelDataQualityRuleRecommendationRun } from "./operations/cancel-data-quality-rule-recommendation-run";
import { cancelDataQualityRulesetEvaluationRun } from "./operations/cancel-data-quality-ruleset-evaluation-run";
import { createDataQualityRuleset } from "./operations/create-data-quality-ruleset";
import { deleteDataQualityRuleset } from "./operations/delete-data-quality-ruleset";
import { getDataQualityResult } from "./operations/get-data-quality-result";
import { getDataQualityRuleRecommendationRun } from "./operations/get-data-quality-rule-recommendation-run";
import { getDataQualityRuleset } from "./operations/get-data-quality-ruleset";
import { getDataQualityRulesetEvaluationRun } from "./operations/get-data-quality-ruleset-evaluation-run";
import { listDataQualityResults } from "./operations/list-data-quality-results";
import { listDataQualityRuleRecommendationRuns } from "./operations/list-data-quality-rule-recommendation-runs";
import { listDataQualityRulesetEvaluationRuns } from "./operations/list-data-quality-ruleset-evaluation-runs";
import { listDataQualityRulesets } from "./operations/list-data-quality-rulesets";
import { startDataQualityRuleRecommendationRun } from "./operations/start-data-quality-rule-recommendation-run";
import { startDataQualityRulesetEvaluationRun } from "./operations/start-data-quality-ruleset-evaluation-run";
import { updateDataQualityRuleset } from "./operations/update-data-quality-ruleset";

/** The operations of data quality by AWS's names. */
export const dataQualityOperations = {
  BatchGetDataQualityResult: batchGetDataQualityResult,
  CancelDataQualityRuleRecommendationRun: cancelDataQualityRuleRecommendationRun,
  CancelDataQualityRulesetEvaluationRun: cancelDataQualityRulesetEvaluationRun,
  CreateDataQualityRuleset: createDataQualityRuleset,
  DeleteDataQualityRuleset: deleteDataQualityRuleset,
  GetDataQualityResult: getDataQualityResult,
  GetDataQualityRuleRecommendationRun: getDataQualityRuleRecommendationRun,
  GetDataQualityRuleset: getDataQualityRuleset,
  GetDataQualityRulesetEvaluationRun: getDataQualityRulesetEvaluationRun,
  ListDataQualityResults: listDataQualityResults,
  ListDataQualityRuleRecommendationRuns: listDataQualityRuleRecommendationRuns,
  ListDataQualityRulesetEvaluationRuns: listDataQualityRulesetEvaluationRuns,
  ListDataQualityRulesets: listDataQualityRulesets,
  StartDataQualityRuleRecommendationRun: startDataQualityRuleRecommendationRun,
  StartDataQualityRulesetEvaluationRun: startDataQualityRulesetEvaluationRun,
  UpdateDataQualityRuleset: updateDataQualityRuleset,
} satisfies GlueOperations;
