import { AwsError } from "../../protocol/aws-error";

/** A week, in seconds. */
const longestExpiry = 604_800;

/**
 * Checks whether a presigned URL is still good.
 *
 * @throws `AccessDenied` where it has expired, `AuthorizationQueryParametersError` where it says no time or too long a one
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function checkExpiry(query: URLSearchParams): void {
  const seconds = query.get("X-Amz-Expires");
  const signedAt = query.get("X-Amz-Date");
  const untilSeconds = query.has("Signature") ? query.get("Expires") : null;
  let expires: number;
  if (seconds !== null && signedAt !== null) {
    const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signedAt) ?? [];
    const start = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    if (Number.isNaN(start) || !/^\d+$/.test(seconds) || Number(seconds) > longestExpiry) {
      const message =
        Number(seconds) > longestExpiry
          ? "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds"
          : "Error parsing the X-Amz-Date or X-Amz-Expires parameter";
      throw new AwsError("AuthorizationQueryParametersError", message);
    }
    expires = start + Number(seconds) * 1000;
  } else if (untilSeconds !== null) {
    expires = Number(untilSeconds) * 1000;
  } else {
    return;
  }
  if (!(Date.now() <= expires)) {
    throw new AwsError("AccessDenied", "Request has expired", 403, {
      "X-Amz-Expires": seconds ?? undefined,
      Expires: Number.isNaN(expires) ? undefined : new Date(expires),
      ServerTime: new Date(),
    });
  }
}
