import * as vega from "vega";
import { type AnswerRow, type PageChart, type PageDescription, type Selection, selectionFor } from "../description";
import { type Drawn, draw } from "../drawn";
import { type Expressions, whatIf } from "../what-if";
import { make } from "./element";

/** One chart: its title, its finding, the drawing, and the same numbers as a table. */
export class ChartFigure {
  readonly figure: HTMLElement;
  private readonly finding = make("p", { className: "finding" });
  private readonly reading = make("p", { className: "reading" });
  private readonly drawing = make("div", { className: "drawing" });
  private readonly numbers = make("details");
  private readonly slider: HTMLInputElement | undefined;
  private view: vega.View | undefined;
  private answer: readonly AnswerRow[] = [];
  private drawn: Drawn | undefined;

  /** @param picked Called where a value of a column is clicked. */
  constructor(
    private readonly chart: PageChart,
    private readonly description: PageDescription,
    private readonly spec: unknown,
    private readonly picked: (column: string, value: string) => void,
  ) {
    const heading = make("h2", { textContent: chart.title, id: `${chart.id}-title` });
    const caption = make("figcaption", {}, heading, this.finding, this.reading);
    this.figure = make("figure", { id: chart.id, className: chart.kind }, caption);
    this.figure.setAttribute("aria-labelledby", heading.id);
    if (chart.kind === "whatIf") {
      this.slider = this.sliderOf(chart.slider);
      this.figure.append(make("label", { className: "slider" }, `${chart.slider.label} `, this.slider));
    }
    this.figure.append(this.drawing, this.numbers);
    new ResizeObserver(() => void this.fit()).observe(this.drawing);
  }

  /** @param answer What the chart's question was answered with under the selection. */
  async show(answer: readonly AnswerRow[], selection: Selection): Promise<void> {
    this.answer = answer;
    const table = this.description.tables[this.chart.table];
    const mine = table === undefined ? {} : selectionFor(table, selection);
    const others = this.description.filters.filter(({ column }) => column in selection && !(column in mine));
    const hints = [
      this.chart.kind === "whatIf" ? this.chart.caution : "",
      others.length === 0
        ? ""
        : `Not filtered by ${others.map(({ label }) => label.toLowerCase()).join(", ")}: its table has no such column.`,
    ];
    this.reading.textContent = hints.filter((hint) => hint !== "").join(" ");
    await this.update();
  }

  /** Another theme has other colours. */
  drawAnew(): void {
    this.view?.finalize();
    this.view = undefined;
    void this.update();
  }

  private async update(): Promise<void> {
    const { chart, answer } = this;
    const points = chart.kind === "whatIf" ? whatIf(chart, answer, vega as unknown as Expressions) : [];
    this.drawn = draw(chart, answer, points, Number(this.slider?.value ?? 0));
    this.finding.textContent = this.drawn.finding;
    this.numbers.replaceChildren(make("summary", { textContent: "Numbers" }), tableOf(this.drawn));
    if (chart.kind === "tiles") {
      this.drawing.replaceChildren(
        make(
          "dl",
          {},
          ...this.drawn.rows.map(({ label, text }) =>
            make("div", {}, make("dt", { textContent: String(label) }), make("dd", { textContent: String(text) })),
          ),
        ),
      );
      this.finding.hidden = true;
      return;
    }
    this.slider?.setAttribute("aria-valuetext", this.drawn.finding);
    this.view ??= this.makeView();
    this.view.data(
      "rows",
      this.drawn.rows.map((row) => ({ ...row })),
    );
    await this.view.runAsync();
    // Vega names the place in its own way; what is seen is a picture with a finding
    this.drawing.setAttribute("role", "img");
    this.drawing.setAttribute("aria-label", `${chart.title}. ${this.drawn.finding}`);
  }

  private makeView(): vega.View {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const [text, line] = [colour("--text"), colour("--line")];
    const axis = {
      labelColor: text,
      titleColor: text,
      domainColor: line,
      tickColor: line,
      gridColor: line,
      gridOpacity: 0.5,
    };
    const runtime = vega.parse(this.spec as vega.Spec, { axis, legend: { labelColor: text, titleColor: text } });
    const view = new vega.View(runtime, { renderer: "svg", container: this.drawing, hover: true });
    view.width(this.room());
    const { chart } = this;
    if (chart.kind === "bars") {
      view.addEventListener("click", (_event, item) => {
        const name = (item?.datum as { readonly name?: string } | undefined)?.name;
        if (name !== undefined) {
          this.picked(chart.by, name);
        }
      });
    }
    return view;
  }

  /** Pixels that the drawing has beside its axis. */
  private room(): number {
    const beside = { tiles: 0, line: 80, bars: 200, heatmap: 105, whatIf: 80 }[this.chart.kind];
    return Math.max(120, this.drawing.clientWidth - beside);
  }

  private async fit(): Promise<void> {
    if (this.view !== undefined && this.view.width() !== this.room()) {
      await this.view.width(this.room()).runAsync();
    }
  }

  private sliderOf({ most, step, start, label }: { most: number; step: number; start: number; label: string }) {
    const slider = make("input", {
      type: "range",
      min: "0",
      max: String(most),
      step: String(step),
      value: String(start),
    });
    slider.ariaLabel = label;
    slider.addEventListener("input", () => void this.update());
    return slider;
  }
}

const mostRows = 400;

function tableOf({ table: { columns, rows } }: Drawn): HTMLElement {
  const head = make("tr", {}, ...columns.map((name) => make("th", { textContent: name, scope: "col" })));
  const lines = rows
    .slice(0, mostRows)
    .map((cells) => make("tr", {}, ...cells.map((text) => make("td", { textContent: text }))));
  const rest = rows.length > mostRows ? [make("p", { textContent: `${rows.length - mostRows} more rows.` })] : [];
  const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...lines));
  return make("div", { className: "numbers", tabIndex: 0 }, table, ...rest);
}
