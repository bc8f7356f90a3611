"""A Glue API over HTTP that knows only what a test gives it: tables, partitions and ML transforms."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

_SERDES = {
    "csv": (
        "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
        {"field.delim": ","},
        {"skip.header.line.count": "1", "classification": "csv"},
    ),
    "json": ("org.openx.data.jsonserde.JsonSerDe", {}, {"classification": "json"}),
    "parquet": (
        "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
        {},
        {"classification": "parquet"},
    ),
    "avro": ("org.apache.hadoop.hive.serde2.avro.AvroSerDe", {}, {"classification": "avro"}),
    "orc": ("org.apache.hadoop.hive.ql.io.orc.OrcSerde", {}, {"classification": "orc"}),
}
_PAGE = 5


class GlueApi:
    """Tables by name in one database, `quality_lab`, served on a free port of this machine."""

    def __init__(self) -> None:
        self.tables: dict[str, dict] = {}
        self.partitions: dict[str, list[dict]] = {}
        self.ml_transforms: dict[str, dict] = {}
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, answer = api.answer(self.headers["X-Amz-Target"], request)
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def add_table(
        self, name: str, file_format: str, location: str, columns: dict, keys: dict | None = None
    ) -> None:
        """A table of `columns` (name → Hive type) with the partition `keys`."""
        library, serde_parameters, parameters = _SERDES[file_format]
        self.tables[name] = {
            "Name": name,
            "DatabaseName": "quality_lab",
            "Parameters": parameters,
            "PartitionKeys": [{"Name": key, "Type": type_} for key, type_ in (keys or {}).items()],
            "StorageDescriptor": {
                "Columns": [{"Name": column, "Type": type_} for column, type_ in columns.items()],
                "Location": location,
                "SerdeInfo": {"SerializationLibrary": library, "Parameters": serde_parameters},
            },
        }
        self.partitions[name] = []

    def add_partition(self, table: str, values: list[str], location: str) -> None:
        """A partition of a table."""
        self.partitions[table].append({"Values": values, "StorageDescriptor": {"Location": location}})

    def answer(self, target: str, request: dict) -> tuple[int, dict]:
        """HTTP status and body for a request."""
        if target == "AWSGlue.GetMLTransform" and request["TransformId"] in self.ml_transforms:
            return 200, self.ml_transforms[request["TransformId"]]
        table = self.tables.get(request.get("Name") or request.get("TableName") or "")
        if table is None or request.get("DatabaseName") != "quality_lab":
            return 400, {"__type": "EntityNotFoundException", "Message": "Entity Not Found"}
        if target == "AWSGlue.GetTable":
            return 200, {"Table": table}
        if target == "AWSGlue.GetPartitions":
            start = int(request.get("NextToken", "0"))
            page: dict[str, Any] = {"Partitions": self.partitions[table["Name"]][start : start + _PAGE]}
            if start + _PAGE < len(self.partitions[table["Name"]]):
                page["NextToken"] = str(start + _PAGE)
            return 200, page
        return 400, {"__type": "UnknownOperationException", "Message": target}

    def close(self) -> None:
        """Ends the server."""
        self._server.shutdown()
        self._server.server_close()
