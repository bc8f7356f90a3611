"""Which days a command line names, and what the database is asked for."""

import pytest
from retail_days import Days
from retail_raw import SOURCES


def words(*more: str) -> list[str]:
    return ["job", "--JOB_NAME", "retail_raw", "--bucket", "b", *more]


def test_a_day_or_a_range_with_both_ends():
    assert list(Days.of(words("--dt", "2017-08-01"))) == ["2017-08-01"]
    days = Days.of(words("--from", "2017-07-31", "--to", "2017-08-02"))
    assert list(days) == ["2017-07-31", "2017-08-01", "2017-08-02"]
    assert (str(days), days.sql("dt")) == (
        "2017-07-31 to 2017-08-02",
        "dt BETWEEN '2017-07-31' AND '2017-08-02'",
    )


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ((), "given: none"),
        (("--from", "2017-08-01"), "given: from"),
        (("--dt", "2017-08-01", "--to", "2017-08-02"), "given: dt, to"),
        (("--from", "2017-08-02", "--to", "2017-08-01"), "comes after"),
        (("--dt", "1 August"), "Invalid isoformat"),
    ],
)
def test_what_names_no_days_is_refused(more: tuple[str, ...], message: str):
    with pytest.raises(ValueError, match=message):
        Days.of(words(*more))


def test_the_database_is_asked_for_the_days_alone():
    query = SOURCES[0].query(Days.of(words("--dt", "2017-12-31")))
    assert "WHERE sold_at >= '2017-12-31' AND sold_at < '2018-01-01' AND" in query
