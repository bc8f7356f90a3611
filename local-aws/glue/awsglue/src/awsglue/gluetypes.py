"""Glue's own types: what a DynamicFrame's schema is made of.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-types.html
"""

import json
from collections.abc import Iterator


class DataType:
    """The base of every type."""

    def __init__(self, properties: dict | None = None) -> None:
        self.properties = properties or {}

    @classmethod
    def typeName(cls) -> str:
        """The class's name without "Type", in small letters; Glue's short `int` for IntegerType."""
        name = cls.__name__.removesuffix("Type").lower()
        return "int" if name == "integer" else name

    def jsonValue(self) -> dict:
        """The type as an object of JSON."""
        return {"dataType": self.typeName(), "properties": self.properties}

    def json(self) -> str:
        """The type as text of JSON, as `withSchema` options take it."""
        return json.dumps(self.jsonValue())

    @classmethod
    def fromJsonValue(cls, json_value: dict) -> "DataType":
        """The type that `jsonValue` described."""
        return from_json_value(json_value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataType) and self.jsonValue() == other.jsonValue()

    def __hash__(self) -> int:
        return hash(self.json())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.json()})"


class AtomicType(DataType):
    """The base of the types without parts."""


class BinaryType(AtomicType):
    """Bytes."""


class BooleanType(AtomicType):
    """True or false."""


class ByteType(AtomicType):
    """A whole number of 8 bits."""


class DateType(AtomicType):
    """A day."""


class DoubleType(AtomicType):
    """A floating-point number of 64 bits."""


class FloatType(AtomicType):
    """A floating-point number of 32 bits."""


class IntegerType(AtomicType):
    """A whole number of 32 bits."""


class LongType(AtomicType):
    """A whole number of 64 bits."""


class NullType(AtomicType):
    """A field that no record has a value of."""


class ShortType(AtomicType):
    """A whole number of 16 bits."""


class StringType(AtomicType):
    """Text."""


class TimestampType(AtomicType):
    """An instant."""


class UnknownType(AtomicType):
    """A type that is not known."""


class DecimalType(AtomicType):
    """A number of so many digits, `scale` of them after the point."""

    def __init__(self, precision: int = 10, scale: int = 2, properties: dict | None = None) -> None:
        super().__init__(properties)
        self.precision = precision
        self.scale = scale

    def jsonValue(self) -> dict:
        return {**super().jsonValue(), "precision": self.precision, "scale": self.scale}


class EnumType(AtomicType):
    """One of some options."""

    def __init__(self, options: list) -> None:
        super().__init__()
        self.options = list(options)

    def jsonValue(self) -> dict:
        return {**super().jsonValue(), "options": self.options}


class ArrayType(DataType):
    """A list of elements of one type."""

    def __init__(self, elementType: DataType | None = None, properties: dict | None = None) -> None:
        super().__init__(properties)
        self.elementType = elementType or UnknownType()

    def jsonValue(self) -> dict:
        return {**super().jsonValue(), "elementType": self.elementType.jsonValue()}


class MapType(DataType):
    """Values of one type by keys that are strings."""

    def __init__(self, valueType: DataType | None = None, properties: dict | None = None) -> None:
        super().__init__(properties)
        self.valueType = valueType or UnknownType()

    def jsonValue(self) -> dict:
        return {**super().jsonValue(), "valueType": self.valueType.jsonValue()}


class ChoiceType(DataType):
    """A field whose records have values of several types, at most one type of each name."""

    def __init__(self, choices: list[DataType] | None = None, properties: dict | None = None) -> None:
        super().__init__(properties)
        self.choices: dict[str, DataType] = {}
        self.merge(choices or [])

    def add(self, new_choice: DataType) -> None:
        """Adds a type; one of the same name is replaced."""
        self.choices[new_choice.typeName()] = new_choice
        self.choices = dict(sorted(self.choices.items()))

    def merge(self, new_choices: list[DataType]) -> None:
        """Adds several types."""
        for choice in new_choices:
            self.add(choice)

    def jsonValue(self) -> dict:
        return {**super().jsonValue(), "choices": [choice.jsonValue() for choice in self.choices.values()]}


