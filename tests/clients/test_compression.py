"""Every cell of the guide's table of formats and compressions of Hive tables, against other engines.

https://docs.aws.amazon.com/athena/latest/ug/compression-support-hive.html
"""

import bz2
import gzip
import io
import json
import struct
import zlib
from collections.abc import Callable
from typing import Any

import cramjam
import fastavro
import pyarrow as pa
import pytest
from pyarrow import orc, parquet

# What the guide says of each format: codecs that are read and written, and those that are only read.
guide = {
    "AVRO": (["BZIP2", "DEFLATE", "SNAPPY", "ZSTD", "NONE"], []),
    "ORC": (["LZ4", "SNAPPY", "ZLIB", "ZSTD", "NONE"], []),
    "PARQUET": (["GZIP", "SNAPPY", "ZSTD", "NONE"], ["LZ4", "LZO"]),
    "TEXTFILE": (["BZIP2", "GZIP", "LZ4", "SNAPPY", "ZSTD", "NONE"], ["LZO"]),
    "JSON": (["BZIP2", "GZIP", "LZ4", "SNAPPY", "ZSTD", "NONE"], ["LZO"]),
}
codecs = ["BZIP2", "DEFLATE", "GZIP", "LZ4", "LZO", "SNAPPY", "ZLIB", "ZSTD", "NONE"]
# Trino reads them only.
unwritten = {("AVRO", "BZIP2"), ("TEXTFILE", "BZIP2"), ("JSON", "BZIP2")}
# Trino fails on them; no library here writes LZO.
unread = {("PARQUET", "LZ4"), ("PARQUET", "LZO")}

Row = tuple[int, str]
rows: list[Row] = [(number, f"part {number} " + "x" * 40) for number in range(12)]


def table(some: list[Row]) -> pa.Table:
    return pa.table({"id": pa.array([row[0] for row in some], pa.int32()), "note": [row[1] for row in some]})


def avro_file(codec: str) -> bytes:
    fields = [{"name": "id", "type": "int"}, {"name": "note", "type": "string"}]
    schema = {"type": "record", "name": "r", "fields": fields}
    name = {"NONE": "null", "ZSTD": "zstandard"}.get(codec, codec.lower())
    target = io.BytesIO()
    fastavro.writer(target, schema, [{"id": number, "note": note} for number, note in rows], codec=name)
    return target.getvalue()


def orc_file(codec: str) -> bytes:
    target = io.BytesIO()
    orc.write_table(table(rows), target, compression="UNCOMPRESSED" if codec == "NONE" else codec)
    return target.getvalue()


def parquet_file(codec: str) -> bytes:
    target = io.BytesIO()
    parquet.write_table(table(rows), target, compression=codec)
    return target.getvalue()


def csv_text(some: list[Row]) -> bytes:
    return "".join(f"{number}\x01{note}\n" for number, note in some).encode()


def json_text(some: list[Row]) -> bytes:
    return "".join(json.dumps({"id": number, "note": note}) + "\n" for number, note in some).encode()


def hadoop_block(block: bytes, size: int) -> bytes:
    """Hadoop's framing: a block's length before and after compression, and the block."""
    return struct.pack(">II", size, len(block)) + block


def lzop(text: bytes) -> bytes:
    """A file of the program lzop without checksums, whose blocks of LZO1X are runs of literals."""
    header = struct.pack(">HHHBBIIIIB", 0x1030, 0x2080, 0x0940, 1, 5, 0, 0o100644, 0, 0, 0)
    blocks = b""
    for start in range(0, len(text), 200):
        literals = text[start : start + 200]
        blocks += hadoop_block(bytes([17 + len(literals)]) + literals + b"\x11\x00\x00", len(literals))
    return b"\x89LZO\x00\r\n\x1a\n" + header + struct.pack(">I", zlib.adler32(header)) + blocks + bytes(4)


packed: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "BZIP2": (".bz2", bz2.compress),
    "GZIP": (".gz", gzip.compress),
    "LZ4": (
        ".lz4",
        lambda text: hadoop_block(bytes(cramjam.lz4.compress_block(text, store_size=False)), len(text)),
    ),
    "LZO": (".lzo", lzop),
    "SNAPPY": (".snappy", lambda text: hadoop_block(bytes(cramjam.snappy.compress_raw(text)), len(text))),
    "ZSTD": (".zst", lambda text: bytes(cramjam.zstd.compress(text))),
    "NONE": ("", bytes),
}


