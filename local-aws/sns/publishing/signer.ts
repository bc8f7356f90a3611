import { createHash, createPrivateKey, generateKeyPair, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import type { DataFolder } from "../../storage/data-folder";
import { JsonFile } from "../../storage/json-file";
import { objectWith } from "../../storage/sealed";
import { selfSignedCertificate } from "./certificate";
import type { Notice, Proof } from "./envelope";

interface Kept {
  /** In PEM. */
  readonly key: string;
  readonly certificate: string;
}

/** Where the certificate is, on the endpoint. */
export const certificatePath = "/_local/sns/";

/** Signs notices with a key of its own, which is made when it is first needed. Only who has this certificate can check it. */
export class Signer {
  private readonly file: JsonFile<Kept | undefined>;
  private making: Promise<void> | undefined;
  private key: KeyObject | undefined;
  private kept: Kept | undefined;

  /** @param endpoint Of the embedded AWS. */
  constructor(
    data: DataFolder,
    private readonly endpoint: string,
  ) {
    const shape = objectWith({ key: "string", certificate: "string" });
    this.file = new JsonFile<Kept | undefined>(data, "sns/signing.json", shape, () => undefined);
  }

  /** Resolves when it can sign. */
  ready(): Promise<void> {
    this.making ??= this.make();
    return this.making;
  }

  /** In PEM; undefined where nothing was signed yet. */
  get certificate(): string | undefined {
    this.kept ??= this.file.read();
    return this.kept?.certificate;
  }

  /** On the endpoint. */
  get certificatePath(): string {
    const name = createHash("sha256")
      .update(this.certificate ?? "")
      .digest("hex")
      .slice(0, 32);
    return `${certificatePath}SimpleNotificationService-${name}.pem`;
  }

  /**
   * Signs a notice, with version 1 of AWS's signatures.
   *
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message-verify-message-signature.html
   */
  sign({ type, id, topicArn, subject, message, timestamp, token, subscribeUrl }: Notice): Proof {
    const members =
      type === "Notification"
        ? { Message: message, MessageId: id, Subject: subject, Timestamp: timestamp, TopicArn: topicArn, Type: type }
        : {
            ...{ Message: message, MessageId: id, SubscribeURL: subscribeUrl, Timestamp: timestamp, Token: token },
            ...{ TopicArn: topicArn, Type: type },
          };
    const text = Object.entries(members)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}\n${value}\n`)
      .join("");
    const signature = sign("RSA-SHA1", Buffer.from(text), this.key as KeyObject).toString("base64");
    return { signature, certificateUrl: `${this.endpoint}${this.certificatePath}` };
  }

  reset(): void {
    this.file.remove();
    this.making = undefined;
    this.key = undefined;
    this.kept = undefined;
  }

  private async make(): Promise<void> {
    let kept = this.file.read();
    if (kept === undefined) {
      const { privateKey, publicKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
      kept = {
        key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        certificate: selfSignedCertificate("sns.local", privateKey, publicKey),
      };
      this.file.write(kept);
    }
    this.key = createPrivateKey(kept.key);
    this.kept = kept;
  }
}
