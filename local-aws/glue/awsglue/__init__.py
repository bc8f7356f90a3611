"""The part of AWS Glue's Python library that jobs on the embedded AWS need.

Written from Glue's public documentation. What is not there raises `NotSupportedError`, which names the gap.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-python-extensions.html
"""
