"""Fields of a frame as pairs of a Spark column and a Glue type, and changes deep inside them."""

from collections.abc import Callable
from dataclasses import dataclass

from awsglue import gluetypes as glue
from awsglue.spark_types import spark_type
from pyspark.sql import Column
from pyspark.sql import functions as F

_ELEMENT = "[]"


@dataclass(frozen=True)
class Node:
    """A field's values and their type."""

    column: Column
    type: glue.DataType


Parts = dict[str, Node]
Change = Callable[[str, Node], Parts]


def split_path(path: str) -> list[str]:
    """The steps of `a.b`, of `` `a.b`.c `` (a name in backquotes is one step) or of `list[].price`."""
    steps, word, quoted = [], "", False
    for letter in path:
        if letter == "`":
            quoted = not quoted
        elif letter == "." and not quoted and word:
            steps.append(word)
            word = ""
        else:
            word += letter
    steps.append(word)
    found = []
    for step in steps:
        plain = step.removesuffix(_ELEMENT)
        found += [plain] if plain == step else [plain, _ELEMENT]
    return found


def quoted(name: str) -> str:
    """A column's name for Spark's `col`."""
    return "`" + name.replace("`", "``") + "`"


def find_name(parts: Parts, name: str) -> str | None:
    """The part's own name, in whatever case it is asked for."""
    if name in parts:
        return name
    return next((own for own in parts if own.lower() == name.lower()), None)


def parts_of(node: Node) -> Parts:
    """The fields of a struct, or the types of a choice."""
    if isinstance(node.type, glue.StructType):
        return {field.name: Node(node.column.getField(field.name), field.dataType) for field in node.type}
    if isinstance(node.type, glue.ChoiceType):
        return {name: Node(node.column.getField(name), kind) for name, kind in node.type.choices.items()}
    return {}


def parts_of_schema(schema: glue.StructType) -> Parts:
    """The columns of a DataFrame of that schema."""
    return {field.name: Node(F.col(quoted(field.name)), field.dataType) for field in schema}


def schema_of_parts(parts: Parts) -> glue.StructType:
    """The schema of a frame of these fields."""
    return glue.StructType([glue.Field(name, part.type) for name, part in parts.items()])


def struct_of(parts: Parts, present: Column | None = None) -> Node:
    """A struct of the parts; null where `present` is false."""
    return Node(_packed(parts, present), schema_of_parts(parts))


def choice_of(parts: Parts, present: Column) -> Node:
    """A choice of the types by their names; null where `present` is false."""
    kind = glue.ChoiceType([part.type for part in parts.values()])
    return Node(_packed({name: parts[name] for name in kind.choices}, present), kind)


def change_at(parts: Parts, path: list[str], change: Change) -> Parts:
    """The parts with the field at `path` replaced by what `change` makes of it: none, one or several fields.

    A path goes through arrays, and into the struct of a choice. A path that is not there changes nothing.
    """
    name = find_name(parts, path[0])
    if name is None:
        return parts
    changed: Parts = {}
    for own, node in parts.items():
        if own != name:
            changed[own] = node
        elif len(path) == 1:
            changed.update(change(own, node))
        else:
            inner = _changed_inside(node, path[1:], change)
            if inner:
                changed[own] = inner
    return changed


def find(parts: Parts, path: list[str]) -> Node | None:
    """The field at a path that goes through structs only, or None."""
    name = find_name(parts, path[0])
    if name is None:
        return None
    return parts[name] if len(path) == 1 else find(parts_of(parts[name]), path[1:])


def _changed_inside(node: Node, path: list[str], change: Change) -> Node | None:
    if isinstance(node.type, glue.ArrayType):
        steps = path[1:] if path[0] == _ELEMENT else path
        try:
            return mapped(node, lambda element: _changed_element(element, steps, change))
        except _NothingLeft:
            return None
    if isinstance(node.type, glue.ChoiceType):
        choices = parts_of(node)
        for name in ("struct", "array"):
            if name in choices:
                inner = _changed_inside(choices[name], path, change)
                choices = {**choices, name: inner} if inner else choices
        return choice_of(choices, node.column.isNotNull())
    if not isinstance(node.type, glue.StructType):
        return node
    parts = change_at(parts_of(node), path, change)
    return struct_of(parts, node.column.isNotNull()) if parts else None


def _changed_element(element: Node, steps: list[str], change: Change) -> Node:
    if not steps:
        changed = change("element", element)
        if len(changed) != 1:
            raise ValueError("The elements of an array stay one value each.")
        return next(iter(changed.values()))
    inner = _changed_inside(element, steps, change)
    if inner is None:
        raise _NothingLeft
    return inner


class _NothingLeft(Exception):
    """The elements of an array lost their last field."""


def mapped(array: Node, change: Callable[[Node], Node]) -> Node:
    """The array with every element changed."""
    kinds: list[glue.DataType] = []

    def changed(column: Column) -> Column:
        node = change(Node(column, array.type.elementType))
        kinds.append(node.type)
        return node.column

    column = F.transform(array.column, changed)
    return Node(column, glue.ArrayType(kinds[-1]))


def fitted(node: Node, kind: glue.DataType) -> Node:
    """The field as the wider type that `records.merge` made of its own type and others."""
    if node.type == kind:
        return node
    if isinstance(node.type, (glue.NullType, glue.UnknownType)):
        return Node(F.lit(None).cast(spark_type(kind)), kind)
    if isinstance(kind, glue.ChoiceType):
        own = parts_of(node) if isinstance(node.type, glue.ChoiceType) else {node.type.typeName(): node}
        choices = {name: _part(own.get(name), choice) for name, choice in kind.choices.items()}
        return choice_of(choices, node.column.isNotNull())
    if isinstance(kind, glue.StructType):
        own = parts_of(node)
        parts = {field.name: _part(own.get(field.name), field.dataType) for field in kind}
        return struct_of(parts, node.column.isNotNull())
    if isinstance(kind, glue.ArrayType):
        return mapped(node, lambda element: fitted(element, kind.elementType))
    return Node(node.column.cast(spark_type(kind)), kind)


def _part(node: Node | None, kind: glue.DataType) -> Node:
    return fitted(node or Node(F.lit(None), glue.NullType()), kind)


def _packed(parts: Parts, present: Column | None) -> Column:
    packed = F.struct(*[part.column.alias(name) for name, part in parts.items()])
    return packed if present is None else F.when(present, packed)
