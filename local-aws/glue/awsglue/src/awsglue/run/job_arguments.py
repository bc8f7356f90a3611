"""What Glue itself reads of a job's arguments."""

import sys


def argument(option: str) -> str | None:
    """The value of `--name value` or `--name=value` on the script's command line, "" where it has none."""
    for position, word in enumerate(sys.argv):
        if word == option:
            following = next(iter(sys.argv[position + 1 : position + 2]), "")
            return "" if following.startswith("--") else following
        if word.startswith(f"{option}="):
            return word[len(option) + 1 :]
    return None
