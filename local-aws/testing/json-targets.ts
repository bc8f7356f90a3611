/** The services whose every member the tests look at, with what stands before the dot in `X-Amz-Target`. */
export const jsonTargets: Readonly<Record<string, string>> = {
  athena: "AmazonAthena",
  glue: "AWSGlue",
  logs: "Logs_20140328",
};
