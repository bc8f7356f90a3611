"""Tables of a database, by JDBC.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-jdbc-home.html
"""

import re
from dataclasses import dataclass

from awsglue.catalog import get_connection
from awsglue.not_supported import NotSupportedError, refuse_unknown
from pyspark.sql import DataFrame, SparkSession

_DATABASE = {"url", "user", "password", "database", "dbtable", "useConnectionProperties", "connectionName"}
_HASH = {"hashfield", "hashexpression", "hashpartitions"}
_SAMPLE = {"sampleQuery", "enablePartitioningForSampleQuery", "sampleSize"}
_BOOKMARK = {"jobBookmarkKeys", "jobBookmarkKeysSortOrder"}
_WRITE = {"bulkSize", "redshiftTmpDir"}
_PARTITIONS = 7
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
    return {
        "enforceSSL": properties.get("JDBC_ENFORCE_SSL", "false"),
        "skipCustomJDBCCertValidation": properties.get("SKIP_CUSTOM_JDBC_CERT_VALIDATION", "false"),
        "url": re.sub(r"^(jdbc:[a-z]+://[^/?;]+).*$", r"\1", full_url),
        "fullUrl": full_url,
        "customJDBCCertString": properties.get("CUSTOM_JDBC_CERT_STRING", ""),
        "user": properties.get("USERNAME", ""),
        "customJDBCCert": properties.get("CUSTOM_JDBC_CERT", ""),
        "password": properties.get("PASSWORD", ""),
        "vendor": full_url.split(":")[1],
    }


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
    def of_connection(name: str, options: dict) -> "JdbcTarget":
        """By a connection of the catalog."""
        return JdbcTarget.of_options({**options, "connectionName": name, "useConnectionProperties": "true"})

    @staticmethod
    def of_table(table: dict) -> "JdbcTarget":
        """By a catalog table that a crawler made of a database's: its location is database.schema.table."""
        database, _, name = table["StorageDescriptor"]["Location"].partition(".")
        return JdbcTarget.of_connection(
            table["Parameters"]["connectionName"], {"dbtable": name, "database": database}
        )

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


def read_jdbc(spark: SparkSession, target: JdbcTarget, options: dict) -> DataFrame:
    """The rows of a table or of a `sampleQuery`, in parallel where it is told by what to divide them."""
    refuse_unknown(options, _DATABASE | _HASH | _SAMPLE | _BOOKMARK, "connection_options")
    source = target.table
    divides = bool(options.get("hashfield") or options.get("hashexpression"))
    if options.get("sampleQuery"):
        query = options["sampleQuery"].strip().rstrip(";")
        if str(options.get("enablePartitioningForSampleQuery", False)).lower() == "true":
            # Glue puts its condition after that word
            query = re.sub(r"\s+(and|where)$", "", query, flags=re.IGNORECASE)
        else:
            divides = False
        source = f"({query}) AS sample"
    if not source:
        raise ValueError("connection_options needs dbtable, the table, or a sampleQuery.")
    if divides:
        frame = spark.read.jdbc(
            target.url, source, predicates=_predicates(options), properties=target.properties
        )
    else:
        frame = spark.read.jdbc(target.url, source, properties=target.properties)
    return frame.limit(int(options["sampleSize"])) if options.get("sampleSize") else frame


def write_options(options: dict) -> dict:
    """Checks the options of a write. Raises `NotSupportedError` for one that is not there."""
    refuse_unknown(options, _DATABASE | _WRITE, "connection_options")
    return options


def hash_options(table: dict, options: dict) -> dict:
    """How a catalog table is divided: by options of the read, else by its own parameters."""
    own = {name: value for name, value in (table.get("Parameters") or {}).items() if name in _HASH}
    return {**own, **options}


def _predicates(options: dict) -> list[str]:
    count = int(options.get("hashpartitions") or _PARTITIONS)
    number = options.get("hashexpression")
    if not number:
        column = options["hashfield"].replace('"', '""')
        number = f"('x' || substr(md5(\"{column}\"::text), 1, 8))::bit(32)::bigint"
    return [f"coalesce(mod(abs({number}), {count}), 0) = {position}" for position in range(count)]
