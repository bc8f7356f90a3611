"""Data Quality Definition Language: `parser` reads rulesets, `evaluate` applies them to a Spark DataFrame.

Written from Glue's public documentation. Without Spark, `python -m awsgluedq.dqdl` checks a ruleset.

https://docs.aws.amazon.com/glue/latest/dg/dqdl.html
"""
