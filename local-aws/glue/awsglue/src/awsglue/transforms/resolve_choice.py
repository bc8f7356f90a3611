"""ResolveChoice.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-ResolveChoice.html
"""

from awsglue import gluetypes as glue
from awsglue.casting import cast_to, named_type, null_of
from awsglue.catalog import get_table
from awsglue.dynamicframe import DynamicFrame, ResolveOption
from awsglue.nodes import Change, Node, Parts, change_at, choice_of, mapped, parts_of, split_path, struct_of
from awsglue.transforms.transform import GlueTransform


class ResolveChoice(GlueTransform):
    """Resolves the choices at the paths in `specs`, or all of them by `choice`."""

    def __call__(
        self,
        frame,
        specs=None,
        choice="",
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
        database=None,
        table_name=None,
        catalog_id=None,
    ):
        return frame.resolveChoice(
            specs,
            choice,
            database,
            table_name,
            transformation_ctx,
            info,
            stageThreshold,
            totalThreshold,
            catalog_id,
        )


def resolve_choice(
    frame: DynamicFrame,
    specs: list[tuple[str, str]] | None,
    choice: str,
    database: str | None,
    table_name: str | None,
) -> DynamicFrame:
    """The frame with choices resolved. Raises `ValueError` for an action that Glue does not know."""
    if bool(specs) == bool(choice):
        raise ValueError("ResolveChoice takes either specs or choice.")
    parts = frame.parts()
    if not choice:
        for path, action in specs:
            parts = change_at(parts, split_path(path), _resolver(action))
        return frame.of_parts(parts)
    if choice.lower() == "match_catalog":
        if not (database and table_name):
            raise ValueError("The action match_catalog needs database and table_name.")
        return frame.of_parts(_as_catalog(parts, _catalog_types(database, table_name)))
    resolve = _resolver(choice)
    return frame.of_parts(_everywhere(parts, resolve))


def resolved_by_options(frame: DynamicFrame, options: list[ResolveOption]) -> DynamicFrame:
    """The frame with the choices resolved that `ResolveOption`s name."""
    parts = frame.parts()
    for option in options:
        action = option.action.lower()
        if action in ("cast", "project"):
            target = option.target
            action += f":{target if isinstance(target, str) else target.typeName()}"
        elif action == "keepasstruct":
            action = "make_struct"
        parts = change_at(parts, split_path(option.path), _resolver(action))
    return frame.of_parts(parts)


def _resolver(action: str) -> Change:
    verb, _, target = action.partition(":")
    verb = verb.lower()
    if verb == "cast" and target:
        return lambda name, node: {name: cast_to(node, named_type(target, node.type))}
    if verb == "project" and target:
        return lambda name, node: {name: _projected(node, target)}
    if verb == "make_struct":
        return lambda name, node: {name: _as_struct(node)}
    if verb == "make_cols":
        return _columns
    raise ValueError(
        f"ResolveChoice does not know the action {action!r}: "
        "cast:<type>, project:<type>, make_cols, make_struct, and match_catalog as choice."
    )


def _columns(name: str, node: Node) -> Parts:
    if not isinstance(node.type, glue.ChoiceType):
        return {name: node}
    return {f"{name}_{kind}": part for kind, part in parts_of(node).items()}


def _as_struct(node: Node) -> Node:
    if not isinstance(node.type, glue.ChoiceType):
        return node
    return struct_of(parts_of(node), node.column.isNotNull())


def _projected(node: Node, target: str) -> Node:
    if not isinstance(node.type, glue.ChoiceType):
        return node
    kinds = parts_of(node)
    wanted = glue.atomic_type(target)
    name = wanted.typeName() if wanted else target.strip().lower()
    if name in kinds:
        return kinds[name]
    if wanted is None:
        raise ValueError(f"The choice has no type {target!r}, it has {', '.join(kinds)}.")
    return null_of(wanted)


def _everywhere(parts: Parts, resolve: Change) -> Parts:
    resolved = {}
    for name, node in parts.items():
        inner = _inside(node, resolve)
        resolved.update(resolve(name, inner) if isinstance(inner.type, glue.ChoiceType) else {name: inner})
    return resolved


def _inside(node: Node, resolve: Change) -> Node:
    if not _has_choice(node.type):
        return node
    if isinstance(node.type, glue.StructType):
        return struct_of(_everywhere(parts_of(node), resolve), node.column.isNotNull())
    if isinstance(node.type, glue.ArrayType):
        return mapped(node, lambda element: _element(element, resolve))
    if isinstance(node.type, glue.ChoiceType):
        inner = {name: _inside(part, resolve) for name, part in parts_of(node).items()}
        return choice_of(inner, node.column.isNotNull())
    return node


def _element(element: Node, resolve: Change) -> Node:
    inner = _inside(element, resolve)
    if not isinstance(inner.type, glue.ChoiceType):
        return inner
    resolved = resolve("element", inner)
    if len(resolved) > 1:
        raise ValueError("make_cols cannot make columns of the elements of an array: use make_struct.")
    return next(iter(resolved.values()))


def _has_choice(kind: glue.DataType) -> bool:
    if isinstance(kind, glue.ChoiceType):
        return True
    if isinstance(kind, glue.StructType):
        return any(_has_choice(field.dataType) for field in kind)
    return isinstance(kind, glue.ArrayType) and _has_choice(kind.elementType)


def _catalog_types(database: str, table_name: str) -> dict[str, glue.DataType]:
    table = get_table(database, table_name)
    columns = [*table["StorageDescriptor"]["Columns"], *(table.get("PartitionKeys") or [])]
    return {
        column["Name"].lower(): named_type(column.get("Type", "string"), glue.UnknownType())
        for column in columns
    }


def _as_catalog(parts: Parts, types: dict[str, glue.DataType]) -> Parts:
    return {
        name: cast_to(node, types[name.lower()]) if _has_choice(node.type) and name.lower() in types else node
        for name, node in parts.items()
    }
