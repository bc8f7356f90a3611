import type { Workshop } from "../engine/workshop";
import { rawData } from "./01-raw-data";
import { schema } from "./02-schema";
import { preprocessing } from "./03-preprocessing";
import { judgement } from "./04-judgement";
import { evaluation } from "./05-evaluation";
import { parquet } from "./06-parquet";
import { questions } from "./07-questions";
import { PlantContext } from "./context";
import { names as exercises } from "./layout";
import { names } from "./names";
import { givenCriteria } from "./plant/criteria";
import { plantFiles, plantSeed } from "./plant/plant";

export const workshop: Workshop<PlantContext> = {
  names,
  story:
    "A steel works inspects plates on four lines, and a customer sends plates back. Which line makes too many NG parts, since when, and of which fault?",
  picture: {
    file: "docs/images/p-chart.png",
    alternative: "The p-chart of line L3 in JupyterLab: three of 14 days lie above the control limits",
  },
  services: ["S3", "Glue crawlers", "Glue Data Catalog", "Glue jobs (PySpark)", "Athena"],
  lessons: [
    {
      notebook: "00-start-here",
      title: "Start here",
      minutes: 10,
      about: "the factory's problem, the pipeline, where you are running and what it may cost",
    },
    {
      notebook: "01-upload-raw-data",
      title: "Upload the raw data",
      minutes: 15,
      about: "CSV and JSON files to S3, and why the keys look as they do",
    },
    {
      notebook: "02-crawl-and-infer-schema",
      title: "Crawl and infer the schema",
      minutes: 20,
      about: "a crawler makes tables; what it guessed wrong",
    },
    {
      notebook: "03-job-1-preprocessing",
      title: "Job 1: preprocessing",
      minutes: 20,
      about: "bad rows rejected with a reason, normalised vectors, the region of interest",
    },
    {
      notebook: "04-job-2-labeling",
      title: "Job 2: labeling",
      minutes: 15,
      about: "labels and acceptance criteria: OK or NG",
    },
    {
      notebook: "05-job-3-evaluation",
      title: "Job 3: evaluation",
      minutes: 25,
      about: "NG ratios with Wilson intervals, p-chart, Pareto",
    },
    {
      notebook: "06-parquet-and-table",
      title: "Parquet and a table",
      minutes: 20,
      about: "the report as Parquet, a table on it, bytes and cost against CSV",
    },
    {
      notebook: "07-query-with-athena",
      title: "Query with Athena",
      minutes: 30,
      about: "quality questions in SQL, a dashboard",
    },
    {
      notebook: "08-clean-up",
      title: "Clean up",
      minutes: 10,
      about: "removes all of it and shows that nothing is left",
    },
  ],
  steps: [rawData, schema, preprocessing, judgement, evaluation, parquet, questions],
  workGroups: [],
  crawlers: [exercises.crawler],
  exerciseData() {
    const { inspections, labels } = plantFiles(plantSeed);
    return new Map([
      ["data/inspections.csv", inspections],
      ["data/labels.json", labels],
      ["data/acceptance.json", `${JSON.stringify(givenCriteria, undefined, 2)}\n`],
    ]);
  },
  aboutClauses: `- Steps 1, 6.1 and 6.2: with 20 seeds of the plant's data.
- Steps 3 to 5: what the mistake makes of the plant's data and of 20 seeds of fresh data is worked out and judged. Then
  Spark runs the solution's script with the mistake in it, and what it really writes is judged. Not of those with †:
  4.1 has no script, as the notebook writes its file; the job of step 5 reads no raw rows that it could count.
- Step 7: with 20 seeds of fresh data; some of the mistakes by Athena as well.
- Steps 2 and 6.3: by the real crawler and Athena, once. They look at the plant's own data, which are always the same:
  by its type (\`OwnData\`) their check is given no seed and no fresh data, so its verdict cannot depend on them.`,
  clauses: async () => (await import("./clauses/all.js")).allClauses,
  context: (lab, options) => new PlantContext(lab, options),
};
