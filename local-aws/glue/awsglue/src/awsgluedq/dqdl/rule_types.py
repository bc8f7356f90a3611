"""The rule types of DQDL: what each takes.

https://docs.aws.amazon.com/glue/latest/dg/dqdl-rule-types.html
"""

from dataclasses import dataclass

ANY_NUMBER = 1_000_000


@dataclass(frozen=True)
class RuleType:
    """How many names a rule takes, and what its expression compares with (nothing: it takes none)."""

    least: int
    most: int
    compares: frozenset[str] = frozenset()
    takes_threshold: bool = False
    takes_where: bool = True
    may_lack_expression: bool = False


_NUMBER = frozenset({"number"})

RULE_TYPES: dict[str, RuleType] = {
    "ColumnCorrelation": RuleType(2, 2, _NUMBER),
    "ColumnCount": RuleType(0, 0, _NUMBER, takes_where=False),
    "ColumnDataType": RuleType(1, 1, frozenset({"string"}), takes_threshold=True),
    "ColumnExists": RuleType(1, 1, takes_where=False),
    "ColumnLength": RuleType(1, 1, _NUMBER, takes_threshold=True),
    "ColumnValues": RuleType(1, 1, frozenset({"number", "string", "keyword", "date"}), takes_threshold=True),
    "Completeness": RuleType(1, 1, _NUMBER),
    "CustomSql": RuleType(1, 1, _NUMBER, takes_threshold=True, takes_where=False, may_lack_expression=True),
    "DataFreshness": RuleType(1, 1, frozenset({"duration"})),
    "DistinctValuesCount": RuleType(1, 1, _NUMBER),
    "Entropy": RuleType(1, 1, _NUMBER),
    "IsComplete": RuleType(1, 1),
    "IsPrimaryKey": RuleType(1, ANY_NUMBER),
    "IsUnique": RuleType(1, ANY_NUMBER),
    "Mean": RuleType(1, 1, _NUMBER),
    "ReferentialIntegrity": RuleType(2, 2, _NUMBER, takes_where=False),
    "RowCount": RuleType(0, 0, _NUMBER),
    "StandardDeviation": RuleType(1, 1, _NUMBER),
    "Sum": RuleType(1, 1, _NUMBER),
    "UniqueValueRatio": RuleType(1, 1, _NUMBER),
    "Uniqueness": RuleType(1, ANY_NUMBER, _NUMBER),
}

#: What Glue has beyond that.
REFUSED = frozenset(
    [
        "AggregateMatch",
        "AllStatistics",
        "ColumnNamesMatchPattern",
        "DatasetMatch",
        "DetectAnomalies",
        "FileFreshness",
        "FileMatch",
        "FileSize",
        "FileUniqueness",
        "RowCountMatch",
        "SchemaMatch",
        "Variance",
    ]
)
