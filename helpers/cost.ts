/**
 * AWS's list prices in US dollars for US East (N. Virginia), us-east-1. Other regions differ; taxes and free tiers are left out.
 *
 * @see https://aws.amazon.com/athena/pricing/
 * @see https://aws.amazon.com/glue/pricing/
 * @see https://aws.amazon.com/s3/pricing/
 * @see https://aws.amazon.com/kinesis/data-streams/pricing/
 * @see https://aws.amazon.com/firehose/pricing/
 * @see https://aws.amazon.com/ec2/pricing/on-demand/
 * @see https://aws.amazon.com/rds/postgresql/pricing/
 * @see https://aws.amazon.com/vpc/pricing/
 * @see https://aws.amazon.com/privatelink/pricing/
 * @see https://aws.amazon.com/secrets-manager/pricing/
 */
export const prices = {
  region: "us-east-1",
  /** Year and month in which these were the list prices. */
  asOf: "2026-05",
  page: "https://aws.amazon.com/pricing/",
  athenaPerTerabyte: 5,
  athenaMinimumBytes: 10_000_000,
  gluePerDpuHour: 0.44,
  glueJobMinimumSeconds: 60,
  crawlerMinimumSeconds: 600,
  /** AWS does not say how many DPUs a crawl takes; its price examples count with 2. */
  crawlerDpus: 2,
  s3PerThousandPuts: 0.005,
  s3PerThousandGets: 0.0004,
  s3PerGigabyteMonth: 0.023,
  /** A record is one PUT payload unit for each 25 KB begun; the hours of shards come on top. */
  kinesisPerMillionPuts: 0.014,
  kinesisPerShardHour: 0.015,
  /** Of the first 500 TB of a month; a record counts as 5 KB for each 5 KB begun. */
  firehosePerGigabyte: 0.029,
  /** An instance `db.t4g.micro` of RDS for PostgreSQL in one zone. */
  rdsT4gMicroPerHour: 0.016,
  /** Of gp3, in one zone. */
  rdsPerGigabyteMonth: 0.115,
  publicIpv4PerHour: 0.005,
  /** In one zone; what goes through it comes on top. */
  interfaceEndpointPerHour: 0.01,
  secretPerMonth: 0.4,
  /** A computer with 4 processors and 16 GB, Linux, on demand. */
  ec2M5XlargePerHour: 0.192,
} as const;

const bytesPerTerabyte = 1e12;
const bytesPerGigabyte = 2 ** 30;

/** What Athena asks for a query, in dollars. A query that scans anything pays for 10 MB at least; DDL is free. */
export function athenaCost(bytesScanned: number): number {
  const billed = bytesScanned === 0 ? 0 : Math.max(bytesScanned, prices.athenaMinimumBytes);
  return (billed / bytesPerTerabyte) * prices.athenaPerTerabyte;
}

/** The DPU-seconds that Glue bills for a Spark job run: a minute at least. */
export function glueDpuSeconds(dpus: number, seconds: number): number {
  return dpus * Math.max(seconds, prices.glueJobMinimumSeconds);
}

/** What Glue asks for a job run, in dollars. */
export function glueJobCost(dpus: number, seconds: number): number {
  return (glueDpuSeconds(dpus, seconds) / 3_600) * prices.gluePerDpuHour;
}

/** What Glue asks for a crawl, in dollars: ten minutes at least, counted with 2 DPUs. */
export function crawlCost(seconds: number): number {
  return ((prices.crawlerDpus * Math.max(seconds, prices.crawlerMinimumSeconds)) / 3_600) * prices.gluePerDpuHour;
}

/** What S3 asks for requests, in dollars. */
export function s3RequestCost({ puts = 0, gets = 0 }: { puts?: number; gets?: number }): number {
  return (puts / 1_000) * prices.s3PerThousandPuts + (gets / 1_000) * prices.s3PerThousandGets;
}

/** What S3 asks for keeping bytes a month in its standard class, in dollars. */
export function s3StorageCost(bytes: number): number {
  return (bytes / bytesPerGigabyte) * prices.s3PerGigabyteMonth;
}

/**
 * Dollars for people: cents and more with two digits, less with two that count (`$0.000050`), nothing as `$0`.
 */
export function formatDollars(dollars: number): string {
  if (dollars === 0) {
    return "$0";
  }
  if (dollars >= 0.995) {
    return `$${dollars.toFixed(2)}`;
  }
  const digits = Math.min(12, 1 - Math.floor(Math.log10(dollars)));
  return `$${dollars.toFixed(Math.max(2, digits))}`;
}
