import type { GetSendQuotaCommandOutput } from "@aws-sdk/client-ses";
import type { MailStore } from "../mail-store";

export function getSendQuota(store: MailStore): Omit<GetSendQuotaCommandOutput, "$metadata"> {
  const dayAgo = new Date(Date.now() - 24 * 60 * 60 * 1000);
  return {
    Max24HourSend: 50_000,
    MaxSendRate: 14,
    SentLast24Hours: store.sentSince(dayAgo),
  };
}
