import { type KeyObject, randomBytes, sign } from "node:crypto";

/** DER's tags. */
const sequenceTag = 0x30;
const setTag = 0x31;
const integerTag = 0x02;
const bitsTag = 0x03;
const nullTag = 0x05;
const nameTag = 0x0c;
const timeTag = 0x18;

/** 1.2.840.113549.1.1.11: sha256WithRSAEncryption. */
const algorithm = value(sequenceTag, Buffer.from("06092a864886f70d01010b", "hex"), value(nullTag));
/** 2.5.4.3: the common name. */
const commonName = Buffer.from("0603550403", "hex");

/**
 * A certificate of the first version, in PEM, that says of a key that it is its own.
 *
 * @param name Whose it is.
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function selfSignedCertificate(name: string, privateKey: KeyObject, publicKey: KeyObject): string {
  const subject = value(sequenceTag, value(setTag, value(sequenceTag, commonName, value(nameTag, Buffer.from(name)))));
  const serial = randomBytes(16);
  serial[0] = (serial[0] as number & 0x3f) | 0x40;
  const validity = value(sequenceTag, time("20250101000000Z"), time("20991231235959Z"));
  const key = publicKey.export({ type: "spki", format: "der" });
  const body = value(sequenceTag, value(integerTag, serial), algorithm, subject, validity, subject, key);
  const signature = value(bitsTag, Buffer.from([0]), sign("RSA-SHA256", body, privateKey));
  const base64 = value(sequenceTag, body, algorithm, signature).toString("base64");
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function time(text: string): Buffer {
  return value(timeTag, Buffer.from(text));
}

/** A value as DER writes it: its tag, its length, its parts. */
function value(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
