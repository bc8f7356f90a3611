import type { Outputs } from "../engine/lab/lab";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { ShopContext } from "./context";
import { keys } from "./layout";
import { freshWorld, shopWorld } from "./shop/cuts";
import { deliveriesOf } from "./shop/deliveries";
import { toolsOf } from "./shop/tools";
import { jobs } from "./transforms/jobs";
import { checkPlaced, checkToolCuts, checkTyped, checkUnplaced, type Written } from "./transforms/judge-tools";

export const transforms: Step<ShopContext> = {
  number: 9,
  name: "09-transforms",
  lesson: "09-transforms",
  script: "09_transforms.py",
  job: jobs.transforms,
  tasks: [
    {
      id: "9.1",
      title: "processed/tools/ has every tool with limit_min as a number, without note and remark",
      hint: "limit_min is a choice: a number on most cards, a text such as `200 min` on others. Which action keeps both?",
      strongerHint:
        "DropFields for note, DropNullFields for remark, ResolveChoice with make_cols; then a Map that takes limit_min_int, or the number of limit_min_string.",
      check: (context) => checkJob(context, keys.tools, checkTyped),
    },
    {
      id: "9.2",
      title: "processed/tool_cuts/ has a row for each cut of each tool: tool, cut_id, wear_min",
      hint: "Relationalize makes two tables of it. Which column of the one says which rows of the other are its own?",
      strongerHint:
        "Join root and root_cuts by cuts = id; the fields are called cuts.val.cut_id and cuts.val.wear_min: rename them.",
      check: (context) => checkJob(context, keys.toolCuts, checkToolCuts),
    },
    {
      id: "9.3",
      title: "processed/tools_placed/ has every tool at a site, with its site's latitude and longitude",
      hint: "Join keeps who has a partner. And which type has a column that was read from a CSV file?",
      strongerHint: "Join.apply(tools, sites, 'site', 'site'), with latitude and longitude cast to double.",
      check: (context) => checkJob(context, keys.placed, checkPlaced),
    },
    {
      id: "9.4",
      title: "processed/tools_unplaced/ has the tools whose site is in no list, so that none is lost",
      hint: "Glue's Join cannot say who has no partner. A DataFrame's join can: which of its kinds?",
      strongerHint: "tools.toDF().join(sites.toDF(), 'site', 'left_anti').",
      check: (context) => checkJob(context, keys.unplaced, checkUnplaced),
    },
  ],
};

type Check = (lab: Outputs, written: Written) => Promise<Finding>;

function checkJob(context: ShopContext, output: string, check: Check): Promise<Finding> {
  return context.onFreshDataToo(jobs.transforms, output, ({ root }) => {
    const world = root === "" ? shopWorld : freshWorld(context.seed);
    return check(context.lab, { root, tools: toolsOf(world), sites: deliveriesOf(world).sites });
  });
}
