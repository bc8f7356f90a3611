import { rmSync } from "node:fs";
import type {
  GetDataQualityRuleRecommendationRunResponse,
  GetDataQualityRulesetEvaluationRunResponse,
} from "@aws-sdk/client-glue";
import type { Catalog } from "../catalog/catalog";
import type { RunEnvironment } from "../jobs/running/run-script";
import { checkRuleset } from "./check-ruleset";
import { Results } from "./results";
import { Rulesets } from "./rulesets";
import { workFolder } from "./table-task";
import { TaskRuns } from "./task-runs";
import { TaskStore } from "./task-store";

export type EvaluationRun = GetDataQualityRulesetEvaluationRunResponse;
export type RecommendationRun = GetDataQualityRuleRecommendationRunResponse;

/** Rulesets, their evaluation on catalog tables, recommended rules, and all results. */
export class DataQuality {
  readonly rulesets: Rulesets;
  readonly results: Results;
  readonly evaluations: TaskRuns<EvaluationRun, { readonly ResultIds: string[] }>;
  readonly recommendations: TaskRuns<RecommendationRun, { readonly RecommendedRuleset: string }>;
  private readonly stores: readonly { forget(): void }[];
  private evaluated: (run: EvaluationRun, resultIds: readonly string[]) => void = () => {};

  constructor(
    environment: Omit<RunEnvironment, "region">,
    readonly catalog: Catalog,
  ) {
    const { dataDir } = environment;
    rmSync(workFolder(dataDir), { recursive: true, force: true });
    this.rulesets = new Rulesets(dataDir);
    this.results = new Results(dataDir);
    const evaluations = new TaskStore<EvaluationRun>(dataDir, "evaluation-runs");
    const recommendations = new TaskStore<RecommendationRun>(dataDir, "recommendation-runs");
    this.stores = [evaluations, recommendations, this.results];
    this.evaluations = new TaskRuns("Data Quality Ruleset Evaluation Run", evaluations, environment, (run, answer) => {
      this.evaluated(run, answer.ResultIds);
      return answer;
    });
    this.recommendations = new TaskRuns(
      "Data Quality Rule Recommendation Run",
      recommendations,
      environment,
      async (run, answer) => {
        await this.createRecommended(run, answer.RecommendedRuleset);
        return answer;
      },
    );
  }

  /** Has a function called with the results of each evaluation run that succeeds. */
  onEvaluation(listener: (run: EvaluationRun, resultIds: readonly string[]) => void): void {
    this.evaluated = listener;
  }

  async close(): Promise<void> {
    await Promise.all([this.evaluations.close(), this.recommendations.close()]);
  }

  /** Ends all runs and forgets everything in memory. */
  async reset(): Promise<void> {
    await this.close();
    for (const store of this.stores) {
      store.forget();
    }
  }

  private async createRecommended(run: RecommendationRun, document: string): Promise<void> {
    const RuleCount = await checkRuleset(document);
    if (run.CreatedRulesetName === undefined) {
      return;
    }
    this.rulesets.checkIsNew(run.CreatedRulesetName);
    const now = new Date();
    const { DatabaseName, TableName } = run.DataSource?.GlueTable ?? run.DataSource?.DataQualityGlueTable ?? {};
    this.rulesets.put({
      Name: run.CreatedRulesetName,
      Ruleset: document,
      TargetTable: { DatabaseName, TableName },
      CreatedOn: now,
      LastModifiedOn: now,
      RecommendationRunId: run.RunId,
      RuleCount,
    });
  }
}
