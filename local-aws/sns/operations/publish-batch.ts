import type {
  BatchResultErrorEntry,
  PublishBatchCommandInput,
  PublishBatchCommandOutput,
  PublishBatchResultEntry,
} from "@aws-sdk/client-sns";
import { AwsError } from "../../protocol/aws-error";
import { serviceModel } from "../../protocol/model/service-model";
import type { Checked } from "../../protocol/operation";
import { namedError } from "../../protocol/wire/shown-error";
import { checkArn } from "../errors";
import { checkBatch } from "../publishing/batch";
import { checkPublishing } from "../publishing/message";
import type { TopicStore } from "../topic-store";

export async function publishBatch(
  store: TopicStore,
  { TopicArn, PublishBatchRequestEntries: entries }: Checked<PublishBatchCommandInput>,
): Promise<Omit<PublishBatchCommandOutput, "$metadata">> {
  checkArn(TopicArn, "TopicArn");
  const topic = store.get(TopicArn);
  checkBatch(entries);
  const Successful: PublishBatchResultEntry[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const { Id, ...publishing } of entries) {
    try {
      checkPublishing(topic, publishing);
      const { id, sequenceNumber } = await store.publish(topic, publishing);
      Successful.push({ Id, MessageId: id, SequenceNumber: sequenceNumber });
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      const { code } = namedError(error, serviceModel("sns"));
      Failed.push({ Id, Code: code, Message: error.message, SenderFault: error.status < 500 });
    }
  }
  return { Successful, Failed };
}
