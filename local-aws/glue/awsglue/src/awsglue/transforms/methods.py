"""The transforms as methods of DynamicFrame: the work of each stands in the module of its name."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from awsglue.frames.collection import DynamicFrameCollection
from awsglue.frames.frame import Frame

if TYPE_CHECKING:
    from awsglue.records.row_values import DynamicRecord
    from typing_extensions import Self


class TransformMethods(Frame):
    """What makes frames of a frame.

    Of the arguments that all transforms share, `transformation_ctx` has no use here, `info` is kept in error
    records, and with `stageThreshold` or `totalThreshold` a transform raises `ErrorThresholdExceeded` as soon
    as there are so many error records (0, the default: never).
    """

    def repartition(
        self, num_partitions: int, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0
    ) -> "Self":
        """The same records in so many partitions."""
        made = self.derived(self._data_frame.repartition(num_partitions), self._schema)
        return made.limited(stageThreshold, totalThreshold)

    def coalesce(
        self,
        num_partitions: int,
        shuffle: bool = False,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ) -> "Self":
        """The same records in at most so many partitions, without a shuffle unless it is asked for."""
        frame = self._data_frame
        fewer = frame.repartition(num_partitions) if shuffle else frame.coalesce(num_partitions)
        return self.derived(fewer, self._schema).limited(stageThreshold, totalThreshold)

    def select_fields(
        self, paths: list[str] | str, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0
    ) -> "Self":
        """Only the named top-level fields; one that is not there is left out."""
        from awsglue.transforms.select_fields import select_fields

        return select_fields(self, paths).limited(stageThreshold, totalThreshold)

    def drop_fields(
        self, paths: list[str] | str, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0
    ) -> "Self":
        """Everything but the fields at the paths, nested ones and those in arrays included."""
        from awsglue.transforms.drop_fields import drop_fields

        return drop_fields(self, paths).limited(stageThreshold, totalThreshold)

    def rename_field(
        self,
        oldName: str,
        newName: str,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ) -> "Self":
        """Renames the field at a path. Names with dots stand in backquotes."""
        from awsglue.transforms.rename_field import rename_field

        return rename_field(self, oldName, newName).limited(stageThreshold, totalThreshold)

    def apply_mapping(
        self,
        mappings: list[tuple[str, str, str, str]],
        case_sensitive: bool = False,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ) -> "Self":
        """Picks, renames, nests and casts: (source, source type, target, target type).

        A value that cannot be cast is null; a source that is not there is left out.
        """
        from awsglue.transforms.apply_mapping import apply_mapping

        return apply_mapping(self, mappings, case_sensitive).limited(stageThreshold, totalThreshold)

    def filter(
        self,
        f: "Callable[[DynamicRecord], bool]",
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ) -> "Self":
        """The records for which `f(record)` is true. A record for which it raises is an error record."""
        from awsglue.frames.record_functions import filtered

        rows, errors = filtered(self._data_frame, self.schema(), f, info)
        made = self.derived(rows, self._schema, errors=self._errors.after(own=errors))
        return made.limited(stageThreshold, totalThreshold)

    def map(
        self,
        f: "Callable[[DynamicRecord], dict]",
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ) -> "Self":
        """Every record as `f(record)` returns it. A record for which it raises is an error record.

        The schema is worked out from all records: a field with values of several types is a choice.
        """
        from awsglue.frames.record_functions import mapped_records

        rows, kind, errors = mapped_records(self._data_frame, self.schema(), f, info)
        made = self.derived(rows, kind, errors=self._errors.after(own=errors))
        return made.limited(stageThreshold, totalThreshold)

    def join(
        self,
        paths1: list[str],
        paths2: list[str],
        frame2: Frame,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ) -> "Self":
        """The inner equality join. All fields stay; one of `frame2` that both have gets a dot as prefix."""
        from awsglue.transforms.join import join

        return join(self, frame2, paths1, paths2).limited(stageThreshold, totalThreshold)

    def union(
        self,
        frame2: Frame,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ) -> "Self":
        """The records of both frames, by the fields' names; a field of two types is a choice."""
        from awsglue.transforms.union import union

        return union(self, frame2).limited(stageThreshold, totalThreshold)

    def mergeDynamicFrame(
        self,
        stage_dynamic_frame: Frame,
        primary_keys: list[str],
        transformation_ctx="",
        options: dict | None = None,
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ) -> "Self":
        """All records of the staging frame, and this frame's records whose keys are not in it."""
        from awsglue.transforms.union import merged

        return merged(self, stage_dynamic_frame, primary_keys).limited(stageThreshold, totalThreshold)

    def resolveChoice(
        self,
        specs: list[tuple[str, str]] | None = None,
        choice: str = "",
        database: str | None = None,
        table_name: str | None = None,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
        catalog_id: str | None = None,
    ) -> "Self":
        """Resolves choices: those at the paths in `specs` (path, action), or all of them by `choice`.

        Actions: `cast:<type>`, `make_cols`, `make_struct`, `project:<type>` (keeps that type's values only),
        and for `choice` also `match_catalog` (casts to the types of a catalog table).
        Raises `ValueError` for another action, or where both or neither of `specs` and `choice` are given.
        """
        from awsglue.transforms.resolve_choice import resolve_choice

        made = resolve_choice(self, specs, choice, database, table_name)
        return made.limited(stageThreshold, totalThreshold)

    def relationalize(
        self,
        root_table_name: str,
        staging_path: str | None = None,
        options: dict | None = None,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ) -> "DynamicFrameCollection[Self]":
        """The root table without nested fields, and a table an array. Nothing is put under `staging_path`."""
        from awsglue.transforms.relationalize import relationalize

        return relationalize(self.limited(stageThreshold, totalThreshold), root_table_name)

    def unnest(self, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0) -> "Self":
        """The fields of structs as top-level fields with dots in their names; arrays stay."""
        from awsglue.transforms.unnest import unnest

        return unnest(self).limited(stageThreshold, totalThreshold)

    def unbox(
        self,
        path: str,
        format: str,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
        **options,
    ) -> "Self":
        """The string field at a path parsed as JSON or CSV. A text that does not parse is an error record."""
        from awsglue.transforms.unbox import unbox

        return unbox(self, path, format, info, options).limited(stageThreshold, totalThreshold)

    def split_fields(
        self,
        paths: list[str],
        name1: str,
        name2: str,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ) -> "DynamicFrameCollection[Self]":
        """The fields at the paths as the frame `name1`, the others as `name2`."""
        from awsglue.transforms.split_fields import split_fields

        return split_fields(self.limited(stageThreshold, totalThreshold), paths, name1, name2)

    def split_rows(
        self,
        comparison_dict: dict[str, dict[str, Any]],
        name1: str,
        name2: str,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ) -> "DynamicFrameCollection[Self]":
        """The records for which all comparisons hold as the frame `name1`, the others as `name2`."""
        from awsglue.transforms.split_rows import split_rows

        return split_rows(self.limited(stageThreshold, totalThreshold), comparison_dict, name1, name2)

    def spigot(self, path: str, options: dict | None = None, transformation_ctx="") -> "Self":
        """Writes a sample as lines of JSON under `path` and returns the frame.

        Options: `topk` (records at most, 100) and `prob` (how likely each is taken, 1).
        """
        from awsglue.transforms.spigot import spigot

        return spigot(self, path, options or {})