def written_elsewhere(kind: str, codec: str) -> tuple[str, bytes]:
    """The end of a file's name, and what another writer than Trino puts into it."""
    if kind in ("TEXTFILE", "JSON"):
        ending, pack = packed[codec]
        return ending, pack(csv_text(rows) if kind == "TEXTFILE" else json_text(rows))
    return "", {"AVRO": avro_file, "ORC": orc_file, "PARQUET": parquet_file}[kind](codec)


@pytest.mark.parametrize("kind", guide)
def test_reads(kind: str, ask: Any, s3: Any, bucket: str) -> None:
    # one table with a file of each codec, as the guide allows
    both, only_read = guide[kind]
    read = [codec for codec in both + only_read if (kind, codec) not in unread]
    for codec in read:
        ending, body = written_elsewhere(kind, codec)
        s3.put_object(Bucket=bucket, Key=f"read/{codec}{ending}", Body=body)
    ask("CREATE DATABASE IF NOT EXISTS compressions")
    name = f"compressions.read_{kind.lower()}"
    ask(f"CREATE EXTERNAL TABLE {name} (id int, note string) STORED AS {kind} LOCATION 's3://{bucket}/read/'")
    for codec in read:
        found = ask(f"SELECT id, note FROM {name} WHERE \"$path\" LIKE '%/read/{codec}%' ORDER BY id")
        assert found == [[str(number), note] for number, note in rows], codec


def test_lz4_that_fails(ask: Any, refusal: Any, s3: Any, bucket: str) -> None:
    """In Parquet, and framed as the program lz4 does."""
    ask("CREATE DATABASE IF NOT EXISTS compressions")
    files = [
        ("PARQUET", "x", parquet_file("LZ4"), "Error reading dictionary page"),
        ("TEXTFILE", "x.lz4", bytes(cramjam.lz4.compress(csv_text(rows))), "HIVE_"),
    ]
    for kind, name, body, reason in files:
        s3.put_object(Bucket=bucket, Key=f"{kind}/{name}", Body=body)
        ask(
            f"CREATE EXTERNAL TABLE compressions.lz4_{kind.lower()} (id int, note string) STORED AS {kind}"
            f" LOCATION 's3://{bucket}/{kind}/'"
        )
        assert reason in refusal(f"SELECT * FROM compressions.lz4_{kind.lower()}")


def unpacked_blocks(body: bytes, unpack: Callable[[bytes, int], bytes]) -> bytes:
    text = b""
    while body:
        whole, left = struct.unpack(">I", body[:4])[0], body[4:]
        while whole > 0:
            size = struct.unpack(">I", left[:4])[0]
            part = unpack(left[4 : 4 + size], whole)
            text, left, whole = text + part, left[4 + size :], whole - len(part)
        body = left
    return text


def lz4_block(part: bytes, size: int) -> bytes:
    return bytes(cramjam.lz4.decompress_block(part, output_len=size))


def unpacked(key: str, body: bytes) -> tuple[str, bytes]:
    """The codec that a text file's name and first bytes tell, and its text."""
    if key.endswith(".gz") and body[:2] == b"\x1f\x8b":
        return "GZIP", gzip.decompress(body)
    if key.endswith(".zst") and body[:4] == b"\x28\xb5\x2f\xfd":
        return "ZSTD", bytes(cramjam.zstd.decompress(body))
    if key.endswith(".lz4"):
        return "LZ4", unpacked_blocks(body, lz4_block)
    if key.endswith(".snappy"):
        return "SNAPPY", unpacked_blocks(body, lambda part, _: bytes(cramjam.snappy.decompress_raw(part)))
    assert "." not in key.rsplit("/", 1)[1], key
    return "NONE", body


