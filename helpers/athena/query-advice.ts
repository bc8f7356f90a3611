/** One sentence for each error that students of SQL meet most, by what Athena says. The first that fits holds. */
const advice: readonly (readonly [RegExp, string])[] = [
  [
    /Column '"?\w*"?' cannot be resolved|COLUMN_NOT_FOUND/,
    "No column has this name: look at `DESCRIBE` of the table, and put texts in 'single quotes', since \"double quotes\" mean a name.",
  ],
  [
    /TABLE_NOT_FOUND|Table '?[\w.]+'? does not exist/,
    "No table has this name in this database: look at `SHOW TABLES`, and run the step that makes it first.",
  ],
  [
    /SCHEMA_NOT_FOUND|Schema '?\w+'? (does not exist|not found)/,
    "No database has this name: look at `SHOW DATABASES`.",
  ],
  [
    /FUNCTION_NOT_FOUND: .*Unexpected parameters/,
    "The function is there, but not for these types: CAST the arguments to one of the types that the message expects.",
  ],
  [/FUNCTION_NOT_FOUND/, "Athena has no function of this name: look for it in Trino's list of functions."],
  [
    /mismatched input 'FROM'/,
    "Before FROM something is missing or one comma too many: each column but the last is followed by a comma.",
  ],
  [
    /mismatched input '<EOF>'/,
    "The text ends too early: a bracket or a quote is still open, or a clause is not finished.",
  ],
  [
    /mismatched input ';'|Only one sql statement/i,
    "Athena runs one statement at a time: run what stands after the semicolon by itself.",
  ],
  [
    /mismatched input|extraneous input|no viable alternative/,
    'Athena stumbled over the word at this place: look at what stands just before it, and put names that are reserved words or have hyphens in "double quotes".',
  ],
  [
    /FAILED: ParseException/,
    "This statement is Hive DDL, which has rules of its own: names with odd characters go in `backticks`, texts in 'single quotes'.",
  ],
  [
    /TYPE_MISMATCH: .*Cannot apply operator/,
    "The two sides have different types: CAST one of them, for example `CAST(x AS double)`, or write a number without quotes.",
  ],
  [
    /TYPE_MISMATCH: .*mismatched column types/,
    "INSERT puts columns in by their order: SELECT them in the table's order, with its types.",
  ],
  [/TYPE_MISMATCH/, "A value has another type than is needed there: CAST it."],
  [
    /EXPRESSION_NOT_AGGREGATE|must be an aggregate expression/,
    "Beside count or sum, each column has to stand in GROUP BY; add it there, or take one value with `arbitrary(…)`.",
  ],
  [
    /AMBIGUOUS_NAME|is ambiguous/,
    "More than one table has a column of this name: write the table or its alias before it, as in `t.name`.",
  ],
  [/DIVISION_BY_ZERO/, "A divisor is 0: write `x / NULLIF(y, 0)`, which gives NULL there."],
  [
    /INVALID_CAST_ARGUMENT/,
    "One of the values is no such number or date: use TRY_CAST, which gives NULL for it, and count those rows.",
  ],
  [
    /NUMERIC_VALUE_OUT_OF_RANGE/,
    "The number does not fit: CAST to bigint, double or a wider decimal before you calculate.",
  ],
  [
    /HIVE_PARTITION_SCHEMA_MISMATCH/,
    "A partition says another type than its table: drop the partition and add it again, or run the crawler anew.",
  ],
  [
    /HIVE_BAD_DATA|HIVE_CURSOR_ERROR|HIVE_CANNOT_OPEN_SPLIT/,
    'A file does not hold what the table says: find it with `"$path"`, and compare its format and columns with `SHOW CREATE TABLE`.',
  ],
  [
    /exhausted resources|EXCEEDED_\w*MEMORY_LIMIT/,
    "The query needs too much memory: select fewer columns, filter earlier, or group by fewer values.",
  ],
  [
    /(Latitude|Longitude) must be between/i,
    "Latitude and longitude are exchanged: ST_Point takes longitude first, great_circle_distance and bing_tile_at latitude.",
  ],
  [/No output location provided/, "Say where results go: in the workgroup's settings, or as ResultConfiguration."],
];

/**
 * Says in a sentence what to do about an error of Athena.
 *
 * @param reason Athena's own words.
 * @returns Undefined where the error is none of the usual ones.
 */
export function queryAdvice(reason: string): string | undefined {
  return advice.find(([pattern]) => pattern.test(reason))?.[1];
}
