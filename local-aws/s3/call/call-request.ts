import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { AwsError } from "../../protocol/aws-error";
import type { RequestContext } from "../../protocol/service";
import { type XmlMembers, xmlDocument } from "../../protocol/xml-document";
import { readHeaders } from "../request/s3-headers";
import type { S3Request } from "../request/s3-request";
import { s3Namespace } from "../response/s3-namespace";

/** How the input of an operation goes into a request. */
export interface CallRoute {
  readonly method: string;
  /** The parameter in the query that names the operation. */
  readonly subresource?: string;
  /** Parameters in the query, by AWS's names of the members. */
  readonly query?: Readonly<Record<string, string>>;
  /** Headers, by AWS's names of the members. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The member that is the body, and the XML element that it then is. */
  readonly body?: { readonly member: string; readonly element?: string };
}

/** Of this machine. */
const socket = { remoteAddress: "127.0.0.1" };

type Input = Readonly<Record<string, unknown>>;

/** A request as a client would make it. @throws AwsError Where the input has a member that does not go into one here. */
export function callRequest(operation: string, route: CallRoute, input: Input, context: RequestContext): S3Request {
  const query = new URLSearchParams(route.subresource === undefined ? {} : { [route.subresource]: "" });
  if (route.subresource === "list-type") {
    query.set("list-type", "2");
  }
  const headers: IncomingHttpHeaders = {};
  let body: Buffer = Buffer.alloc(0);
  for (const [name, value] of Object.entries(input)) {
    const [parameter, header] = [route.query?.[name], route.headers?.[name]];
    if (name === "Bucket" || name === "Key" || value === undefined || value === null) {
      continue;
    }
    if (parameter !== undefined) {
      query.set(parameter, String(value));
    } else if (header !== undefined) {
      headers[header] = String(value);
    } else if (name === "Metadata" && route.headers !== undefined) {
      for (const [key, text] of Object.entries(value as Input)) {
        headers[`x-amz-meta-${key.toLowerCase()}`] = String(text);
      }
    } else if (name === route.body?.member) {
      body = bodyOf(value, route.body.element);
    } else {
      throw new AwsError(
        "NotImplemented",
        `The embedded AWS does not support ${name} of s3:${operation} from inside.`,
        501,
      );
    }
  }
  headers["content-length"] = String(body.length);
  if (route.body?.element !== undefined) {
    headers["content-md5"] = createHash("md5").update(body).digest("base64");
  }
  return {
    method: route.method,
    bucket: String(input.Bucket ?? ""),
    key: String(input.Key ?? ""),
    query,
    headers: readHeaders(headers),
    rawHeaders: headers,
    // operations read it as a stream, and ask where it came from
    body: Object.assign(Readable.from([body], { objectMode: false }), { socket }) as unknown as IncomingMessage,
    context,
  };
}

function bodyOf(value: unknown, element: string | undefined): Buffer {
  if (element !== undefined) {
    return Buffer.from(xmlDocument(element, withItems(value as Input), s3Namespace));
  }
  return Buffer.from(typeof value === "string" || value instanceof Uint8Array ? value : JSON.stringify(value));
}

/** Lists as XML has them: keys one after the other, tags in an element of their own. */
function withItems({ Objects, TagSet, ...rest }: Input): XmlMembers {
  return {
    ...(rest as XmlMembers),
    ...(Objects !== undefined && { Object: Objects as XmlMembers[] }),
    ...(TagSet !== undefined && { TagSet: { Tag: TagSet as XmlMembers[] } }),
  };
}
