"""Records as rows of Spark, and rows as records.

Workers import this module: it needs nothing of Spark.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from awsglue import gluetypes as glue
from awsglue.records.record_types import shape_of


class DynamicRecord(dict):
    """A record: a dict whose fields can also be read as attributes."""

    def __getattr__(self, name: str):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def reader(kind: glue.DataType) -> Callable[[Any], Any]:
    """A function from a value of a Spark row to a plain value."""
    return _reader(kind) or _as_it_is


def writer(kind: glue.DataType) -> Callable[[Any], Any]:
    """A function from a plain value of the type to a value of a Spark row."""
    return _writer(kind) or _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _reader(kind: glue.DataType) -> Callable[[Any], Any] | None:
    """None where the values are the same."""
    if isinstance(kind, glue.StructType):
        parts = [(field.name, _reader(field.dataType)) for field in kind]

        def read_struct(row):
            if row is None:
                return None
            cells = zip(parts, row, strict=True)
            return DynamicRecord((name, read(cell) if read else cell) for (name, read), cell in cells)

        return read_struct
    if isinstance(kind, glue.ChoiceType):
        readers = [_reader(choice) for choice in kind.choices.values()]

        def read_choice(row):
            for read, cell in zip(readers, row or (), strict=False):
                if cell is not None:
                    return read(cell) if read else cell
            return None

        return read_choice
    part = kind.elementType if isinstance(kind, glue.ArrayType) else getattr(kind, "valueType", None)
    read_part = _reader(part) if part else None
    if read_part is None:
        return None
    if isinstance(kind, glue.ArrayType):
        return lambda cells: None if cells is None else [read_part(cell) for cell in cells]
    return lambda cells: None if cells is None else {key: read_part(cell) for key, cell in cells.items()}


def _writer(kind: glue.DataType) -> Callable[[Any], Any] | None:
    """None where the values are the same."""
    if isinstance(kind, glue.StructType):
        parts = [(field.name, _writer(field.dataType)) for field in kind]

        def write_struct(record):
            if record is None:
                return None
            values = record.asDict() if hasattr(record, "asDict") else record
            cells = ((write, values.get(name)) for name, write in parts)
            return tuple(write(cell) if write else cell for write, cell in cells)

        return write_struct
    if isinstance(kind, glue.ChoiceType):
        writers = {name: _writer(choice) for name, choice in kind.choices.items()}

        def write_choice(value):
            if value is None:
                return None
            chosen = _chosen(value, writers)
            write = writers[chosen]
            return tuple((write(value) if write else value) if name == chosen else None for name in writers)

        return write_choice
    if isinstance(kind, glue.DecimalType):
        return lambda value: None if value is None else Decimal(value)
    part = kind.elementType if isinstance(kind, glue.ArrayType) else getattr(kind, "valueType", None)
    write_part = _writer(part) if part else None
    if write_part is None:
        return None
    if isinstance(kind, glue.ArrayType):
        return lambda values: None if values is None else [write_part(value) for value in values]
    return lambda values: None if values is None else {key: write_part(one) for key, one in values.items()}


_WIDER = {
    "int": ("int", "long", "decimal"),
    "long": ("long", "decimal"),
    "double": ("double", "float"),
    "struct": ("struct", "map"),
}


def _chosen(value, names: Iterable[str]) -> str:
    shape = shape_of(value)
    own = (shape if isinstance(shape, str) else shape[0]).partition("(")[0]
    return next(name for name in _WIDER.get(own, (own,)) if name in names)
