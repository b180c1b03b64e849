"""Writes docs/commands.md and docs/configuration.md from what the program itself knows.

With --check it writes nothing, and exits with 1 where a page would change.
"""

from __future__ import annotations

import json
import sys
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from doclint.commands import COMMANDS, parser
from doclint.config import schema

DOCS = Path(__file__).parents[1] / "docs"
MARK = "<!-- Written by scripts/write_reference.py; change what it is made of instead. -->"
EXITS = """\
Every command exits with 0 where there is nothing to report, 1 where there are findings, 2 for a
mistake in its use, in the configuration or in a rule, and 3 where there was nothing to check.
[Which findings count](output.md#exit-codes)."""


def main(arguments: list[str]) -> int:
    """Write the pages, or look whether they are as they should be."""
    pages = {"commands.md": commands_page(parser()), "configuration.md": config_page(schema())}
    wrong = [name for name, text in pages.items() if _read(DOCS / name) != text]
    for name in wrong:
        if "--check" not in arguments:
            (DOCS / name).write_text(pages[name], "utf-8")
        print(f"docs/{name} {'differs' if '--check' in arguments else 'written'}")
    return 1 if wrong and "--check" in arguments else 0


def _read(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""


def commands_page(known: ArgumentParser) -> str:
    """Each command with its arguments."""
    parts = [MARK, "# Commands", EXITS]
    for name, command in known.get_default("parsers").items():
        parts += [f"## doclint {name}", f"{_sentence(COMMANDS[name])}.", *_arguments(command)]
        for action, below in _below(command).items():
            about = _sentence(below.description or "")
            parts += [f"### doclint {name} {action}", f"{about}.", *_arguments(below)]
    return "\n\n".join(parts) + "\n"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]  # `capitalize` would write html and json small


def _below(command: ArgumentParser) -> Mapping[str, ArgumentParser]:
    nested = [one.choices for one in command._actions if isinstance(one.choices, dict)]
    return nested[0] if nested else {}


def _arguments(command: ArgumentParser) -> Iterator[str]:
    rows = [
        f"| {_code(_called(one))} | {_cell(one.help or '')} |"
        for one in command._actions
        if one.dest != "help" and one.help != SUPPRESS and not isinstance(one.choices, dict)
    ]
    if rows:
        yield "\n".join(("| argument | what it does |", "|---|---|", *rows))


def _called(action: Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else ""
    value = value.strip("{}").replace(",", "|") if value.startswith("{") else value
    if not action.option_strings:
        return f"[{value}]" if action.nargs in ("?", "*") else value
    return ", ".join(f"{option} {value}".strip() for option in action.option_strings)


def config_page(known: Mapping[str, Any]) -> str:
    """Each key with what it means."""
    head = "`doclint.toml`, or `[tool.doclint]` in `pyproject.toml`. Every key is optional."
    more = "An unknown one is an error with a suggestion. `doclint config show` says what holds and"
    where = "where it comes from; `doclint config schema` prints a JSON Schema for editors."
    parts = [MARK, "# Configuration", f"{head}\n{more}\n{where}", _keys(known)]
    for name, key in known["properties"].items():
        below = _objects(key)
        if below:
            title = f"[[{name}]]" if key.get("type") == "array" else f"[{name}]"
            parts += [f"## {title}", f"{key['description']}", *map(_keys, below)]
    return "\n\n".join(parts) + "\n"


def _objects(key: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What an object, the items of an array or the values of a table are made of, each level."""
    inner = [key, key.get("items"), key.get("additionalProperties")]
    found = [one for one in inner if isinstance(one, dict) and "properties" in one]
    deeper = [
        two for one in found for three in one["properties"].values() for two in _objects(three)
    ]
    return [*found, *deeper]


def _keys(known: Mapping[str, Any]) -> str:
    rows = [
        f"| `{name}` | {_type(key)} | {_cell(key.get('description', ''))}{_default(key)} |"
        for name, key in known["properties"].items()
    ]
    return "\n".join(("| key | value | meaning |", "|---|---|---|", *rows))


def _type(key: Mapping[str, Any]) -> str:
    if words := key.get("enum"):
        return " or ".join(f"`{word}`" for word in words)
    types = key.get("type", "")
    shown = [types] if isinstance(types, str) else types
    return " or ".join({"array": "list", "object": "table"}.get(one, one) for one in shown)


def _default(key: Mapping[str, Any]) -> str:
    default = key.get("default")
    return f" Default: {_code(json.dumps(default))}." if default else ""


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
