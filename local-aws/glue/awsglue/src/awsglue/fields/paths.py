"""Paths to the fields of a frame, and changes deep inside them."""

from collections.abc import Callable

from awsglue import gluetypes as glue
from awsglue.fields.typed_column import Parts, TypedColumn, choice_of, mapped, parts_of, struct_of

_ELEMENT = "[]"

Change = Callable[[str, TypedColumn], Parts]


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


def find_name(parts: Parts, name: str) -> str | None:
    """The part's own name, in whatever case it is asked for."""
    if name in parts:
        return name
    return next((own for own in parts if own.lower() == name.lower()), None)


def change_at(parts: Parts, path: list[str], change: Change) -> Parts:
    """The parts with the field at `path` replaced by what `change` makes of it: none, one or several fields.

    A path goes through arrays, and into the struct of a choice. A path that is not there changes nothing.
    """
    name = find_name(parts, path[0])
    if name is None:
        return parts
    changed: Parts = {}
    for own, typed in parts.items():
        if own != name:
            changed[own] = typed
        elif len(path) == 1:
            changed.update(change(own, typed))
        else:
            inner = _changed_inside(typed, path[1:], change)
            if inner:
                changed[own] = inner
    return changed


def find(parts: Parts, path: list[str]) -> TypedColumn | None:
    """The field at a path that goes through structs only, or None."""
    name = find_name(parts, path[0])
    if name is None:
        return None
    return parts[name] if len(path) == 1 else find(parts_of(parts[name]), path[1:])


def _changed_inside(typed: TypedColumn, path: list[str], change: Change) -> TypedColumn | None:
    if isinstance(typed.type, glue.ArrayType):
        steps = path[1:] if path[0] == _ELEMENT else path
        try:
            return mapped(typed, lambda element: _changed_element(element, steps, change))
        except _NothingLeft:
            return None
    if isinstance(typed.type, glue.ChoiceType):
        choices = parts_of(typed)
        for name in ("struct", "array"):
            if name in choices:
                inner = _changed_inside(choices[name], path, change)
                choices = {**choices, name: inner} if inner else choices
        return choice_of(choices, typed.column.isNotNull())
    if not isinstance(typed.type, glue.StructType):
        return typed
    parts = change_at(parts_of(typed), path, change)
    return struct_of(parts, typed.column.isNotNull()) if parts else None


def _changed_element(element: TypedColumn, steps: list[str], change: Change) -> TypedColumn:
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
