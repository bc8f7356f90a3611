import type { Step } from "../engine/workshop";
import type { PlantContext } from "./context";
import { jobs } from "./jobs";
import { keys } from "./layout";
import { checkIntervals } from "./outputs/intervals";
import { checkChart } from "./outputs/p-chart";
import { checkRatios } from "./outputs/ratios";
import { putEvaluation } from "./state";

export const evaluation: Step<PlantContext> = {
  number: 5,
  name: "05-evaluation",
  lesson: "05-job-3-evaluation",
  script: "05_evaluation.py",
  job: jobs.evaluation,
  put: ({ lab, truth }) => putEvaluation(lab, truth),
  tasks: [
    {
      id: "5.1",
      title: "processed/evaluation/ng_ratio/ has a row a line: coils, ng and ng_ratio in 0–1",
      hint: "NG coils of the line ÷ judged coils of the line. Which coils are judged?",
      strongerHint:
        "groupBy('line').agg(count('*') as coils, count(when(judgement = 'NG', 1)) as ng), then ng / coils.",
      check: (context) =>
        context.onFreshDataToo(jobs.evaluation, keys.ratios, (place) => checkRatios(context.lab, place)),
    },
    {
      id: "5.2",
      title: "processed/evaluation/intervals/ has the Wilson 95 % interval of each line's ratio",
      hint: "Wilson's interval is not p ± z·√(p(1−p)/n): its middle is drawn towards one half. z = 1.96.",
      strongerHint:
        "middle = (p + z²/2n) ÷ (1 + z²/n); half = z ÷ (1 + z²/n) · √(p(1−p)/n + z²/4n²); low = middle − half, high = middle + half.",
      check: (context) =>
        context.onFreshDataToo(jobs.evaluation, keys.intervals, (place) => checkIntervals(context.lab, place)),
    },
    {
      id: "5.3",
      title: "processed/evaluation/p_chart/ tells for each line and day whether its ratio is out of control",
      hint: "One centre for all lines and days; a limit of its own for each line and day, by how many coils it had.",
      strongerHint:
        "center = all NG ÷ all coils; ucl = least(1, center + 3·√(center(1−center)/coils of that line and day)); out_of_control = ratio > ucl.",
      check: (context) =>
        context.onFreshDataToo(jobs.evaluation, keys.pChart, (place) => checkChart(context.lab, place)),
    },
  ],
};
