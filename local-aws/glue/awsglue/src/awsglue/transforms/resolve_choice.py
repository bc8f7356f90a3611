"""ResolveChoice.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-ResolveChoice.html
"""

from awsglue import gluetypes as glue
from awsglue.catalog.data_catalog import get_table
from awsglue.fields.casting import cast_to, named_type, null_of
from awsglue.fields.paths import Change, change_at, split_path
from awsglue.fields.typed_column import Parts, TypedColumn, choice_of, mapped, parts_of, struct_of
from awsglue.frames.frame import FrameType
from awsglue.frames.resolve_option import ResolveOption
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
    frame: FrameType,
    specs: list[tuple[str, str]] | None,
    choice: str,
    database: str | None,
    table_name: str | None,
) -> FrameType:
    """The frame with choices resolved. Raises `ValueError` for an action that Glue does not know."""
    if bool(specs) == bool(choice):
        raise ValueError("ResolveChoice takes either specs or choice.")
    parts = frame.parts()
    if not choice:
        for path, action in specs or []:
            parts = change_at(parts, split_path(path), _resolver(action))
        return frame.of_parts(parts)
    if choice.lower() == "match_catalog":
        if not (database and table_name):
            raise ValueError("The action match_catalog needs database and table_name.")
        return frame.of_parts(_as_catalog(parts, _catalog_types(database, table_name)))
    resolve = _resolver(choice)
    return frame.of_parts(_everywhere(parts, resolve))


def resolved_by_options(frame: FrameType, options: list[ResolveOption]) -> FrameType:
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
        return lambda name, typed: {name: cast_to(typed, named_type(target, typed.type))}
    if verb == "project" and target:
        return lambda name, typed: {name: _projected(typed, target)}
    if verb == "make_struct":
        return lambda name, typed: {name: _as_struct(typed)}
    if verb == "make_cols":
        return _columns
    raise ValueError(
        f"ResolveChoice does not know the action {action!r}: "
        "cast:<type>, project:<type>, make_cols, make_struct, and match_catalog as choice."
    )


def _columns(name: str, typed: TypedColumn) -> Parts:
    if not isinstance(typed.type, glue.ChoiceType):
        return {name: typed}
    return {f"{name}_{kind}": part for kind, part in parts_of(typed).items()}


def _as_struct(typed: TypedColumn) -> TypedColumn:
    if not isinstance(typed.type, glue.ChoiceType):
        return typed
    return struct_of(parts_of(typed), typed.column.isNotNull())


def _projected(typed: TypedColumn, target: str) -> TypedColumn:
    if not isinstance(typed.type, glue.ChoiceType):
        return typed
    kinds = parts_of(typed)
    wanted = glue.atomic_type(target)
    name = wanted.typeName() if wanted else target.strip().lower()
    if name in kinds:
        return kinds[name]
    if wanted is None:
        raise ValueError(f"The choice has no type {target!r}, it has {', '.join(kinds)}.")
    return null_of(wanted)


def _everywhere(parts: Parts, resolve: Change) -> Parts:
    resolved = {}
    for name, typed in parts.items():
        inner = _inside(typed, resolve)
        resolved.update(resolve(name, inner) if isinstance(inner.type, glue.ChoiceType) else {name: inner})
    return resolved


def _inside(typed: TypedColumn, resolve: Change) -> TypedColumn:
    if not _has_choice(typed.type):
        return typed
    if isinstance(typed.type, glue.StructType):
        return struct_of(_everywhere(parts_of(typed), resolve), typed.column.isNotNull())
    if isinstance(typed.type, glue.ArrayType):
        return mapped(typed, lambda element: _element(element, resolve))
    if isinstance(typed.type, glue.ChoiceType):
        inner = {name: _inside(part, resolve) for name, part in parts_of(typed).items()}
        return choice_of(inner, typed.column.isNotNull())
    return typed


def _element(element: TypedColumn, resolve: Change) -> TypedColumn:
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
        name: cast_to(typed, types[name.lower()])
        if _has_choice(typed.type) and name.lower() in types
        else typed
        for name, typed in parts.items()
    }
