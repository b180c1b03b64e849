"""Code blocks that give a body or parameters as types of TypeScript: `limit?: number`.

A block is read as a whole or not at all: a line that is neither a member, a bracket nor a remark
makes it code of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field, replace

from doclint.model.contract import SENT, Listing, Member, Said, Type
from doclint.model.page import Example, Prose
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span, Text
from doclint.read.names import Name, parts
from doclint.read.rows import Cells, read_member
from doclint.read.tables import Context
from doclint.read.vocabulary import Vocabulary

_LANGUAGES = frozenset(("ts", "typescript"))
_MEMBER = regex(
    r"[ \t]*+(?:readonly[ \t]+)?(?P<quote>[\"']?)(?P<name>[A-Za-z_$@][\w$@.\[\]-]*+)(?P=quote)"
    r"(?P<mark>\?)?[ \t]*+:[ \t]*+(?P<type>[^\n]*)"
)
_HEADER = regex(r"[ \t]*+(?:export[ \t]+)?(?:interface|type)[ \t]+\w+[ \t]*+=?[ \t]*+\{[ \t]*")
_OPENER = regex(r"[ \t]*+\{[ \t]*")
_CLOSER = regex(r"[ \t]*+\}(?P<behind>[^{\n]*)(?P<open>\{)?[ \t]*")
_REMARK = regex(r"[ \t]*+//[ \t]*(?P<text>[^\n]*)")
_BEHIND = regex(r"(?:^|[ \t])//[ \t]*(?P<text>[^\n]*)")
_PLAIN_BEHIND = regex(r"(?P<array>(?:\[\])*)(?P<null>[ \t]*\|[ \t]*null)?[;,]?[ \t]*")
_LITERALS = regex(
    r"[ \t]*\|?[ \t]*(?:'[^'\n]*'|\"[^\"\n]*\")(?:[ \t]*\|[ \t]*(?:'[^'\n]*'|\"[^\"\n]*\"))*"
)
_LITERAL = regex(r"(?P<quote>['\"])(?P<value>[^'\"\n]*)(?P=quote)")
_WORD = regex(r"[^\s,](?:[^,]*[^\s,])?")
_ENUM = regex(r"enum\[(?P<values>[^\[\]\n]*)\](?:\[\])*")
_COMPOSED = regex(r"[&()#]|=>")
_VALUE = regex(r"[-\d[`(]|(?:true|false|new|await)\b|[\w.]+\(")  # of an object in a program
_MOST = 2000  # lines
_DEPTH = 20
_NUMBERS = frozenset(("number", "integer"))


@dataclass(slots=True)
class _Frame:
    """Members between brackets: those of a member, of the whole, or of something not understood."""

    path: tuple[str, ...] | None
    opener: int | None = None  # which member it belongs to


@dataclass(slots=True)
class _Types:
    """What was read of a block so far, and where the block stands."""

    body: Text
    context: Context
    vocabulary: Vocabulary
    members: list[Member] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    remarks: list[Span] = field(default_factory=list)
    headers: int = 0
    optional: bool = False


def read_type_fence(example: Example, context: Context, vocabulary: Vocabulary) -> Listing | None:
    """The members that a code block of types gives, in a part about what is sent or comes back."""
    where = context.where or ""
    told = where in (*SENT, "request") or where.startswith("response")
    if example.language.lower() not in _LANGUAGES or not (told or "schema" in context.roles):
        return None
    members = _read(example.body, context, vocabulary)
    if not members:
        return None
    return Listing(
        "members",
        example.span,
        context.section,
        where=context.where,
        status=context.status,
        members=members,
        caption=context.caption,
    )


def _read(body: Text, context: Context, vocabulary: Vocabulary) -> tuple[Member, ...]:
    types, at = _Types(body, context, vocabulary), 0
    lines = body.split("\n")
    for line in lines:
        if not _line(line, at, types):
            return ()
        at += len(line) + 1
        if types.headers > 1 or len(types.stack) > _DEPTH or len(lines) > _MOST:
            return ()
    if types.stack or not _are_types(types):
        return ()
    if types.optional:
        return tuple(types.members)
    return tuple(replace(member, required=None) for member in types.members)


def _are_types(types: _Types) -> bool:
    """Whether members have types, and not the values that an object of a program has."""
    leaves = [each for each in types.members if not (each.row and each.row.text.endswith("{"))]
    typed = sum(each.type is not None or each.enum is not None for each in leaves)
    return typed * 2 >= len(leaves) and (typed > 0 or types.headers > 0)


def _line(line: str, at: int, types: _Types) -> bool:
    """Read one line; whether it is one of types."""
    if not line.strip():
        return True
    if remark := _REMARK.fullmatch(line):
        types.remarks.append(types.body.at(at + remark.start("text"), at + remark.end("text")))
        return True
    if _OPENER.fullmatch(line) or _HEADER.fullmatch(line):
        types.headers += not types.stack
        types.stack.append(_Frame(() if not types.stack else None))
        return True
    if match := _CLOSER.fullmatch(_without_remark(line)):
        return _close(match, types)
    match = _MEMBER.fullmatch(line)
    if match is not None and not _VALUE.match(match["type"]):
        _member(match, at, types)
        return True
    return match is None and bool(types.stack) and types.stack[-1].path is None


def _without_remark(line: str) -> str:
    remark = _BEHIND.search(line)
    return line[: remark.start()] if remark else line


def _close(match: re.Match[str], types: _Types) -> bool:
    if not types.stack:
        return False
    frame = types.stack.pop()
    behind = _PLAIN_BEHIND.fullmatch(match["behind"].strip())
    if frame.opener is not None:
        types.members[frame.opener] = _closed(types.members[frame.opener], behind)
    if match["open"]:
        types.stack.append(_Frame(None))
    types.remarks.clear()
    return True


def _closed(member: Member, behind: re.Match[str] | None) -> Member:
    """A member with the type that stands behind its closing bracket: `}`, `}[]`, `} | null`."""
    if behind is None or member.type is None:
        return replace(member, type=None, nullable=None)
    kind, required = member.type.value, member.required
    if behind["array"]:
        kind, required = Type(frozenset(("array",)), kind, "array"), None
    if behind["null"]:
        kind = replace(kind, kinds=kind.kinds | {"null"})
    return replace(member, type=Said(kind, member.type.anchor), required=required)


def _member(match: re.Match[str], at: int, types: _Types) -> None:
    body = types.body
    frame = types.stack[-1] if types.stack else _Frame(())
    written, place = match["name"], body.at(at + match.start("name"), at + match.end("name"))
    kind = _without_remark(match["type"]).rstrip(" \t;,")
    opens = kind.endswith("{")
    if frame.path is None:
        types.stack += [_Frame(None)] if opens else []
        return
    path = (*frame.path, *parts(written))
    name = Name(path[-1], path, place, required=_required(match, kind, at, body))
    cells = Cells(dict(_cells(match, kind, at, types)))
    row = body.at(at, at + len(match[0]))
    read = read_member(
        name, path, cells, row, where=types.context.where, vocabulary=types.vocabulary
    )
    if values := _values(kind, at + match.start("type"), body):
        read = replace(read, enum=values)
    types.optional = types.optional or match["mark"] is not None
    types.members.append(_numeric(read, place, opens=kind == "{"))
    types.remarks.clear()
    if opens:
        types.stack.append(_Frame(path if kind == "{" else None, len(types.members) - 1))


def _values(kind: str, at: int, body: Text) -> Said[tuple[Said[str], ...]] | None:
    """The values of `'asc' | 'desc'` or `enum[asc, desc]`."""
    found = _ENUM.fullmatch(kind)
    if found is None and not _LITERALS.fullmatch(kind):
        return None
    pattern, group = (_WORD, 0) if found else (_LITERAL, "value")
    span = found.span("values") if found else (0, len(kind))
    values = tuple(
        Said(match[group], body.at(at + match.start(group), at + match.end(group)))
        for match in pattern.finditer(kind, *span)
    )
    return Said(values, body.at(at, at + len(kind))) if len(values) > 1 or found else None


def _numeric(member: Member, place: Span, *, opens: bool) -> Member:
    """A member as TypeScript means it, which has no type for integers alone."""
    if opens:
        return replace(member, type=Said(Type(frozenset(("object",)), None, "object"), place))
    said = member.type
    if said is None or said.value.words != "number":
        return member
    return replace(member, type=Said(replace(said.value, kinds=_NUMBERS), said.anchor))


def _required(match: re.Match[str], kind: str, at: int, body: Text) -> Said[bool] | None:
    """A question mark says that a member may lack; nothing is said of objects without one.

    Of lists neither says anything: those that may be empty are marked as those that may lack.
    """
    if kind.endswith("[]"):
        return None
    if match["mark"]:
        return Said(False, body.at(at + match.start("mark"), at + match.end("mark")))
    if kind.endswith("{") or _COMPOSED.search(kind):
        return None
    return Said(True, body.at(at + match.start("name"), at + match.end("name")))


def _cells(match: re.Match[str], kind: str, at: int, types: _Types) -> Iterator[tuple[str, Prose]]:
    body, start = types.body, at + match.start("type")
    if _ENUM.fullmatch(kind) or _LITERALS.fullmatch(kind):
        pass  # values, which are no type
    elif kind and not kind.endswith("{") and not _COMPOSED.search(kind):
        yield "type", _prose(body.at(start, start + len(kind)))
    behind = _BEHIND.search(match["type"])
    if behind:
        remark = _prose(body.at(start + behind.start("text"), start + behind.end("text")))
        yield ("description", remark)
    elif len(types.remarks) == 1:
        yield "description", _prose(types.remarks[0])


def _prose(span: Span) -> Prose:
    return Prose(span, span.text)
