import type { Mail } from "../../inbox/inbox";
import type { Notice } from "./envelope";

type Letter = Omit<Mail, "id" | "sent">;

const sender = "AWS Notifications <no-reply@sns.amazonaws.com>";

/** The mail that a subscription of the protocol `email` gets. */
export function notificationMail(to: string, notice: Notice, unsubscribeUrl: string): Letter {
  const { subject = "AWS Notification Message", message } = notice;
  return {
    ...head(to, subject),
    text: `${message}\n\n--\nTo get no more mail from this topic, open:\n${unsubscribeUrl}\n`,
  };
}

/** The same for the protocol `email-json`. @param text The notice with its signature. */
export function jsonMail(to: string, notice: Notice, text: string): Letter {
  return { ...head(to, notice.subject ?? "AWS Notification Message"), text };
}

/** The mail that asks whether somebody wants to subscribe. */
export function confirmationMail(to: string, { topicArn, subscribeUrl }: Notice): Letter {
  const text = `Somebody has asked to send what is published to this topic to you:\n${topicArn}\n\nTo confirm it, open:\n${subscribeUrl}\n\nIf you do not want it, do nothing.\n`;
  return { ...head(to, "AWS Notification - Subscription Confirmation"), text };
}

function head(to: string, subject: string): Pick<Mail, "service" | "from" | "to" | "subject"> {
  return { service: "sns", from: sender, to: [to], subject };
}
