"""A bucket's folder for one test: raw files with their tables, the jobs, and what they wrote."""

import contextlib
import io
import json
import os
import shutil
from pathlib import Path
from types import ModuleType

import glue_job_evaluation
import glue_job_labeling
import glue_job_preprocessing
import glue_job_upload
from bucket import Bucket
from glue_api import GlueApi
from pyspark.sql import DataFrame, SparkSession

CRITERIA = Path(__file__).parent.parent / "acceptance_criteria.json"
DATE = "2025-07-12"
WHOLE = dict.fromkeys(glue_job_preprocessing.WHOLE_COLUMNS, "bigint")
INDEX = dict.fromkeys(glue_job_preprocessing.INDEX_COLUMNS, "double")
RAW_TYPES = {
    "part_id": "string",
    "line": "string",
    "inspected_at": "string",
    **WHOLE,
    "steel_plate_thickness": "string",
    **INDEX,
}
AS_TEXT = dict.fromkeys(RAW_TYPES, "string")
LABEL_TYPES = {"part_id": "string", "fault_type": "string"}
KEYS = {"inspection_date": "string"}


def inspection(part_id: str, **changes: object) -> dict[str, str]:
    """A good raw row, with some cells changed."""
    row = dict.fromkeys(WHOLE, "7") | dict.fromkeys(INDEX, "0.5")
    row |= {
        "part_id": part_id,
        "line": "L1",
        "inspected_at": f"{DATE} 08:00:00",
        "steel_plate_thickness": "80",
    }
    row |= {
        "x_minimum": "10",
        "x_maximum": "30",
        "y_minimum": "100",
        "y_maximum": "140",
        "pixels_areas": "300",
    }
    row |= {"type_of_steel_a300": "1", "type_of_steel_a400": "0"}
    return row | {name: str(value) for name, value in changes.items()}


class Lab(Bucket):
    """Works in `folder` as if it were the bucket."""

    def __init__(self, spark: SparkSession, glue_api: GlueApi, folder: Path) -> None:
        super().__init__(spark, glue_api, folder)
        self.criteria = folder / "config" / "acceptance_criteria.json"
        if not self.criteria.exists():
            self.criteria.parent.mkdir(parents=True)
            self.criteria.write_text(CRITERIA.read_text())

    def copy_to(self, folder: Path) -> "Lab":
        """A lab with the same files, and with its raw tables in the catalog."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        copy = Lab(self.spark, self.glue_api, folder)
        copy._add_table("raw_inspections", "csv", "raw/inspections", AS_TEXT)
        copy._add_table("raw_labels", "json", "raw/labels", LABEL_TYPES)
        return copy

    def put_inspections(self, rows: list[dict[str, str]], types: dict[str, str] | None = None) -> None:
        """The raw inspections of one date, with their table."""
        columns = list(types or AS_TEXT)
        lines = [",".join(columns), *(",".join(row.get(name, "") for name in columns) for row in rows)]
        self._put("raw/inspections", "inspections.csv", lines)
        self._add_table("raw_inspections", "csv", "raw/inspections", types or AS_TEXT)

    def put_labels(self, labels: list[dict], types: dict[str, str] | None = None) -> None:
        """The raw labels of one date, with their table."""
        self._put("raw/labels", "labels.json", [json.dumps(label) for label in labels])
        self._add_table("raw_labels", "json", "raw/labels", types or LABEL_TYPES)

    def use_staged(self, staged: Path) -> None:
        """The lesson's raw files, with their tables."""
        for name, file_format, types in (
            ("inspections", "csv", RAW_TYPES),
            ("labels", "json", LABEL_TYPES),
        ):
            table = f"raw_{name}"
            self.glue_api.add_table(table, file_format, f"file://{staged}/{name}/", types, KEYS)
            for folder in sorted((staged / name).iterdir()):
                self.glue_api.add_partition(table, [folder.name.split("=")[1]], f"file://{folder}")

    def preprocess(self) -> dict:
        """Runs job 1 and returns the account that it prints."""
        return self._run(
            glue_job_preprocessing,
            database="quality_lab",
            table="raw_inspections",
            features_path=self.path("processed/features/"),
            rejected_path=self.path("processed/rejected/preprocessing/"),
        )

    def label(self) -> dict:
        """Runs job 2 and returns the account that it prints."""
        return self._run(
            glue_job_labeling,
            database="quality_lab",
            labels_table="raw_labels",
            features_path=self.path("processed/features/"),
            earlier_rejected_path=self.path("processed/rejected/preprocessing/"),
            criteria_path=self.path("config/acceptance_criteria.json"),
            judged_path=self.path("processed/judged/"),
            rejected_path=self.path("processed/rejected/labeling/"),
        )

    def evaluate(self) -> dict:
        """Runs job 3 and returns the account that it prints."""
        return self._run(
            glue_job_evaluation,
            judged_path=self.path("processed/judged/"),
            evaluation_path=self.path("processed/evaluation/"),
        )

    def upload(self) -> dict:
        """Runs job 4 and returns the account that it prints."""
        return self._run(
            glue_job_upload,
            judged_path=self.path("processed/judged/"),
            evaluation_path=self.path("processed/evaluation/"),
            report_path=self.path("processed/report_20250712.parquet/"),
        )

    def read(self, name: str) -> DataFrame:
        """What a job wrote to `processed/<name>`."""
        return self.spark.read.parquet(self.path(f"processed/{name}"))

    def write(self, name: str, frame: DataFrame) -> None:
        """Puts a frame in the place of what a job wrote to `processed/<name>`."""
        target = self.folder / "processed" / name
        frame.write.parquet(f"{self.path('tmp')}")
        shutil.rmtree(target, ignore_errors=True)
        (self.folder / "tmp").rename(target)

    def files(self) -> dict[str, bytes]:
        """Every file below `processed/` with its bytes."""
        below = self.folder / "processed"
        found = (Path(where) / name for where, _, names in os.walk(below) for name in names)
        return {str(file.relative_to(below)): file.read_bytes() for file in found}

    def _put(self, folder: str, name: str, lines: list[str]) -> None:
        file = self.folder / folder / f"inspection_date={DATE}" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"{line}\n" for line in lines))

    def _add_table(self, table: str, file_format: str, folder: str, types: dict[str, str]) -> None:
        location = self.path(folder)
        self.glue_api.add_table(table, file_format, f"{location}/", types, KEYS)
        self.glue_api.add_partition(table, [DATE], f"{location}/inspection_date={DATE}/")

    def _run(self, job: ModuleType, **arguments: str) -> dict:
        words = [word for name, value in arguments.items() for word in (f"--{name}", value)]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            job.main([job.__file__, "--JOB_NAME", job.__name__, *words])
        return json.loads(printed.getvalue().splitlines()[-1])
