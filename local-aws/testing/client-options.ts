import { anyCredentials } from "../protocol/signatures/credentials";

/** What the SDK's client of any service needs to reach an embedded AWS that takes any credentials. */
export function clientOptions(endpoint: string) {
  return { endpoint, region: "us-east-1", credentials: anyCredentials };
}
