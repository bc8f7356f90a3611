"""Job bookmarks: which files, or which rows of a database's table, the runs of a job have processed.

https://docs.aws.amazon.com/glue/latest/dg/monitor-continuations.html
"""

import json
import os
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from awsglue.run.jvm import hadoop_path_of_uri
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

_ENABLE = "job-bookmark-enable"
_PAUSE = "job-bookmark-pause"


@dataclass(frozen=True)
class Bounds:
    """Bounded execution: how many files, or bytes, one run takes of a source. The oldest come first.

    https://docs.aws.amazon.com/glue/latest/dg/bounded-execution.html
    """

    files: int | None = None
    size: int | None = None

    @staticmethod
    def of(options: dict) -> "Bounds":
        """The options `boundedFiles` and `boundedSize` of a source."""
        files, size = options.get("boundedFiles"), options.get("boundedSize")
        return Bounds(int(files) if files else None, int(size) if size else None)

    def first(self, versions: dict[str, list[int]]) -> list[str]:
        """The files that are within the bounds."""
        taken: list[str] = []
        total = 0
        for file, (_, size) in sorted(versions.items(), key=lambda item: (item[1][0], item[0])):
            total += size
            is_full = self.files is not None and len(taken) >= self.files
            if is_full or (self.size is not None and taken and total > self.size):
                break
            taken.append(file)
        return taken


NO_BOUNDS = Bounds()


class BookmarkError(Exception):
    """The bookmark cannot be read or written."""


class Bookmark:
    """The bookmark of one run: what earlier runs committed, and what this one has read.

    `option` is the value of `--job-bookmark-option`; without it, or where it disables bookmarks, every
    file is read. `run_id` is the job run's id.
    """

    def __init__(self, option: str | None = None, run_id: str = "") -> None:
        self._run_id = run_id
        self._reads = option in (_ENABLE, _PAUSE)
        self._writes = option == _ENABLE
        self._entry: dict = {}
        self._read: dict[str, dict[str, list[int]]] = {}
        self._keys: dict[str, list[str]] = {}
        if self._reads:
            self._entry = _load()

    @property
    def reads(self) -> bool:
        """Whether sources start where the last commit ended."""
        return self._reads

    def fresh(self, frame: DataFrame, context: str, bounds: Bounds = NO_BOUNDS) -> DataFrame:
        """The rows of the files that are new or changed since the last commit, as far as `bounds` allow.

        `frame` reads files and nothing else. `context` is the source's `transformation_ctx`; a source
        without one has no bookmark.
        """
        has_bookmark = self._reads and bool(context)
        if not has_bookmark and bounds == NO_BOUNDS:
            return frame
        known = self._committed().get(context, {}).get("files", {}) if has_bookmark else {}
        found = dict(_versions(frame))
        fresh = bounds.first({file: version for file, version in found.items() if known.get(file) != version})
        if has_bookmark:
            self._read.setdefault(context, dict(known)).update({file: found[file] for file in fresh})
        if len(fresh) == len(found):
            return frame
        if not fresh:
            return frame.filter(F.lit(False))
        return frame.filter(F.col("_metadata.file_path").isin(fresh))

    def last_keys(self, context: str) -> list[str] | None:
        """The values of a source's bookmark keys up to which rows are processed; None at first."""
        return self._committed().get(context, {}).get("keys")

    def read_up_to(self, context: str, keys: list[str]) -> None:
        """Notes that this run reads a source's rows up to these values of its bookmark keys."""
        self._keys[context] = keys

    def commit(self) -> None:
        """Keeps what this run has read. Raises `BookmarkError` where the bookmark was changed meanwhile."""
        if not self._writes:
            return
        if _load().get("Version", 0) != self._entry.get("Version", 0):
            raise BookmarkError(
                "The job bookmark was changed while the job ran: it was reset, or another run committed. "
                "How to solve: set MaxConcurrentRuns of the job to 1."
            )
        sources = {context: {"files": files} for context, files in self._read.items()}
        sources |= {context: {"keys": keys} for context, keys in self._keys.items()}
        last_run = self._entry.get("RunId")
        attempt = re.search(r"_attempt_(\d+)$", self._run_id)
        entry = {
            **self._entry,
            "Version": self._entry.get("Version", 0) + 1,
            "Run": self._entry.get("Run", 0) + (0 if last_run == self._run_id else 1),
            "Attempt": int(attempt[1]) if attempt else 0,
            "RunId": self._run_id,
            "JobBookmark": json.dumps({**self._committed(), **sources}),
        }
        if last_run and last_run != self._run_id:
            entry["PreviousRunId"] = last_run
        _store(entry)
        self._entry = entry

    def _committed(self) -> dict:
        return json.loads(self._entry.get("JobBookmark", "{}"))


def _versions(frame: DataFrame) -> Iterable[tuple[str, list[int]]]:
    """The files that a frame reads: address, and time of change in milliseconds with the size in bytes."""
    for file in frame.inputFiles():
        path, files = hadoop_path_of_uri(frame.sparkSession, file)
        status = files.getFileStatus(path)
        yield file, [status.getModificationTime(), status.getLen()]


def _path() -> str:
    path = os.environ.get("LAB_JOB_BOOKMARK")
    if not path:
        raise BookmarkError(
            "There is no place for the job bookmark. "
            "How to solve: start the job through StartJobRun of the embedded AWS."
        )
    return path


def _load() -> dict:
    try:
        with open(_path(), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return {}


def _store(entry: dict) -> None:
    """Writes it whole or not at all."""
    path = _path()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = f"{path}.{uuid.uuid4()}.tmp"
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump(entry, file)
    os.replace(temporary, path)
