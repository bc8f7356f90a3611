import type { PageFilter, Selection } from "../description";
import { make } from "./element";

/** The form above the charts: native controls, which a keyboard and a screen reader know. */
export class Filters {
  private readonly boxes = new Map<string, HTMLInputElement[]>();
  private readonly days = new Map<string, { from: HTMLInputElement; to: HTMLInputElement }>();

  /**
   * @param choices The values of each filter's column, sorted.
   * @param changed Called after each change.
   */
  constructor(
    form: HTMLElement,
    private readonly filters: readonly PageFilter[],
    private readonly choices: Readonly<Record<string, readonly string[]>>,
    private readonly changed: () => void,
  ) {
    for (const filter of filters) {
      form.append(filter.kind === "dates" ? this.dates(filter) : this.choice(filter));
    }
    const clear = make("button", { type: "button", textContent: "Clear all filters" });
    clear.addEventListener("click", () => this.clear());
    form.append(clear);
    form.addEventListener("change", () => changed());
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** What the form lets through; a choice with nothing ticked lets all through. */
  selection(): Selection {
    const selection: Record<string, Selection[string]> = {};
    for (const [column, { from, to }] of this.days) {
      const [first, last] = this.range(column);
      if (from.value !== first || to.value !== last) {
        selection[column] = { from: from.value || first, to: to.value || last };
      }
    }
    for (const [column, boxes] of this.boxes) {
      const ticked = boxes.filter(({ checked }) => checked).map(({ value }) => value);
      if (ticked.length > 0) {
        selection[column] = ticked;
      }
    }
    return selection;
  }

  /** Ticks a value, or unticks it. */
  toggle(column: string, value: string): void {
    const box = this.boxes.get(column)?.find((one) => one.value === value);
    if (box !== undefined) {
      box.checked = !box.checked;
      this.changed();
    }
  }

  /** The filters for who reads. */
  inWords(): string {
    const selection = this.selection();
    return this.filters
      .map(({ column, label }) => {
        const wanted = selection[column];
        if (wanted === undefined) {
          return `${label}: all`;
        }
        return `${label}: ${"from" in wanted ? `${wanted.from} to ${wanted.to}` : wanted.join(", ")}`;
      })
      .join(" · ");
  }

  private clear(): void {
    for (const [column, { from, to }] of this.days) {
      [from.value, to.value] = this.range(column);
    }
    for (const box of [...this.boxes.values()].flat()) {
      box.checked = false;
    }
    this.changed();
  }

  private range(column: string): [string, string] {
    const days = this.choices[column] ?? [];
    return [days[0] ?? "", days.at(-1) ?? ""];
  }

  private dates({ column, label }: PageFilter): HTMLElement {
    const [min, max] = this.range(column);
    const from = make("input", { type: "date", min, max, value: min });
    const to = make("input", { type: "date", min, max, value: max });
    this.days.set(column, { from, to });
    return make(
      "fieldset",
      {},
      make("legend", { textContent: label }),
      make("label", {}, "from ", from),
      " ",
      make("label", {}, "to ", to),
    );
  }

  private choice({ column, label }: PageFilter): HTMLElement {
    const boxes = (this.choices[column] ?? []).map((value) => make("input", { type: "checkbox", name: column, value }));
    this.boxes.set(column, boxes);
    const choices = make(
      "div",
      { className: "choices" },
      ...boxes.map((box) => make("label", {}, box, ` ${box.value}`)),
    );
    return make("fieldset", {}, make("legend", { textContent: `${label} (none ticked: all)` }), choices);
  }
}
