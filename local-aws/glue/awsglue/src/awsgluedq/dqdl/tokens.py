"""The words of a DQDL document."""

import re
from dataclasses import dataclass


class DqdlError(ValueError):
    """A ruleset that is not DQDL, or that asks for what the embedded AWS lacks."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"Parsing Error: line {line}, column {column}: {message}")


@dataclass(frozen=True)
class Token:
    """One word of the document; `kind` is string, number, word, symbol or end."""

    kind: str
    text: str
    line: int
    column: int
    follows_gap: bool

    @property
    def value(self) -> str:
        """A string without its quotes: `\\"` is a quote, any other backslash is the author's own."""
        return self.text[1:-1].replace('\\"', '"') if self.kind == "string" else self.text

    def error(self, message: str) -> DqdlError:
        """An error at this place."""
        return DqdlError(message, self.line, self.column)


_PATTERN = re.compile(
    r"""
    (?P<gap>(?:\s|\#[^\n]*)+)
  | (?P<string>"(?:\\"|[^"])*")
  | (?P<number>\d+(?:\.\d+)?(?![\w.]))
  | (?P<word>[A-Za-z0-9_.]+)
  | (?P<symbol>>=|<=|!=|[=<>()\[\],$+\-*/{}:])
    """,
    re.VERBOSE,
)


def tokenize(document: str) -> list[Token]:
    """All words, then one of the kind `end`. Raises `DqdlError`."""
    tokens: list[Token] = []
    line, line_start, position, gap = 1, 0, 0, False
    while position < len(document):
        column = position - line_start + 1
        match = _PATTERN.match(document, position)
        if match is None:
            is_open = document[position] == '"'
            what = "a string without its closing quote" if is_open else f"unexpected {document[position]!r}"
            raise DqdlError(f"{what}.", line, column)
        kind, text = match.lastgroup or "", match.group()
        if kind != "gap":
            tokens.append(Token(kind, text, line, column, gap))
        gap = kind == "gap"
        if "\n" in text:
            line += text.count("\n")
            line_start = position + text.rindex("\n") + 1
        position = match.end()
    return [*tokens, Token("end", "the end of the ruleset", line, position - line_start + 1, gap)]


def source(tokens: list[Token]) -> str:
    """The words as they were written, without comments and with one space for each gap."""
    return "".join(
        (" " if at > 0 and token.follows_gap else "") + token.text for at, token in enumerate(tokens)
    )
