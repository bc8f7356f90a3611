import type { ListTopicsCommandInput, ListTopicsCommandOutput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { pageOf } from "../pages";
import type { TopicStore } from "../topic-store";

export function listTopics(
  store: TopicStore,
  { NextToken }: Checked<ListTopicsCommandInput>,
): Omit<ListTopicsCommandOutput, "$metadata"> {
  const { items: page, NextToken: next } = pageOf(store.all(), ({ name }) => name, NextToken);
  return { Topics: page.map(({ arn }) => ({ TopicArn: arn })), NextToken: next };
}
