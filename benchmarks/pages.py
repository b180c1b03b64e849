"""Pages about made-up operations, in the styles that real documentation is written in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from random import Random

from operations import PHRASES, Field, Operation, example

Lines = Iterator[str]


def page(operation: Operation, number: int, seed: int) -> str:
    """The text of a page; its style goes by its number."""
    random = Random(f"{seed} {number}")
    style = STYLES[number % len(STYLES)]
    return "\n".join(style(operation, random)) + "\n"


# Parts --------------------------------------------------------------------------------------------


def _opening(one: Operation, *, matter: bool = False) -> Lines:
    if matter:
        yield from ("---", f"title: {one.title}", f"sidebar_label: {one.title}", "---", "")
    yield from (f"# {one.title}", "")
    yield "Stations of the network are kept by **volunteers**; see [the guide](guide.md) for how a"
    yield "station is *entered*, and the note on `etag` headers for what is cached."
    yield ""


def _grid(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> Lines:
    titles = list(titles)
    yield _row(titles)
    yield _row("---" for _ in titles)
    yield from map(_row, rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _type(field: Field) -> str:
    if field.type != "array":
        return field.type
    return f"array of {field.schema['items']['type']}s"


def _about(field: Field) -> str:
    words = [f"{field.description}."]
    if "enum" in field.schema:
        words.append(f"One of {', '.join(f'`{value}`' for value in field.schema['enum'])}.")
    if "default" in field.schema:
        words.append(f"Default: `{field.schema['default']}`.")
    return " ".join(words)


def _flat(fields: Iterable[Field], above: str = "") -> Iterator[tuple[str, Field]]:
    """Fields with the way to them: `site.label`, `data[].id`."""
    for field in fields:
        name = f"{above}{field.name}"
        yield name, field
        yield from _flat(field.children, f"{name}{'[]' if field.type == 'array' else ''}.")


def _fence(language: str, text: str) -> Lines:
    yield from (f"```{language}", *text.split("\n"), "```", "")


def _json(fields: tuple[Field, ...], random: Random) -> Lines:
    yield from _fence("json", json.dumps(example(fields, random), indent=2))


def _address(one: Operation) -> str:
    return re.sub(r"\{(\w+)_id\}", r"\1-17", one.path)


def _curl(one: Operation, random: Random) -> Lines:
    lines = [f"curl -X {one.method} 'https://api.weather.example{_address(one)}' \\"]
    lines.append("  -H 'Authorization: Bearer <token>'" + (" \\" if one.body else ""))
    if one.body:
        lines.append("  -H 'Content-Type: application/json' \\")
        lines.append(f"  -d '{json.dumps(example(one.body, random))}'")
    yield from _fence("bash", "\n".join(lines))


def _examples(one: Operation, random: Random, level: str = "##") -> Lines:
    if one.body:
        yield from (f"{level} Request example", "", *_json(one.body, random))
    if one.response:
        yield from (f"{level} Response example", "", *_json(one.response, random))


def _status_table(one: Operation, titles: tuple[str, str]) -> Lines:
    yield from _grid(titles, ((code, PHRASES[code]) for code in one.statuses))


def _yes(field: Field) -> str:
    return "Yes" if field.required else "No"


# Styles -------------------------------------------------------------------------------------------


def _in_column(one: Operation, random: Random) -> Lines:
    """One table for all parameters, with a column that says where each goes."""
    yield from _opening(one, matter=True)
    yield from (f"`{one.method} {one.path}`", "")
    if one.parameters:
        yield from ("## Parameters", "")
        rows = ((f"`{f.name}`", f.where, _type(f), _yes(f), _about(f)) for f in one.parameters)
        yield from _grid(("Name", "In", "Type", "Required", "Description"), rows)
    yield from _bodies(one, "Property")
    yield from ("## Responses", "", *_status_table(one, ("Status code", "Description")))
    yield from _examples(one, random)


def _bodies(one: Operation, title: str) -> Lines:
    if one.body:
        rows = ((f"`{n}`", _type(f), _yes(f), _about(f)) for n, f in _flat(one.body))
        yield from ("## Request body", "")
        yield from _grid((title, "Type", "Required", "Description"), rows)
    if one.response:
        rows = ((f"`{n}`", _type(f), _about(f)) for n, f in _flat(one.response))
        yield from ("## Response body", "")
        yield from _grid((title, "Type", "Description"), rows)


def _typed(one: Operation, random: Random) -> Lines:
    """The type stands in bold on top of the description."""
    yield from _opening(one)
    yield from (f"**{one.method}** `{one.path}`", "")
    for where in ("path", "query", "header"):
        if one.of(where):
            yield from (f"### {where.title()} parameters", "")
            rows = ((f"`{f.name}`", _typed_cell(f)) for f in one.of(where))
            yield from _grid(("Name", "Description"), rows)
    if one.body:
        yield from ("### Request body", "")
        yield from _grid(
            ("Name", "Description"), ((f"`{n}`", _typed_cell(f)) for n, f in _flat(one.body))
        )
    yield from ("### Status codes", "", *_status_table(one, ("Code", "Description")))
    yield from _examples(one, random, "###")


def _typed_cell(field: Field) -> str:
    mark = "Required. " if field.required else ""
    return f"**{_type(field)}**<br>{mark}{_about(field)}"


def _headings(one: Operation, random: Random) -> Lines:
    """A heading that names the operation, bullets for what it takes."""
    yield from _opening(one)
    yield from (f"## {one.method} {one.path}", "", f"{one.title}, as far as the token allows.", "")
    for where in ("path", "query", "header"):
        if one.of(where):
            yield from (f"### {where.title()} parameters", "")
            yield from (_bullet(field) for field in one.of(where))
            yield ""
    if one.body:
        yield from ("### Request body", "", *map(_bullet, one.body), "")
    yield from ("### Example request", "", *_curl(one, random))
    for code in one.statuses:
        yield from (f"### {code} {PHRASES[code]}", "", *_answer(one, code, random))


def _bullet(field: Field) -> str:
    mark = "required" if field.required else "optional"
    return f"- `{field.name}` ({_type(field)}, {mark}): {_about(field)}"


def _answer(one: Operation, code: str, random: Random) -> Lines:
    if code == one.success and one.response:
        yield from _json(one.response, random)
    elif code < "400":
        yield from ("The answer has no body.", "")
    else:
        error = {"code": PHRASES[code].lower().replace(" ", "_"), "message": PHRASES[code]}
        yield from _fence("json", json.dumps(error, indent=2))


def _http(one: Operation, random: Random) -> Lines:
    """The request line in a code block, one table for each kind of parameter."""
    yield from _opening(one, matter=True)
    yield from ("## HTTP request", "", *_fence("http", f"{one.method} {one.path}"))
    for where in ("path", "query", "header"):
        if one.of(where):
            yield from (f"## {where.title()} parameters", "")
            rows = ((f.name, _type(f).capitalize(), _about(f)) for f in one.of(where))
            yield from _grid(("Parameter", "Type", "Description"), rows)
    yield from _bodies(one, "Property")
    yield from ("## Example", "", "### Request", "", *_curl(one, random))
    if one.response:
        yield from ("### Response", "", *_json(one.response, random))
    yield f"If it works, the answer is `{one.success} {PHRASES[one.success]}`."


def _method_table(one: Operation, random: Random) -> Lines:
    """A table for the method and the path, and a column of marks for what is required."""
    yield from _opening(one)
    yield from _grid(("Method", "Path"), [(f"`{one.method}`", f"`{one.path}`")])
    yield from (f"#### {one.title}", "")
    for where in ("path", "query", "header"):
        if one.of(where):
            yield from (f"**{where.title()} parameters**", "")
            rows = ((f.name, f"_{_type(f)}_", _mark(f), _about(f)) for f in one.of(where))
            yield from _grid(("Field", "Type", "Mandatory", "Notes"), rows)
    yield from _bodies(one, "Field")
    yield from ("**Status codes**", "", *_status_table(one, ("Status", "Meaning")))
    yield from _examples(one, random)


def _mark(field: Field) -> str:
    return "✓" if field.required else "-"


def _html(one: Operation, random: Random) -> Lines:
    """Tables written in HTML."""
    yield from _opening(one)
    yield from ("## Endpoint", "", *_fence("", f"{one.method} {one.path}"))
    if one.parameters:
        yield from ("## Parameters", "")
        rows = ((f.name, f.where, _type(f), _yes(f), _about(f)) for f in one.parameters)
        yield from _markup(("Name", "Located in", "Type", "Required", "Description"), rows)
    for title, fields in (("Request body", one.body), ("Response body", one.response)):
        if fields:
            rows = ((name, _type(f), _about(f)) for name, f in _flat(fields))
            yield from (f"## {title}", "", *_markup(("Name", "Type", "Description"), rows))
    yield from ("## Responses", "", *_status_table(one, ("HTTP code", "Description")))
    yield from _examples(one, random)


def _markup(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> Lines:
    yield from ("<table>", "<thead>", "<tr>", *(f"<th>{title}</th>" for title in titles), "</tr>")
    yield from ("</thead>", "<tbody>")
    for row in rows:
        yield from ("<tr>", *(f"<td>{_coded(cell)}</td>" for cell in row), "</tr>")
    yield from ("</tbody>", "</table>", "")


def _coded(cell: str) -> str:
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(cell, quote=False))


STYLES: tuple[Callable[[Operation, Random], Lines], ...] = (
    _in_column,
    _typed,
    _headings,
    _http,
    _method_table,
    _html,
)
