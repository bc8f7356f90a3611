"""What the four jobs share: clear failures, checked inputs, outputs that replace the last good ones whole.

Jobs get this file through `--extra-py-files`.
"""

import json
from dataclasses import dataclass

from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F


class JobError(Exception):
    """A failure that tells what happened, the detail, and how to solve it."""

    def __init__(self, what: str, detail: str, solution: str) -> None:
        super().__init__(f"{what} Detail: {detail} How to solve: {solution}")


@dataclass(frozen=True)
class Output:
    """A frame to be written to `path` as Parquet. `rows` is how many rows it must have."""

    path: str
    frame: DataFrame
    rows: int
    partition_by: str | None = None


def use_utc(spark: SparkSession) -> None:
    """Timestamps without a zone are kept as they are read, wherever the job runs."""
    spark.conf.set("spark.sql.session.timeZone", "UTC")


def print_account(job: str, counts: dict) -> None:
    """Prints the job's account as one line of JSON."""
    print(json.dumps({"job": job, **counts}), flush=True)


def check_account(what: str, given: int, accepted: int, rejected: int) -> None:
    """Raises `JobError` unless every row is either accepted or rejected."""
    if given != accepted + rejected:
        raise JobError(
            f"Some {what} got lost.",
            f"{given} read, but {accepted} accepted + {rejected} rejected = {accepted + rejected}.",
            "This is an error in the job: keep the input and report it.",
        )


def read_parquet(spark: SparkSession, path: str, types: dict[str, str], made_by: str) -> DataFrame:
    """The columns in `types` (name → Spark type) of a Parquet folder that the job `made_by` wrote.

    Raises `JobError` where the folder is missing or empty, or a column is missing or of another type.
    """
    solution = f"Run the job {made_by} first, and let it end well."
    try:
        frame = spark.read.parquet(path)
    except AnalysisException as error:
        raise JobError(
            f"There is no input under {path}.", error.getCondition() or str(error), solution
        ) from None
    if "inspection_date" in frame.columns and types.get("inspection_date") == "string":
        # Spark takes the name of a folder such as inspection_date=2025-07-12 for a date
        frame = frame.withColumn("inspection_date", F.col("inspection_date").cast("string"))
    check_columns(frame, path, list(types), solution)
    found = dict(frame.dtypes)
    wrong = [f"{name} is {found[name]}, not {type_}" for name, type_ in types.items() if found[name] != type_]
    if wrong:
        raise JobError(f"Columns of {path} have the wrong type.", "; ".join(wrong) + ".", solution)
    if frame.isEmpty():
        raise JobError("The input is empty.", f"{path} has no rows.", solution)
    return frame.select(*types)


def check_columns(frame: DataFrame, source: str, names: list[str], solution: str) -> None:
    """Raises `JobError` where a named column is missing in `frame`, which was read from `source`."""
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise JobError(f"Columns of {source} are missing.", f"{', '.join(missing)}.", solution)


def replace_outputs(spark: SparkSession, outputs: list[Output]) -> None:
    """Replaces every output, or none of them.

    Each frame is written aside, read back and counted; only then are the folders swapped.
    Raises `JobError` where a count is wrong; whatever fails, the last good output stays.
    """
    folders = [_Folder(spark, output.path) for output in outputs]
    try:
        for folder, output in zip(folders, outputs, strict=True):
            folder.make_ready()
            _write_aside(spark, folder.new, output)
        _swap_in(folders)
    finally:
        for folder in folders:
            folder.remove(folder.new)
    for folder in folders:
        folder.remove(folder.old)


def _write_aside(spark: SparkSession, path: str, output: Output) -> None:
    writer = output.frame.write.mode("overwrite")
    if output.partition_by:
        writer = writer.partitionBy(output.partition_by)
    writer.parquet(path)
    written = spark.read.schema(output.frame.schema).parquet(path).count()
    if written != output.rows:
        raise JobError(
            f"The new output for {output.path} is not complete.",
            f"{written} rows were written, {output.rows} were expected.",
            "The last good output is untouched. Run the job again.",
        )


def _swap_in(folders: list["_Folder"]) -> None:
    swapped: list[_Folder] = []
    try:
        for folder in folders:
            swapped.append(folder)
            folder.swap_in()
    except BaseException:
        for folder in reversed(swapped):
            folder.swap_back()
        raise


class _Folder:
    """An output's folder with the ones beside it: `.new` is not good yet, `.old` was good until now."""

    def __init__(self, spark: SparkSession, path: str) -> None:
        self.path = path.rstrip("/")
        self.new = f"{self.path}.new"
        self.old = f"{self.path}.old"
        self._hadoop_path = spark._jvm.org.apache.hadoop.fs.Path
        self._files = self._hadoop_path(self.path).getFileSystem(spark._jsc.hadoopConfiguration())

    def make_ready(self) -> None:
        """Tidies up after a run that was killed: puts an `.old` back that was never replaced."""
        self.remove(self.new)
        if self.exists(self.path):
            self.remove(self.old)
        elif self.exists(self.old):
            self.rename(self.old, self.path)

    def swap_in(self) -> None:
        if self.exists(self.path):
            self.rename(self.path, self.old)
        self.rename(self.new, self.path)

    def swap_back(self) -> None:
        if self.exists(self.old):
            self.remove(self.path)
            self.rename(self.old, self.path)
        elif not self.exists(self.new):
            self.remove(self.path)

    def exists(self, path: str) -> bool:
        return self._files.exists(self._hadoop_path(path))

    def remove(self, path: str) -> None:
        if self.exists(path):
            self._files.delete(self._hadoop_path(path), True)

    def rename(self, source: str, target: str) -> None:
        if not self._files.rename(self._hadoop_path(source), self._hadoop_path(target)):
            raise JobError(
                f"{source} could not be moved to {target}.",
                "The file system refused the rename.",
                "Check that the job's role may write and delete under this path, then run the job again.",
            )
