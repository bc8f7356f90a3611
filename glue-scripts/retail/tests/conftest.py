"""The tests share one Spark with those of awsglue."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Whichever room is first has it; the variable `pytest_plugins` works in the first only."""
    config.pluginmanager.import_plugin("spark_session")
