import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

/** Whose account tests run in. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
}

/** Prints the account that the environment's credentials lead to as JSON, or nothing where it has none. */
async function main(): Promise<void> {
  const client = new STSClient({});
  try {
    await client.config.credentials();
  } catch (error) {
    if ((error as Error).name === "CredentialsProviderError") {
      return;
    }
    throw error;
  }
  const region = await client.config.region();
  const { Account: accountId = "" } = await client.send(new GetCallerIdentityCommand({}));
  console.log(JSON.stringify({ accountId, region } satisfies Account));
}

if (require.main === module) {
  main().catch((error: Error) => {
    console.error(`LAB_TARGET=aws: ${error.name}: ${error.message}`);
    process.exitCode = 1;
  });
}
