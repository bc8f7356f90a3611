type Answer = Readonly<Record<string, unknown>>;

type Read = readonly [operation: string, input: object];

/** A request: the service's operation and its input, perhaps from what the request before it answered. */
export type Step = readonly [operation: string, input: object | ((last: Answer) => object)];

/**
 * A request that works, into which members are put; `id` is new each time, and in the names of all that it makes; `last`
 * is the answer to the last request before.
 */
export interface Base {
  /** Whether it is refused in any case, as it would take too long or reaches nothing: refusals of members alone are seen then. */
  readonly isRefused?: boolean;
  /** What has to be there. */
  readonly before?: (id: string) => readonly Step[];
  readonly input: (id: string, last?: Answer) => object;
  /** Where what was sent is read back; what is left running is ended here, too. */
  readonly after?: (id: string, answer: Answer) => readonly Read[];
}

const Role = "arn:aws:iam::000000000000:role/lab";
const DatabaseName = "members";
const Columns = [{ Name: "a", Type: "int" }];
const StorageDescriptor = {
  Columns,
  Location: "s3://members/t/",
  InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
  OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
  SerdeInfo: { SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe" },
};
const PartitionKeys = [{ Name: "k", Type: "string" }];
const Command = { Name: "glueetl", ScriptLocation: "s3://members/script.py" };
const table = (Name: string) => ({ Name, StorageDescriptor, PartitionKeys });

const createTable = (id: string): Step => ["glue:CreateTable", { DatabaseName, TableInput: table(id) }];
const createPartition = (id: string, value = "1"): Step => [
  "glue:CreatePartition",
  { DatabaseName, TableName: id, PartitionInput: { Values: [value], StorageDescriptor } },
];
const getTable = (id: string): Read => ["glue:GetTable", { DatabaseName, Name: id }];
const getPartitions = (id: string): Read => ["glue:GetPartitions", { DatabaseName, TableName: id }];
const createJob = (id: string): Step => ["glue:CreateJob", { Name: id, Role, Command }];
const connection = (Name: string) => ({
  Name,
  ConnectionType: "JDBC",
  ConnectionProperties: { JDBC_CONNECTION_URL: "jdbc:postgresql://127.0.0.1:9/lab", USERNAME: "u", PASSWORD: "p" },
});

const crawlers: readonly object[] = [
  {
    Targets: { S3Targets: [{ Path: "s3://members/crawled/" }] },
    SchemaChangePolicy: { UpdateBehavior: "LOG", DeleteBehavior: "LOG" },
  },
  { Targets: { JdbcTargets: [{ ConnectionName: "members", Path: "lab/%" }] } },
  { Targets: { IcebergTargets: [{ Paths: ["s3://members/lake/"] }] } },
  {
    Targets: { CatalogTargets: [{ DatabaseName, Tables: ["t"] }] },
    SchemaChangePolicy: { DeleteBehavior: "LOG" },
  },
].map((crawler) => ({ ...crawler, Role, DatabaseName }));
const getCrawler = (id: string): Read => ["glue:GetCrawler", { Name: id }];

const classifiers = {
  GrokClassifier: { Classification: "lines", GrokPattern: "%{WORD:w}" },
  XMLClassifier: { Classification: "xml", RowTag: "row" },
  JsonClassifier: { JsonPath: "$.rows" },
  CsvClassifier: {},
};
const classifier = (kind: string, Name: string) => ({
  [kind]: { ...classifiers[kind as keyof typeof classifiers], Name },
});
const getClassifier = (id: string): Read => ["glue:GetClassifier", { Name: id }];

const number = { Scale: 0, UnscaledValue: "AA==" };
const statistics = {
  BOOLEAN: { NumberOfTrues: 0, NumberOfFalses: 0, NumberOfNulls: 0 },
  DATE: { NumberOfNulls: 0, NumberOfDistinctValues: 0 },
  DECIMAL: { NumberOfNulls: 0, NumberOfDistinctValues: 0, MinimumValue: number, MaximumValue: number },
  DOUBLE: { NumberOfNulls: 0, NumberOfDistinctValues: 0 },
  LONG: { NumberOfNulls: 0, NumberOfDistinctValues: 0 },
  STRING: { MaximumLength: 0, AverageLength: 0, NumberOfNulls: 0, NumberOfDistinctValues: 0 },
  BINARY: { MaximumLength: 0, AverageLength: 0, NumberOfNulls: 0 },
};
const columnStatistics = Object.entries(statistics).map(([Type, data]) => {
  const member = `${Type.charAt(0)}${Type.slice(1).toLowerCase()}ColumnStatisticsData`;
  return [{ ColumnName: "a", ColumnType: "int", AnalyzedTime: 1, StatisticsData: { Type, [member]: data } }];
});

const trigger = (id: string) => ({
  Actions: [{ JobName: "started" }],
  Predicate: {
    Logical: "AND",
    Conditions: [{ LogicalOperator: "EQUALS", JobName: `${id}_job`, State: "SUCCEEDED" }],
  },
});
const createTrigger = (id: string): readonly [string, object] => [
  "glue:CreateTrigger",
  { ...trigger(id), Name: id, Type: "CONDITIONAL" },
];
const getTrigger = (id: string): Read => ["glue:GetTrigger", { Name: id }];

const DataSource = { GlueTable: { DatabaseName, TableName: "t" } };
const qualitySource = { DataQualityGlueTable: { DatabaseName, TableName: "t" } };
const ofEachSource = [DataSource, qualitySource].map((source) => ({
  input: () => ({ Filter: { DataSource: source } }),
}));
const udf = (FunctionName: string) => ({ FunctionName, ClassName: "c" });
const getFunction = (id: string): Read => ["glue:GetUserDefinedFunction", { DatabaseName, FunctionName: id }];
const resultConfiguration = { OutputLocation: "s3://members/results/" };
const mlTransform = (Name: string) => ({
  Name,
  Role,
  InputRecordTables: [{ DatabaseName, TableName: "t" }],
  Parameters: { TransformType: "FIND_MATCHES", FindMatchesParameters: {} },
});

/** What all of them use, made once. */
export const common: readonly Step[] = [
  ["glue:CreateDatabase", { DatabaseInput: { Name: DatabaseName } }],
  createTable("t"),
  createPartition("t", "1"),
  createPartition("t", "2"),
  ["glue:CreateConnection", { ConnectionInput: connection("members") }],
  createJob("started"),
  ["glue:CreateDataQualityRuleset", { Name: "members", Ruleset: 'Rules = [ IsComplete "a" ]' }],
  ["glue:StartDataQualityRuleRecommendationRun", { Role, DataSource }],
  ["glue:CancelDataQualityRuleRecommendationRun", (last) => last],
  ["glue:StartDataQualityRulesetEvaluationRun", { Role, DataSource, RulesetNames: ["members"] }],
  ["glue:CancelDataQualityRulesetEvaluationRun", (last) => last],
  ["logs:CreateLogGroup", { logGroupName: "members" }],
];

/** For each operation of which an input nests, by service; of several the one that has what is around a member. */
export const baseInputs: Readonly<Record<string, Base | readonly Base[]>> = {
  "athena:CreateWorkGroup": {
    input: (Name) => ({ Name, Configuration: { ResultConfiguration: resultConfiguration } }),
    after: (WorkGroup) => [
      ["athena:GetWorkGroup", { WorkGroup }],
      ["athena:ListTagsForResource", { ResourceARN: `arn:aws:athena:us-east-1:000000000000:workgroup/${WorkGroup}` }],
    ],
  },
  "athena:UpdateWorkGroup": {
    before: (Name) => [
      [
        "athena:CreateWorkGroup",
        {
          Name,
          Configuration: {
            ResultConfiguration: {
              ...resultConfiguration,
              EncryptionConfiguration: { EncryptionOption: "SSE_S3" },
              ExpectedBucketOwner: "000000000000",
            },
            BytesScannedCutoffPerQuery: 10_000_000,
          },
        },
      ],
    ],
    input: (WorkGroup) => ({
      WorkGroup,
      ConfigurationUpdates: {
        ResultConfigurationUpdates: { AclConfiguration: { S3AclOption: "BUCKET_OWNER_FULL_CONTROL" } },
      },
    }),
    after: (WorkGroup) => [["athena:GetWorkGroup", { WorkGroup }]],
  },
  "athena:TagResource": {
    before: (Name) => [["athena:CreateWorkGroup", { Name }]],
    input: (id) => ({
      ResourceARN: `arn:aws:athena:us-east-1:000000000000:workgroup/${id}`,
      Tags: [{ Key: "k", Value: "v" }],
    }),
    after: (id) => [
      ["athena:ListTagsForResource", { ResourceARN: `arn:aws:athena:us-east-1:000000000000:workgroup/${id}` }],
    ],
  },
  "athena:StartQueryExecution": {
    input: (id) => ({
      QueryString: "SHOW DATABASES",
      ClientRequestToken: id.padEnd(32, "x"),
      ResultConfiguration: resultConfiguration,
    }),
    after: (_, { QueryExecutionId }) => [["athena:GetQueryExecution", { QueryExecutionId }]],
  },
  "glue:BatchCreatePartition": {
    before: (id) => [createTable(id)],
    input: (TableName) => ({
      DatabaseName,
      TableName,
      PartitionInputList: [{ Values: ["1"], StorageDescriptor }],
    }),
    after: (id) => [getPartitions(id)],
  },
  "glue:BatchDeletePartition": {
    before: (id) => [createTable(id), createPartition(id, "1"), createPartition(id, "x")],
    input: (TableName) => ({ DatabaseName, TableName, PartitionsToDelete: [{ Values: ["1"] }] }),
    after: (id) => [getPartitions(id)],
  },
  "glue:BatchGetPartition": { input: () => ({ DatabaseName, TableName: "t", PartitionsToGet: [{ Values: ["1"] }] }) },
  "glue:BatchUpdatePartition": {
    before: (id) => [createTable(id), createPartition(id, "1"), createPartition(id, "x")],
    input: (TableName) => ({
      DatabaseName,
      TableName,
      Entries: [{ PartitionValueList: ["1"], PartitionInput: { Values: ["1"], StorageDescriptor } }],
    }),
    after: (id) => [getPartitions(id)],
  },
  "glue:CreateClassifier": Object.keys(classifiers).map((kind) => ({
    input: (id) => classifier(kind, id),
    after: (id) => [getClassifier(id)],
  })),
  "glue:CreateConnection": {
    input: (id) => ({ ConnectionInput: connection(id) }),
    after: (id) => [["glue:GetConnection", { Name: id }]],
  },
  "glue:CreateCrawler": crawlers.map((crawler) => ({
    input: (Name) => ({ ...crawler, Name }),
    after: (id) => [getCrawler(id)],
  })),
  "glue:CreateDataQualityRuleset": {
    input: (Name) => ({
      Name,
      Ruleset: 'Rules = [ IsComplete "a" ]',
      TargetTable: { DatabaseName, TableName: "t" },
    }),
    after: (id) => [["glue:GetDataQualityRuleset", { Name: id }]],
  },
  "glue:CreateDatabase": {
    input: (id) => ({ DatabaseInput: { Name: id } }),
    after: (id) => [["glue:GetDatabase", { Name: id }]],
  },
  "glue:CreateJob": {
    input: (Name) => ({ Name, Role, Command }),
    after: (id) => [["glue:GetJob", { JobName: id }]],
  },
  "glue:CreateMLTransform": {
    input: mlTransform,
    after: (_, { TransformId }) => [["glue:GetMLTransform", { TransformId }]],
  },
  "glue:CreatePartition": {
    before: (id) => [createTable(id)],
    input: (TableName) => ({ DatabaseName, TableName, PartitionInput: { Values: ["1"], StorageDescriptor } }),
    after: (id) => [getPartitions(id)],
  },
  "glue:CreatePartitionIndex": {
    before: (id) => [createTable(id)],
    input: (TableName) => ({ DatabaseName, TableName, PartitionIndex: { Keys: ["k"], IndexName: "i" } }),
    after: (TableName) => [["glue:GetPartitionIndexes", { DatabaseName, TableName }]],
  },
  "glue:CreateTable": [
    {
      input: (id) => ({ DatabaseName, TableInput: table(id), PartitionIndexes: [{ Keys: ["k"], IndexName: "i" }] }),
      after: (id) => [getTable(id), ["glue:GetPartitionIndexes", { DatabaseName, TableName: id }]],
    },
    {
      input: (id) => ({
        DatabaseName,
        TableInput: {
          Name: id,
          StorageDescriptor: { Location: `s3://members/${id}/`, Columns: [{ Name: "a", Type: "int" }] },
        },
        OpenTableFormatInput: { IcebergInput: { MetadataOperation: "CREATE" } },
      }),
      after: (id) => [getTable(id)],
    },
  ],
  "glue:CreateTrigger": {
    before: (id) => [createJob(`${id}_job`), createJob(`own_${id}`)],
    input: (id) => createTrigger(id)[1],
    after: (id) => [getTrigger(id)],
  },
  "glue:CreateUserDefinedFunction": {
    input: (id) => ({ DatabaseName, FunctionInput: udf(id) }),
    after: (id) => [getFunction(id)],
  },
  "glue:GetConnections": { input: () => ({ Filter: {} }) },
  "glue:GetMLTransforms": {
    before: (id) => [["glue:CreateMLTransform", mlTransform(id)]],
    input: (Name) => ({ Filter: { Name } }),
  },
  "glue:GetPartitions": {
    input: () => ({ DatabaseName, TableName: "t", Segment: { SegmentNumber: 0, TotalSegments: 2 } }),
  },
  "glue:ListCrawls": {
    before: (Name) => [
      ["glue:CreateCrawler", { ...crawlers[0], Name }],
      ["glue:StartCrawler", { Name }],
    ],
    input: (CrawlerName) => ({
      CrawlerName,
      Filters: [{ FieldName: "START_TIME", FilterOperator: "GT", FieldValue: "0" }],
    }),
  },
  "glue:ListDataQualityResults": ofEachSource,
  "glue:ListDataQualityRuleRecommendationRuns": ofEachSource,
  "glue:ListDataQualityRulesetEvaluationRuns": ofEachSource,
  "glue:ListDataQualityRulesets": { input: () => ({ Filter: {} }) },
  "glue:PutDataCatalogEncryptionSettings": {
    input: () => ({ DataCatalogEncryptionSettings: {} }),
    after: () => [["glue:GetDataCatalogEncryptionSettings", {}]],
  },
  "glue:SearchTables": {
    before: (Name) => [
      ["glue:CreateDatabase", { DatabaseInput: { Name } }],
      ["glue:CreateTable", { DatabaseName: Name, TableInput: table("a") }],
      ["glue:CreateTable", { DatabaseName: Name, TableInput: table("b") }],
    ],
    input: (id) => ({
      Filters: [{ Key: "DatabaseName", Value: id, Comparator: "EQUALS" }],
      SortCriteria: [{ FieldName: "Name", Sort: "ASC" }],
    }),
  },
  "glue:StartDataQualityRuleRecommendationRun": [DataSource, qualitySource].map((source) => ({
    input: () => ({ Role, DataSource: source }),
    after: (_, { RunId }) => [
      ["glue:GetDataQualityRuleRecommendationRun", { RunId }],
      ["glue:CancelDataQualityRuleRecommendationRun", { RunId }],
    ],
  })),
  "glue:StartDataQualityRulesetEvaluationRun": [DataSource, qualitySource].map((source) => ({
    input: () => ({ Role, DataSource: source, RulesetNames: ["members"], AdditionalDataSources: { other: source } }),
    after: (_, { RunId }) => [
      ["glue:GetDataQualityRulesetEvaluationRun", { RunId }],
      ["glue:CancelDataQualityRulesetEvaluationRun", { RunId }],
    ],
  })),
  "glue:StartJobRun": {
    input: () => ({ JobName: "started" }),
    after: (_, { JobRunId }) => [["glue:GetJobRun", { JobName: "started", RunId: JobRunId }]],
  },
  "glue:TestConnection": { isRefused: true, input: () => ({ ConnectionName: "members" }) },
  "glue:UpdateClassifier": Object.keys(classifiers).map((kind) => ({
    before: (id) => [["glue:CreateClassifier", classifier(kind, id)]],
    input: (id) => classifier(kind, id),
    after: (id) => [getClassifier(id)],
  })),
  "glue:UpdateColumnStatisticsForPartition": columnStatistics.map((ColumnStatisticsList) => ({
    before: (id) => [createTable(id), createPartition(id)],
    input: (TableName) => ({ DatabaseName, TableName, PartitionValues: ["1"], ColumnStatisticsList }),
    after: (TableName) => [
      ["glue:GetColumnStatisticsForPartition", { DatabaseName, TableName, PartitionValues: ["1"], ColumnNames: ["a"] }],
    ],
  })),
  "glue:UpdateColumnStatisticsForTable": columnStatistics.map((ColumnStatisticsList) => ({
    before: (id) => [createTable(id)],
    input: (TableName) => ({ DatabaseName, TableName, ColumnStatisticsList }),
    after: (TableName) => [["glue:GetColumnStatisticsForTable", { DatabaseName, TableName, ColumnNames: ["a"] }]],
  })),
  "glue:UpdateConnection": {
    before: (id) => [["glue:CreateConnection", { ConnectionInput: connection(id) }]],
    input: (Name) => ({ Name, ConnectionInput: connection(Name) }),
    after: (id) => [["glue:GetConnection", { Name: id }]],
  },
  "glue:UpdateCrawler": crawlers.map((crawler) => ({
    before: (Name) => [["glue:CreateCrawler", { ...crawlers[0], Name }]],
    input: (Name) => ({ ...crawler, Name }),
    after: (id) => [getCrawler(id)],
  })),
  "glue:UpdateDatabase": {
    before: (id) => [["glue:CreateDatabase", { DatabaseInput: { Name: id } }]],
    input: (Name) => ({ Name, DatabaseInput: { Name } }),
    after: (id) => [["glue:GetDatabase", { Name: id }]],
  },
  "glue:UpdateJob": {
    before: (id) => [createJob(id)],
    input: (JobName) => ({ JobName, JobUpdate: { Role, Command } }),
    after: (id) => [["glue:GetJob", { JobName: id }]],
  },
  "glue:UpdatePartition": {
    before: (id) => [createTable(id), createPartition(id)],
    input: (TableName) => ({
      DatabaseName,
      TableName,
      PartitionValueList: ["1"],
      PartitionInput: { Values: ["1"], StorageDescriptor },
    }),
    after: (id) => [getPartitions(id)],
  },
  "glue:UpdateTable": {
    before: (id) => [createTable(id)],
    input: (id) => ({ DatabaseName, TableInput: table(id) }),
    after: (id) => [getTable(id)],
  },
  "glue:UpdateTrigger": {
    before: (id) => [createJob(`${id}_job`), createJob(`own_${id}`), createTrigger(id)],
    input: (Name) => ({ Name, TriggerUpdate: trigger(Name) }),
    after: (id) => [getTrigger(id)],
  },
  "glue:UpdateUserDefinedFunction": {
    before: (id) => [["glue:CreateUserDefinedFunction", { DatabaseName, FunctionInput: udf(id) }]],
    input: (FunctionName) => ({ DatabaseName, FunctionName, FunctionInput: udf(FunctionName) }),
    after: (id) => [getFunction(id)],
  },
  "logs:PutLogEvents": {
    before: (logStreamName) => [["logs:CreateLogStream", { logGroupName: "members", logStreamName }]],
    input: (logStreamName) => ({
      logGroupName: "members",
      logStreamName,
      logEvents: [{ timestamp: Date.now(), message: "m" }],
    }),
    after: (logStreamName) => [["logs:GetLogEvents", { logGroupName: "members", logStreamName }]],
  },
};
