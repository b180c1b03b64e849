"""Calls in code samples: what curl, HTTPie, wget and plain HTTP messages send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from doclint.model.contract import Call, Contract, Field, Naming, Said
from doclint.model.page import Example, Section
from doclint.model.pattern import regex
from doclint.model.source import Text
from doclint.read.addresses import path_of
from doclint.read.json_requests import json_requests
from doclint.read.messages import MOST, field, messages
from doclint.read.shell import Command, Word, commands
from doclint.read.tools import Request, request

_METHOD = regex(r"[A-Za-z]{3,10}")
_NAMES = ("curl", "http", "wget", "xh")


def calls(example: Example, section: Section | None = None) -> Iterator[Call]:
    """The requests that a code block sends: a message of HTTP, or those of its commands."""
    found = (*messages(example, section), *json_requests(example, section))
    yield from found
    if found or not any(name in example.body for name in _NAMES):
        return
    for command in islice(commands(example.body), MOST):
        asked = request(command)
        if asked is not None:
            yield _call(example, command, asked, section)


def in_front(contracts: Sequence[Contract]) -> Iterator[Contract]:
    """Contracts with the calls that stand in front of their heading: the last of the one before.

    So have it sites that show code in a column of its own.
    """
    before: Contract | None = None
    for contract in contracts:
        if before is not None:
            moved = tuple(call for call in before.calls if _is_own(call, contract))
            if moved and not any(_is_own(call, before) for call in moved):
                if not any(_is_own(call, contract) for call in contract.calls):
                    contract = replace(contract, calls=(*moved, *contract.calls))
                    kept = tuple(call for call in before.calls if call not in moved)
                    before = replace(before, calls=kept)
            yield before
        before = contract
    if before is not None:
        yield before


def _is_own(call: Call, contract: Contract) -> bool:
    """Whether a call is of an operation that a section names, placeholders and all."""
    method = call.naming.method and call.naming.method.value
    return any(
        naming.method is not None
        and naming.method.value == method
        and naming.path.value.startswith("/")
        and call.naming.path.value.endswith(naming.path.value)
        for naming in contract.namings
    )


def _call(example: Example, command: Command, asked: Request, section: Section | None) -> Call:
    path = path_of(asked.address)
    method = _method(example, command, asked)
    where = Said(path.value, example.body.at(*path.inner))
    tool = "httpie" if command.name in ("http", "https", "xh") else command.name
    return Call(
        tool,
        Naming(method, where, "curl", example.span),
        asked.method is not None,
        example.body.at(command.start, command.end),
        tuple(field(example, *pair) for pair in asked.query),
        (*(field(example, *pair) for pair in asked.headers), *_implied(example, asked)),
        tuple(field(example, *pair) for pair in asked.form),
        _body(example, command, asked),
        section,
    )


def _method(example: Example, command: Command, asked: Request) -> Said[str] | None:
    """The method as stated, or as it follows; None for one that only a variable holds."""
    if asked.method is None:
        if _is_torn(command):
            return None
        name = example.body.at(command.start, command.start + len(command.name))
        return Said(asked.verb, name)
    if not _METHOD.fullmatch(asked.method.value):
        return None
    return Said(asked.method.value.upper(), example.body.at(*asked.method.inner))


def _is_torn(command: Command) -> bool:
    """Whether quotes that never end make it unsure what the command sends."""
    return any(fault.code == "open-quote" for fault in command.faults)


def _implied(example: Example, asked: Request) -> Iterator[Field]:
    """The media type that `--json` says."""
    if asked.json is not None:
        where = example.body.at(asked.json.start, asked.json.end)
        yield Field(Said("Content-Type", where), Said("application/json", where))


def _body(example: Example, command: Command, asked: Request) -> Text | None:
    """The data of a command, if it is all there: one text, or its here-document."""
    if len(asked.data) != 1 or _is_torn(command):
        return None
    data: Word | None = asked.data[0]
    if data and data.value.startswith("@"):
        data = command.document if data.value in ("@-", "@/dev/stdin") else None
    return None if data is None else Text(data.value, example.body.at(*data.inner))
