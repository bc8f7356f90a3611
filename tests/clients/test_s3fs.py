"""s3fs: S3 as a file system, as pandas and Dask use it."""

import os

import pandas as pd
import pytest
import s3fs


@pytest.fixture
def files() -> s3fs.S3FileSystem:
    s3fs.S3FileSystem.clear_instance_cache()
    return s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)


def test_write_read_and_seek(files: s3fs.S3FileSystem, bucket: str) -> None:
    data = os.urandom(17_000_000)
    with files.open(f"{bucket}/year=2025/big file", "wb", block_size=5 * 2**20) as out:
        out.write(data)
    with files.open(f"{bucket}/year=2025/big file", "rb", block_size=2**20) as source:
        source.seek(10_000_000)
        assert source.read(1000) == data[10_000_000:10_001_000]
        source.seek(-10, 2)
        assert source.read() == data[-10:]
    ranges = files.cat_ranges([f"{bucket}/year=2025/big file"] * 3, [0, 5, 16_999_999], [1, 10, 17_000_000])
    assert ranges == [data[:1], data[5:10], data[-1:]]
    assert files.info(f"{bucket}/year=2025/big file")["size"] == len(data)


def test_folders(files: s3fs.S3FileSystem, bucket: str) -> None:
    names = ["a.csv", "x/b.csv", "x/y/c.csv", "x/y/d.json", "한국어/e.csv"]
    files.pipe({f"{bucket}/{name}": name.encode() for name in names})
    assert files.find(bucket) == [f"{bucket}/{name}" for name in names]
    assert sorted(files.ls(f"{bucket}/x", detail=False)) == [f"{bucket}/x/b.csv", f"{bucket}/x/y"]
    assert files.glob(f"{bucket}/**/*.csv") == [f"{bucket}/{name}" for name in names if name.endswith(".csv")]
    assert files.du(bucket) == sum(len(name.encode()) for name in names)
    assert files.isdir(f"{bucket}/x/y")
    assert not files.exists(f"{bucket}/x/z")
    files.copy(f"{bucket}/x/y", f"{bucket}/moved", recursive=True)
    assert files.cat(f"{bucket}/moved/c.csv") == b"x/y/c.csv"
    files.rm(f"{bucket}/x", recursive=True)
    assert files.find(bucket) == [
        f"{bucket}/{name}" for name in ["a.csv", "moved/c.csv", "moved/d.json", "한국어/e.csv"]
    ]
    with pytest.raises(FileNotFoundError):
        files.cat(f"{bucket}/x/b.csv")


def test_pandas_reads_and_writes(bucket: str) -> None:
    frame = pd.DataFrame({"part": range(1000), "ratio": [number / 7 for number in range(1000)]})
    frame.to_parquet(f"s3://{bucket}/frame.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(f"s3://{bucket}/frame.parquet"), frame)
    frame.to_csv(f"s3://{bucket}/frame.csv", index=False)
    pd.testing.assert_frame_equal(pd.read_csv(f"s3://{bucket}/frame.csv"), frame)
