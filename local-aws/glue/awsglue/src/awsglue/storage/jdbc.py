"""Tables of a database, by JDBC.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-jdbc-home.html
"""

import re
from dataclasses import dataclass

from awsglue.catalog.data_catalog import get_connection, get_secret
from awsglue.not_supported import NotSupportedError
from pyspark.sql import DataFrame

DATABASE_OPTIONS = {
    "url",
    "user",
    "password",
    "database",
    "dbtable",
    "useConnectionProperties",
    "connectionName",
}
_DRIVER = "org.postgresql.Driver"


def is_jdbc_type(connection_type: str) -> bool:
    """Whether a connection type is read and written by JDBC here."""
    return connection_type in ("postgresql", "jdbc")


def is_jdbc_table(table: dict) -> bool:
    """Whether a catalog table lies in a database. Raises `NotSupportedError` where it is no PostgreSQL."""
    parameters = table.get("Parameters") or {}
    if not parameters.get("connectionName"):
        return False
    if parameters.get("classification") != "postgresql":
        raise NotSupportedError(
            f"the table {table['Name']} in {parameters.get('classification')!r} (postgresql works)"
        )
    return True


def connection_properties(name: str) -> dict[str, str]:
    """What `extract_jdbc_conf` tells of a connection in the Data Catalog."""
    connection = get_connection(name)
    properties = connection.get("ConnectionProperties", {})
    full_url = properties.get("JDBC_CONNECTION_URL", "")
    if connection.get("ConnectionType") != "JDBC" or not full_url:
        raise ValueError(f"The connection {name} is not of the type JDBC with a JDBC_CONNECTION_URL.")
    user, password = properties.get("USERNAME", ""), properties.get("PASSWORD", "")
    if properties.get("SECRET_ID"):
        secret = get_secret(properties["SECRET_ID"])
        user, password = secret.get("username", ""), secret.get("password", "")
    return {
        "enforceSSL": properties.get("JDBC_ENFORCE_SSL", "false"),
        "skipCustomJDBCCertValidation": properties.get("SKIP_CUSTOM_JDBC_CERT_VALIDATION", "false"),
        "url": re.sub(r"^(jdbc:[a-z]+://[^/?;]+).*$", r"\1", full_url),
        "fullUrl": full_url,
        "customJDBCCertString": properties.get("CUSTOM_JDBC_CERT_STRING", ""),
        "user": user,
        "customJDBCCert": properties.get("CUSTOM_JDBC_CERT", ""),
        "password": password,
        "vendor": full_url.split(":")[1],
    }


def options_of_connection(name: str) -> dict[str, str]:
    """The connection options that name a connection in the Data Catalog."""
    return {"connectionName": name, "useConnectionProperties": "true"}


@dataclass(frozen=True)
class JdbcTarget:
    """A table, and how its database is reached."""

    url: str
    user: str
    password: str
    table: str
    ssl: bool = False

    @staticmethod
    def of_options(options: dict) -> "JdbcTarget":
        """By connection options: `url`, `user` and `password`, or a connection of the catalog."""
        given = dict(options)
        ssl = False
        if str(given.get("useConnectionProperties", False)).lower() == "true":
            found = connection_properties(given.get("connectionName") or "")
            given = {"url": found["fullUrl"], "user": found["user"], "password": found["password"], **given}
            ssl = found["enforceSSL"] == "true"
        return JdbcTarget.of(given, ssl)

    @staticmethod
    def of_table(table: dict) -> "JdbcTarget":
        """By a catalog table that a crawler made of a database's: its location is database.schema.table."""
        database, _, name = table["StorageDescriptor"]["Location"].partition(".")
        connection = options_of_connection(table["Parameters"]["connectionName"])
        return JdbcTarget.of_options({**connection, "dbtable": name, "database": database})

    @staticmethod
    def of(given: dict, ssl: bool) -> "JdbcTarget":
        """By a URL, in which `database` takes the place of the database."""
        url = given.get("url") or ""
        if not url.startswith("jdbc:postgresql://"):
            raise NotSupportedError(f"the JDBC URL {url!r} (jdbc:postgresql://host:port/database works)")
        if given.get("database"):
            url = re.sub(r"^(jdbc:postgresql://[^/?]+)(/[^?]*)?", rf"\1/{given['database']}", url)
        return JdbcTarget(
            url, given.get("user") or "", given.get("password") or "", given.get("dbtable") or "", ssl
        )

    @property
    def properties(self) -> dict[str, str]:
        """What the driver needs beside the URL."""
        found = {"user": self.user, "password": self.password, "driver": _DRIVER}
        return {**found, "ssl": "true", "sslmode": "require"} if self.ssl else found

    def write(self, frame: DataFrame, bulk_size: str | int | None = None) -> None:
        """Adds a frame's rows; makes the table where it is not there."""
        if not self.table:
            raise ValueError("connection_options needs dbtable, the table.")
        properties = dict(self.properties)
        if bulk_size:
            properties["batchsize"] = str(bulk_size)
        frame.write.jdbc(self.url, self.table, mode="append", properties=properties)