class Field:
    """A named part of a struct."""

    def __init__(self, name: str, dataType: DataType, properties: dict | None = None) -> None:
        self.name = name
        self.dataType = dataType
        self.properties = properties or {}

    def jsonValue(self) -> dict:
        """The field as an object of JSON."""
        return {"name": self.name, "container": self.dataType.jsonValue(), "properties": self.properties}

    def __repr__(self) -> str:
        return f"Field({self.name}, {self.dataType})"


class StructType(DataType):
    """Named fields, each of its own type."""

    def __init__(self, fields: list[Field] | None = None, properties: dict | None = None) -> None:
        super().__init__(properties)
        self.fields = list(fields or [])

    def add(self, field: Field) -> None:
        """Adds a field at the end."""
        self.fields.append(field)

    def hasField(self, field: "Field | str") -> bool:
        """Whether there is a field of that name."""
        return self.getField(field) is not None

    def getField(self, field: "Field | str") -> Field | None:
        """The field of that name, or None."""
        name = field if isinstance(field, str) else field.name
        return next((one for one in self.fields if one.name == name), None)

    def jsonValue(self) -> dict:
        return {**super().jsonValue(), "fields": [field.jsonValue() for field in self.fields]}

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)


_ATOMIC = {
    kind.typeName(): kind for kind in AtomicType.__subclasses__() if kind not in (DecimalType, EnumType)
}


def atomic_type(name: str) -> DataType | None:
    """The type of a name such as `long`, Hive's and Spark's names included; None where it has parts."""
    word = name.strip().lower()
    if word.startswith("decimal"):
        digits = [int(part) for part in word.removeprefix("decimal").strip("() ").split(",") if part.strip()]
        # a precision alone is Hive's; Glue's own default is (10, 2)
        precision, scale = [*digits, 0][:2] if digits else (10, 2)
        return DecimalType(precision, scale)
    word = {"bigint": "long", "integer": "int", "smallint": "short", "tinyint": "byte"}.get(word, word)
    kind = _ATOMIC.get(word)
    return kind() if kind else None


def from_json_value(value: dict) -> DataType:
    """The type that `jsonValue` describes. Raises `ValueError` for another form."""
    name = value.get("dataType")
    if name == "struct":
        fields = [Field(field["name"], from_json_value(field["container"])) for field in value["fields"]]
        return StructType(fields)
    if name == "array":
        return ArrayType(from_json_value(value["elementType"]))
    if name == "map":
        return MapType(from_json_value(value["valueType"]))
    if name == "choice":
        return ChoiceType([from_json_value(choice) for choice in value["choices"]])
    if name == "decimal":
        return DecimalType(value.get("precision", 10), value.get("scale", 2))
    if name not in _ATOMIC:
        raise ValueError(f"{value!r} is not a Glue type.")
    return _ATOMIC[name]()


def tree(schema: StructType) -> str:
    """The schema as `printSchema` shows it."""
    return "\n".join(["root", *_lines(schema, 0)])


def _lines(kind: DataType, depth: int) -> Iterator[str]:
    if isinstance(kind, StructType):
        parts = [(f"{field.name}: ", field.dataType) for field in kind.fields]
    elif isinstance(kind, ArrayType):
        parts = [("element: ", kind.elementType)]
    elif isinstance(kind, MapType):
        parts = [("key: ", StringType()), ("value: ", kind.valueType)]
    elif isinstance(kind, ChoiceType):
        parts = [("", choice) for choice in kind.choices.values()]
    else:
        return
    for label, part in parts:
        yield f"{'|    ' * depth}|-- {label}{part.typeName()}"
        yield from _lines(part, depth + 1)
