import { ioProblem, isOutOfFiles } from "../../storage/io-error";
import { AwsError } from "../aws-error";
import type { ErrorBinding, ServiceModel } from "../model/service-model";
import type { RequestContext } from "../service";
import { jsonRefusal } from "../signature-refusals";
import { SignatureError } from "../signatures/signature-error";

/** How the protocols differ in what is wrong with any request. */
export interface ErrorWords {
  /** How a wrong signature is refused. */
  readonly refusal: (error: SignatureError) => AwsError;
  /** The code for what goes wrong inside. */
  readonly internal: string;
  /** The code where the machine has no files left. */
  readonly unavailable: string;
  /** The operation with its service, for the log. */
  readonly operation: string;
}

/** An error as a client may see it; one that nobody foresaw goes to the log. */
export function shownError(error: unknown, { refusal, internal, unavailable, operation }: ErrorWords): AwsError {
  if (error instanceof AwsError) {
    return error;
  }
  if (error instanceof SignatureError) {
    return refusal(error);
  }
  console.error(`${operation} failed:`, error);
  const message = ioProblem(error) ?? `The embedded AWS failed in ${operation}; its log has the details.`;
  return isOutOfFiles(error) ? new AwsError(unavailable, message, 503) : new AwsError(internal, message, 500);
}

/** The same in the protocols of JSON and CBOR. @param refusal How a wrong signature is refused. */
export function shownJsonError(
  error: unknown,
  context: RequestContext,
  { name, internalError: internal }: { readonly name: string; readonly internalError: string },
  refusal: ErrorWords["refusal"] = jsonRefusal,
): AwsError {
  const unavailable = "ServiceUnavailableException";
  return shownError(error, { refusal, internal, unavailable, operation: operationName(name, context) });
}

/** The operation of a request with its service, such as `sns:Publish`. */
export function operationName(service: string, { operation }: RequestContext): string {
  return `${service}:${operation}`;
}

/** Name, code and status of an error, by its name or by its code. */
export interface NamedError extends ErrorBinding {
  /** The exception's name in the SDKs. */
  readonly name: string;
  readonly code: string;
}

/** How an error of a service goes over the wire; as it is where the model has nothing to say of it. */
export function namedError({ code, status }: AwsError, model?: ServiceModel): NamedError {
  const errors = model?.errors ?? {};
  const own = Object.hasOwn(errors, code) ? errors[code] : undefined;
  if (own !== undefined) {
    return { name: code, code: own.code ?? code, status: own.status };
  }
  const [name, byCode] = Object.entries(errors).find(([, binding]) => binding.code === code) ?? [];
  return { name: name ?? code, code, status: byCode?.status ?? status };
}

/** What a service that once spoke the query protocol adds for clients that know its errors by the old codes. */
export function queryErrorHeader({ code, status }: NamedError): string {
  return `${code};${status < 500 ? "Sender" : "Receiver"}`;
}
