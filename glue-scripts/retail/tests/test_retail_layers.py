"""What the jobs make of some rows, worked out by hand."""

from pyspark.sql import DataFrame, SparkSession
from retail_gold import category_daily, store_daily
from retail_silver_orders import orders_by_category
from retail_silver_sales import lines_of, sales_tables

DAY = "2017-08-01"


def receipts(spark: SparkSession) -> DataFrame:
    """Two receipts: a member's with two lines, and one with a product that no master has."""
    rows = [
        (1, 1, "2017-08-01 08:59:59", 10, "Chips", 2, 1000, 1000, "1+1", "F", 29),
        (1, 2, "2017-08-01 08:59:59", 20, "Noodles", 1, 1500, 1500, None, "F", 29),
        (2, 1, "2017-08-01 23:00:00", 99, "Mystery", 3, 100, 300, None, None, None),
    ]
    columns = (
        "receipt_id long, line_no int, sold_at string, product_id int, product_name string, quantity int, "
        "unit_price int, amount int, promotion string, member_sex string, member_age int"
    )
    return spark.createDataFrame(rows, columns).selectExpr(
        "* EXCEPT (sold_at)", "timestamp(sold_at) AS sold_at", f"'{DAY}' AS dt"
    )


def master(spark: SparkSession) -> DataFrame:
    rows = [
        (10, "Chips Gold", "food", "snacks", "NB", 400, DAY),
        (20, "Own Noodles", "food", "noodles", "PB", 700, DAY),
    ]
    columns = (
        "product_id int, product_name string, large_category string, small_category string, brand string"
    )
    return spark.createDataFrame(rows, f"{columns}, cost int, dt string")


def found(frame: DataFrame) -> list[dict]:
    return sorted((row.asDict() for row in frame.collect()), key=str)


def test_sales_of_a_day(spark: SparkSession):
    tables = sales_tables(lines_of(receipts(spark), master(spark)))
    whole = {"lines": 3, "units": 6, "sales": 2800, "discount": 1000, "pb_sales": 1500, "member_sales": 2500}
    assert found(tables["sales_daily"]) == [{"dt": DAY, "receipts": 2, **whole}]
    hours = {row["hour"]: (row["receipts"], row["sales"]) for row in found(tables["sales_hourly"])}
    assert hours == {8: (1, 2500), 23: (1, 300)}
    names = {row["product_id"]: row["product_name"] for row in found(tables["sales_hourly_product"])}
    assert names == {10: "Chips Gold", 20: "Own Noodles", 99: "Mystery"}
    categories = {row["small_category"]: row["sales"] for row in found(tables["sales_hourly_small_category"])}
    assert categories == {"snacks": 1000, "noodles": 1500, "unknown": 300}
    members = {"receipts": 1, "units": 3, "sales": 2500}
    assert found(tables["sales_daily_member"]) == [{"dt": DAY, "sex": "F", "age_band": 20, **members}]


def test_a_delivery_that_was_entered_twice_counts_once(spark: SparkSession):
    rows = [
        (1, "O1", "order", 10, 5),
        (2, "O1", "order", 10, 5),
        (3, "O2", "order", 10, 5),
        (4, "R1", "return", 10, 1),
        (5, "D1", "disposal", 20, 2),
    ]
    columns = "entry_id long, document_no string, kind string, product_id int, quantity int"
    entries = spark.createDataFrame(rows, columns).selectExpr("*", f"'{DAY}' AS dt")
    nothing = {"ordered": 0, "returned": 0, "disposed": 0, "disposed_cost": 0}
    assert found(orders_by_category(entries, master(spark))) == [
        {"dt": DAY, "small_category": "noodles", **nothing, "disposed": 2, "disposed_cost": 1400},
        {"dt": DAY, "small_category": "snacks", **nothing, "ordered": 10, "returned": 1},
    ]


def test_gold_keeps_a_category_that_was_only_ordered_and_a_day_without_waste(spark: SparkSession):
    sales = sales_tables(lines_of(receipts(spark), master(spark)))
    orders = spark.createDataFrame(
        [(DAY, "drinks", 4, 0, 0, 0)],
        "dt string, small_category string, ordered long, returned long, disposed long, disposed_cost long",
    )
    store = store_daily(sales["sales_daily"], orders).first()
    assert store is not None
    assert (store["average_basket"], store["disposed_cost"], store["waste_share"]) == (1400.0, 0, 0.0)
    assert (store["pb_share"], store["member_share"]) == (1500 / 2800, 2500 / 2800)
    gold = {
        row["small_category"]: (row["large_category"], row["sales"], row["pb_sales"], row["ordered"])
        for row in category_daily(sales["sales_hourly_product"], orders, master(spark)).collect()
    }
    assert gold == {
        "snacks": ("food", 1000, 0, 0),
        "noodles": ("food", 1500, 1500, 0),
        "unknown": ("unknown", 300, 0, 0),
        "drinks": ("unknown", 0, 0, 4),
    }