def read_elsewhere(kind: str, key: str, body: bytes) -> tuple[str, list[Row]]:
    """The codec that a file was written with, by its footer, header or magic, and its rows."""
    if kind == "AVRO":
        reader = fastavro.reader(io.BytesIO(body))
        codec = {"null": "NONE", "zstandard": "ZSTD"}.get(reader.codec, reader.codec.upper())
        return codec, [(row["id"], row["note"]) for row in reader]  # type: ignore[call-overload,index]
    if kind in ("TEXTFILE", "JSON"):
        codec, text = unpacked(key, body)
        lines = text.decode().splitlines()
        if kind == "JSON":
            return codec, [(row["id"], row["note"]) for row in map(json.loads, lines)]
        return codec, [(int(line.split("\x01")[0]), line.split("\x01")[1]) for line in lines]
    if kind == "ORC":
        file = orc.ORCFile(io.BytesIO(body))
        codec, found = file.compression, file.read()
    else:
        whole = parquet.ParquetFile(io.BytesIO(body))
        group = whole.metadata.row_group(0)
        (codec,) = {group.column(column).compression for column in range(group.num_columns)}
        found = whole.read()
    name = "NONE" if codec == "UNCOMPRESSED" else codec
    return name, [(row["id"], row["note"]) for row in found.to_pylist()]


def not_supported(kind: str, codec: str) -> str:
    return f"HIVE_UNSUPPORTED_FORMAT: Compression codec {codec} not supported for {kind}."


@pytest.mark.parametrize("kind", guide)
def test_writes(kind: str, ask: Any, refusal: Any, s3: Any, bucket: str) -> None:
    ask("CREATE DATABASE IF NOT EXISTS compressions")
    half = len(rows) // 2

    def values(some: list[Row]) -> str:
        return (
            "SELECT id, CAST(note AS varchar) AS note FROM (VALUES "
            + ", ".join(f"({number}, '{note}')" for number, note in some)
            + ") t (id, note)"
        )

    for codec in codecs:
        name = f"compressions.written_{kind.lower()}_{codec.lower()}"
        place = f"written/{codec}/"
        create = f"""CREATE TABLE {name} WITH (format = '{kind}', write_compression = '{codec}',
            external_location = 's3://{bucket}/{place}') AS {values(rows[:half])}"""
        if codec not in guide[kind][0]:
            assert refusal(create).startswith(not_supported(kind, codec))
            continue
        if (kind, codec) in unwritten:
            assert "cannot write" in refusal(create)
            continue
        ask(create)
        # the table goes on with the codec that it began with
        ask(f"INSERT INTO {name} {values(rows[half:])}")
        keys = [found["Key"] for found in s3.list_objects_v2(Bucket=bucket, Prefix=place)["Contents"]]
        files = [
            read_elsewhere(kind, key, s3.get_object(Bucket=bucket, Key=key)["Body"].read()) for key in keys
        ]
        assert {found for found, _ in files} == {codec}
        assert len(files) > 1
        assert sorted(row for _, some in files for row in some) == rows


@pytest.mark.parametrize("kind", guide)
def test_defaults_and_properties(kind: str, ask: Any, refusal: Any, s3: Any, bucket: str) -> None:
    """INSERT INTO a table that names no codec, one of its own, and one that it cannot have."""
    ask("CREATE DATABASE IF NOT EXISTS compressions")
    default = {"ORC": "ZLIB", "AVRO": "DEFLATE"}.get(kind, "GZIP")
    own = {"PARQUET": "parquet.compression", "ORC": "orc.compress"}.get(kind, "write.compression")
    for codec, properties in [
        (default, {}),
        ("ZSTD", {own: "zstd"}),
        ("SNAPPY", {"write.compression": "SNAPPY"}),
    ]:
        name = f"compressions.told_{kind.lower()}_{codec.lower()}"
        place = f"told/{codec}/"
        told = "".join(f" TBLPROPERTIES ('{key}' = '{value}')" for key, value in properties.items())
        ask(
            f"CREATE EXTERNAL TABLE {name} (id int, note string) STORED AS {kind}"
            f" LOCATION 's3://{bucket}/{place}'{told}"
        )
        ask(f"INSERT INTO {name} VALUES (1, 'a')")
        (file,) = s3.list_objects_v2(Bucket=bucket, Prefix=place)["Contents"]
        body = s3.get_object(Bucket=bucket, Key=file["Key"])["Body"].read()
        assert read_elsewhere(kind, file["Key"], body) == (codec, [(1, "a")])
    wrong = "LZ4" if kind in ("AVRO", "PARQUET") else "DEFLATE"
    ask(f"ALTER TABLE {name} SET TBLPROPERTIES ('write.compression' = '{wrong}')")
    assert refusal(f"INSERT INTO {name} VALUES (2, 'b')").startswith(not_supported(kind, wrong))
