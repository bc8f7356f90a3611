import { Context, type ContextOptions, type Place } from "../engine/context";
import type { Lab } from "../engine/lab/lab";
import type { StepJob } from "../engine/step-job";
import { keys } from "./layout";
import { type Cut, cutsOf, freshWorld, shopWorld } from "./shop/cuts";
import { deliveriesOf, deliveryFiles } from "./shop/deliveries";
import { cardsOf, toolsOf } from "./shop/tools";

/** The shop's cuts and another shop's, for the checks of one call. */
export class ShopContext extends Context<readonly Cut[]> {
  readonly cuts = cutsOf(shopWorld);
  readonly own: Place<readonly Cut[]> = { root: "", truth: this.cuts };
  private other: Place<readonly Cut[]> | undefined;

  constructor(lab: Lab, options: ContextOptions = {}) {
    super(lab, options);
  }

  /** Another shop's cuts, and where their files may lie. */
  get fresh(): Place<readonly Cut[]> {
    this.other ??= { root: `${this.scratch}fresh/`, truth: cutsOf(freshWorld(this.seed)) };
    return this.other;
  }

  protected override async putFreshInputs({ name }: StepJob): Promise<Place<readonly Cut[]>> {
    const world = freshWorld(this.seed);
    const root = `${this.fresh.root}${name}/`;
    await this.lab.put(`${root}${keys.toolCards}tools.jsonl`, cardsOf(toolsOf(world)));
    await this.lab.put(`${root}${keys.siteList}sites.csv`, deliveryFiles(deliveriesOf(world)).sites);
    return { root, truth: this.fresh.truth };
  }
}
