"""How a choice is resolved on the way to a DataFrame."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ResolveOption:
    """How `toDF` resolves a choice: "KeepAsStruct", or "Project" or "Cast" to the type `target`."""

    path: str
    action: str
    target: Any = None
