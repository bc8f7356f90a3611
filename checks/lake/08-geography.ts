import { onFreshData } from "../engine/context";
import { foundView } from "../engine/lab/found-view";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import { overFreshData, query } from "./asking";
import type { ShopContext } from "./context";
import { judgeNearest, judgeWay, type Seen } from "./geography/judge-distances";
import { judgePairs, judgePlan } from "./geography/judge-pairs";
import { judgeZones } from "./geography/judge-zones";
import { keys, names } from "./layout";
import { freshWorld, shopWorld } from "./shop/cuts";
import { type Deliveries, deliveriesOf } from "./shop/deliveries";
import { putDeliveries } from "./state";

export const geography: Step<ShopContext> = {
  number: 8,
  name: "08-geography",
  lesson: "08-geography",
  put: ({ lab }) => putDeliveries(lab, deliveriesOf(shopWorld)),
  tasks: [
    {
      id: "8.1",
      title: "The view delivery_km says how far each delivery is from its site, in km",
      hint: "Which function gives km? It takes four numbers: in which order?",
      strongerHint:
        "great_circle_distance(s.latitude, s.longitude, d.latitude, d.longitude), with deliveries d JOIN sites s ON d.site = s.site.",
      check: (context) => checkView(context, names.deliveryKm, judgeWay),
    },
    {
      id: "8.2",
      title: "The view nearest_site says which site is the nearest of each delivery, and how many km away",
      hint: "Compare each delivery with every site. Which function gives the site that has the least km?",
      strongerHint:
        "min_by(s.site, km) AS nearest, min(km) AS km, over deliveries CROSS JOIN sites, GROUP BY delivery_id.",
      check: (context) => checkView(context, names.nearestSite, judgeNearest),
    },
    {
      id: "8.3",
      title: "The view zone_deliveries says how many deliveries lie in each zone, 0 where none does",
      hint: "The area is text: ST_Polygon reads it. A zone without deliveries must not get lost in the join.",
      strongerHint:
        "zones z LEFT JOIN deliveries d ON ST_Contains(ST_Polygon(z.area), ST_Point(d.longitude, d.latitude)); count(d.delivery_id).",
      check: (context) => checkView(context, names.zoneDeliveries, judgeZones),
    },
    {
      id: "8.4",
      title:
        "The view close_pairs has the deliveries at most 5 km apart, each pair once, and compares not each with each",
      hint: "Who is near lies in the same tile or in one next to it. Which function gives all tiles within 5 km?",
      strongerHint:
        "The one side CROSS JOIN UNNEST(bing_tiles_around(latitude, longitude, 11, 5)) AS t (tile), the other side by bing_tile_at(…, 11) = tile, then first_id < second_id and the distance.",
      check: checkPairs,
    },
  ],
};

/** What to say before the message of a view that is right on the shop's deliveries and not on fresh data. */
export const deliveriesOnFreshData = "On another shop's deliveries what the view answers is not right.";

type Judge = (deliveries: Deliveries, seen: Seen) => Finding;

async function checkView(context: ShopContext, view: string, judge: Judge): Promise<Finding> {
  const { lab, fresh, seed } = context;
  await foundView(lab, view, "tomorrow's deliveries do not come into it. A view asks again.");
  const first = judge(deliveriesOf(shopWorld), await query(lab, `SELECT * FROM ${view}`));
  if (first.state !== "right") {
    return first;
  }
  const other = deliveriesOf(freshWorld(seed));
  const source = { table: names.deliveries, folder: keys.deliveries, rows: "deliveries" };
  const put = (database: string) => putDeliveries(lab, other, { root: fresh.root, database });
  const second = await overFreshData(context, view, source, put, async (database) =>
    judge(other, await query(lab, `SELECT * FROM ${view}`, database)),
  );
  return onFreshData(first, [second], deliveriesOnFreshData);
}

async function checkPairs(context: ShopContext): Promise<Finding> {
  const { lab } = context;
  const pairs = await checkView(context, names.closePairs, judgePairs);
  if (pairs.state !== "right") {
    return pairs;
  }
  const { rows } = await query(lab, `EXPLAIN SELECT * FROM ${names.closePairs}`);
  const plan = judgePlan(rows.map((cells) => cells.join(" ")).join("\n"));
  return plan.state === "right" ? pairs : plan;
}
