"""AWS Glue's Python library, as far as the embedded AWS has it.

Written from Glue's public documentation. What is not there raises `NotSupportedError`, which names the gap.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-python-extensions.html
"""


def __getattr__(name: str):
    if name == "DynamicFrame":  # not before it is asked for: a script that needs utils only starts sooner
        from awsglue.dynamicframe import DynamicFrame

        return DynamicFrame
    raise AttributeError(name)
