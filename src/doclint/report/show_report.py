"""What was read from a page: its contracts, and what was not understood and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from doclint.model.contract import Contract, Listing, Member, Naming, Said, Sample, Status
from doclint.model.page import Include, Page
from doclint.model.project import Endpoint
from doclint.model.result import Result
from doclint.model.source import Anchor, Pointer, Span
from doclint.read.examples import left_open, read_json
from doclint.report.frame import clean


def show_text(result: Result) -> Iterator[str]:
    """The contracts of the checked pages, indented."""
    for page in show_data(result)["pages"]:
        yield page["path"]
        yield from (clean(f"  {_include_words(one)}") for one in page["includes"])
        if not page["contracts"]:
            yield "  nothing about an operation was found on this page"
        for contract in page["contracts"]:
            yield from map(clean, _contract_lines(contract))


def show_json(result: Result) -> Iterator[str]:
    """The same as JSON."""
    yield json.dumps(show_data(result), indent=2, ensure_ascii=False, default=str)


def show_data(result: Result) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "version": 1,
        "pages": [
            {
                "path": page.source.path,
                "includes": [_include(one, page) for one in page.includes],
                "contracts": [_contract(one) for one in result.project.of(page)],
            }
            for page in result.checked
        ],
    }


def _contract(endpoint: Endpoint) -> dict[str, Any]:
    contract = endpoint.documented
    return {
        "line": contract.span.line,
        "title": contract.title,
        "operations": [known.label for known in endpoint.specified],
        "named": [_naming(one) for one in contract.namings],
        "requests": [_naming(one) for one in contract.requests],
        "lists": [_listing(one, contract.page) for one in contract.listings if one.kind != "other"],
        "statuses": [_status(one) for one in contract.statuses],
        "examples": [_sample(one) for one in contract.samples],
        "claims": [{"none_of": one.where, "line": one.anchor.line} for one in contract.claims],
        "not_understood": [*_not_understood(contract)],
    }


def _include(include: Include, page: Page) -> dict[str, Any]:
    return {
        "line": include.span.line,
        "in": _file(include.span, page),
        "path": include.path or include.span.text.strip(),
        "file": include.source.path if include.source else None,
        "reason": include.reason or None,
    }


def _file(span: Span, page: Page) -> str | None:
    """The file in which something stands that a page takes in."""
    path = span.source.path
    return None if path == page.source.path else path


def _include_words(include: dict[str, Any]) -> str:
    place = f"{include['in']}:{include['line']}" if include["in"] else include["line"]
    if include["reason"]:
        return f"{place}: takes in {include['path']}, which was not read: {include['reason']}"
    return f"{place}: takes in {include['file']}"


def _naming(naming: Naming) -> dict[str, Any]:
    method = naming.method.value if naming.method else None
    line = naming.span.line
    return {"method": method, "path": naming.path.value, "by": naming.kind, "line": line}


def _listing(listing: Listing, page: Page) -> dict[str, Any]:
    return {
        "kind": listing.kind,
        "in": _file(listing.span, page),
        "of": listing.where,
        "status": listing.status,
        "line": listing.span.line,
        "columns": list(listing.roles),
        "members": [_member(one) for one in listing.members],
        "statuses": [_status(one) for one in listing.statuses],
        "shared": listing.shared,
        "reason": listing.reason or None,
    }


def _member(member: Member) -> dict[str, Any]:
    limits = {name: said.value for name, said in (member.limits or {}).items()}
    return {
        "name": member.name,
        "path": list(member.path),
        "where": member.where,
        "line": _line(member.anchor),
        "type": (member.type.value.words or _kinds(member)) if member.type else None,
        "kinds": sorted(member.type.value.kinds) if member.type else None,
        "required": _value(member.required),
        "nullable": _value(member.nullable),
        "default": _value(member.default),
        "enum": [value.value for value in member.enum.value] if member.enum else None,
        "limits": limits or None,
        "deprecated": _value(member.deprecated),
        "read_only": _value(member.read_only),
    }


def _kinds(member: Member) -> str:
    return " or ".join(sorted(member.type.value.kinds)) if member.type else ""


def _value(said: Said[Any] | None) -> Any:
    return said.value if said else None


def _line(anchor: Anchor) -> int | None:
    return None if isinstance(anchor, Pointer) else anchor.line


def _status(status: Status) -> dict[str, Any]:
    phrase = _value(status.phrase)
    return {"code": status.code, "phrase": phrase, "by": status.kind, "line": status.span.line}


def _sample(sample: Sample) -> dict[str, Any]:
    read, gutter = read_json(sample.example), sample.example.gutter
    return {
        "role": sample.role,
        "status": sample.status,
        "language": sample.example.language,
        "line": sample.example.span.line,
        "json": read is not None,
        "left_open": left_open(read) if read else 0,
        "numbered_lines": gutter.lines if gutter else None,
    }


def _not_understood(contract: Contract) -> Iterator[dict[str, Any]]:
    for listing in contract.listings:
        if listing.kind != "other" and listing.reason:
            yield {"line": listing.span.line, "what": "table", "reason": listing.reason}
    for sample in contract.samples:
        if sample.role is None:
            reason = "neither a request nor a response"
            yield {"line": sample.example.span.line, "what": "example", "reason": reason}


def _contract_lines(contract: dict[str, Any]) -> Iterator[str]:
    about = ", ".join(contract["operations"]) or "no operation of a spec"
    yield f"  {contract['line']}: {contract['title'] or '(no heading)'} = {about}"
    for name in ("named", "requests"):
        for one in contract[name]:
            yield f"    {one['line']}: {name} {one['method'] or '?'} {one['path']} ({one['by']})"
    for listing in contract["lists"]:
        yield from _listing_lines(listing)
    for one in contract["statuses"]:
        yield f"    {one['line']}: status {_words((one['code'], one['phrase']))} ({one['by']})"
    for one in contract["examples"]:
        words = _words((one["role"], one["status"], one["language"]))
        yield f"    {one['line']}: example {words}".rstrip()
    for one in contract["claims"]:
        yield f"    {one['line']}: says that there are no {one['none_of']} parameters"
    for one in contract["not_understood"]:
        yield f"    {one['line']}: {one['what']} not understood: {one['reason']}"


def _listing_lines(listing: dict[str, Any]) -> Iterator[str]:
    columns = ", ".join(role or "?" for role in listing["columns"])
    of = _words((listing["kind"], listing["of"] and f"of {listing['of']}", listing["status"]))
    place = f"{listing['in']}:{listing['line']}" if listing["in"] else listing["line"]
    yield f"    {place}: {of}{f' (columns: {columns})' if columns else ''}"
    for one in listing["members"]:
        yield f"      {one['line']}: {_member_words(one)}"
    for one in listing["statuses"]:
        yield f"      {one['line']}: {_words((one['code'], one['phrase']))}"


def _member_words(member: dict[str, Any]) -> str:
    name = ".".join(member["path"]) or member["name"]
    facts = [member["type"]]
    facts += {True: ["required"], False: ["optional"], None: []}[member["required"]]
    facts += [word for word in ("nullable", "deprecated", "read_only") if member[word]]
    if member["default"] is not None:
        facts.append(f"default {member['default']}")
    if member["enum"]:
        facts.append(f"one of {', '.join(map(str, member['enum']))}")
    facts += [f"{limit} {value}" for limit, value in (member["limits"] or {}).items()]
    return _words((f"{name}:", ", ".join(fact for fact in facts if fact))).rstrip(":")


def _words(words: Iterable[str | None]) -> str:
    return " ".join(word for word in words if word)
