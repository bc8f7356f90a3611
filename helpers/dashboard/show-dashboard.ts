import { showChart } from "../charts/show-chart";
import { escapeHtml } from "../display/html";
import { show } from "../display/kernel";
import { showTable } from "../display/show-table";
import { connect } from "../environment";
import { NoAwsChosen } from "../errors";
import { readDashboard } from "./read-dashboard";

export interface DashboardOptions {
  /** How far back the charts reach; 3 where it is not given, as in CloudWatch's console. */
  readonly hours?: number;
}

const hourMs = 3_600_000;

/**
 * Shows a CloudWatch dashboard, widget after widget: metrics as charts with titles, units and a text for those who do not
 * see them, texts, and alarms as a table. Widgets of logs are named and not drawn.
 *
 * @param name The dashboard's.
 * @throws Where there is no such dashboard, or CloudWatch refuses one of its metrics.
 */
export async function showDashboard(name: string, { hours = 3 }: DashboardOptions = {}): Promise<void> {
  if (connect() === undefined) {
    throw new NoAwsChosen("No embedded AWS runs on this machine.");
  }
  // it takes a tenth of a second to load: only who shows a dashboard waits for it
  const { CloudWatchClient } = await import("@aws-sdk/client-cloudwatch");
  const clients = new Map<string | undefined, InstanceType<typeof CloudWatchClient>>();
  const clientOf = (region?: string) => {
    const client = clients.get(region) ?? new CloudWatchClient({ ...(region !== undefined && { region }) });
    clients.set(region, client);
    return client;
  };
  const end = new Date();
  const span = { start: new Date(end.getTime() - hours * hourMs), end };
  try {
    for (const shown of await readDashboard(name, span, clientOf)) {
      switch (shown.kind) {
        case "chart":
          await showChart(shown.spec);
          break;
        case "markdown":
          show({ "text/markdown": shown.text, "text/plain": shown.text });
          break;
        case "alarms":
          showTable(shown.rows, { title: shown.title });
          break;
        case "note":
          show({ "text/html": `<p>${escapeHtml(shown.text)}</p>`, "text/plain": shown.text });
      }
    }
  } finally {
    for (const client of clients.values()) {
      client.destroy();
    }
  }
}
