import type { ListTemplatesCommandInput, ListTemplatesCommandOutput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import type { MailStore } from "../mail-store";
import { pageOf } from "../pages";

export function listTemplates(
  store: MailStore,
  { NextToken, MaxItems = 10 }: Checked<ListTemplatesCommandInput>,
): Omit<ListTemplatesCommandOutput, "$metadata"> {
  const { items: page, NextToken: next } = pageOf(
    store.templates.all(),
    ({ TemplateName }) => TemplateName,
    NextToken,
    MaxItems,
  );
  const TemplatesMetadata = page.map(({ TemplateName, created }) => ({
    Name: TemplateName,
    CreatedTimestamp: new Date(created),
  }));
  return { TemplatesMetadata, NextToken: next };
}
