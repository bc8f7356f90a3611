"""The arguments of a job.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-get-resolved-options.html
"""


class GlueArgumentError(Exception):
    """An argument that the script asks for was not given."""


def getResolvedOptions(args: list[str], options: list[str]) -> dict[str, str]:
    """The values of the job arguments named in `options`.

    `args` is `sys.argv`: `--name value` or `--name=value`. Every listed name is required, others are ignored.
    A `-` in a name becomes `_`. Raises `GlueArgumentError` where a name or its value is missing.
    """
    given = _given(args)
    wanted = [option.replace("-", "_") for option in options]
    missing = [name for name in wanted if name not in given]
    if missing:
        names = ", ".join(f"--{name}" for name in missing)
        raise GlueArgumentError(f"the following arguments are required: {names}")
    values: dict[str, str] = {}
    for name in wanted:
        value = given[name]
        if value is None:
            raise GlueArgumentError(f"argument --{name}: expected one argument")
        values[name] = value
    return values


def _given(args: list[str]) -> dict[str, str | None]:
    given: dict[str, str | None] = {}
    position = 0
    while position < len(args):
        word = args[position]
        position += 1
        if not word.startswith("--"):
            continue
        name, equals, value = word[2:].partition("=")
        if not equals:
            value = None
            if position < len(args) and not args[position].startswith("--"):
                value = args[position]
                position += 1
        given[name.replace("-", "_")] = value
    return given
