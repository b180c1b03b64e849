"""What is promised about an operation, as a page says it and as a spec says it, in one shape.

`None` means "does not say", and is never a finding. Everything that is said knows where.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from doclint.model.page import Example, Heading, Include, Page, Section, Table
from doclint.model.record import dataclass
from doclint.model.source import Anchor, Source, Span, Text
from doclint.model.spec import Node, Operation

T = TypeVar("T")

SENT = ("path", "query", "header", "cookie", "body")
"""The places of what is sent."""


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value, and where it is said."""

    value: T
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Type:
    """The JSON types that a value may have; no kinds at all means any.

    Kinds: string integer number boolean array object null file. `words` is the type as written.
    """

    kinds: frozenset[str]
    items: Type | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A parameter of an operation, or a property of a body.

    `path` is the way to a property from the top of its body, without `[]`: ("data", "price"); a
    parameter's has one part. `where` is one of SENT, "response" or "response_header"; on a page
    also "request", which is any of SENT, and "url", which is the path or the query. A limit is
    `maximum`, `maxLength`, `maxItems` and their counterparts. `row` is the whole row or list item
    on a page. `alternative` is True for a property that only some alternatives of its schema have.
    """

    name: str
    path: tuple[str, ...]
    where: str | None
    anchor: Anchor
    type: Said[Type] | None = None
    required: Said[bool] | None = None
    nullable: Said[bool] | None = None
    default: Said[Any] | None = None
    enum: Said[tuple[Any, ...]] | None = None
    limits: Mapping[str, Said[Any]] | None = None
    deprecated: Said[bool] | None = None
    read_only: Said[bool] | None = None
    description: Said[str] | None = None
    row: Span | None = None
    status: str | None = None
    media_type: str | None = None
    alternative: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """A response status code as claimed: `200`, `4XX` or `default`.

    `phrase` is the reason that stands with it; `span` the row, item or section about it.
    `kind` says how it is claimed: table, heading, item, prose, http (an `HTTP/1.1 200 OK` line).
    """

    code: str
    anchor: Anchor
    kind: str
    span: Span
    phrase: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """A code that tells one error from others: `NotFound`, `APP.0101`, `40013`.

    `quoted` is True where it stands in quotation marks, as a string. `status` is the HTTP status
    beside it; `operation` the one that it is given for, as `GET /pets` or an operationId; `row` the
    whole row or item.
    """

    code: str
    anchor: Anchor
    row: Anchor
    status: Said[str] | None = None
    message: Said[str] | None = None
    operation: str | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All the error codes that an API has, by a list that a project names."""

    source: Source
    errors: tuple[ErrorCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """A method and a path as a page gives them. `kind` says how: heading, fence, table, curl.

    `crowded` says that its code block holds more than requests: headers, a body.
    """

    method: Said[str] | None
    path: Said[str]
    kind: str
    span: Span
    crowded: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A name and its value as a request gives them; no value where only the name stands."""

    name: Said[str]
    value: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A request as a code sample sends it. `tool` is curl, httpie, wget or http (a plain message).

    `naming` holds its method and its address without the query. `stated` is False for a method that
    only follows from the rest, as POST from data. `body` is the data as it is sent; `form` are the
    fields of a form. `span` is the whole command or message.
    """

    tool: str
    naming: Naming
    stated: bool
    span: Span
    query: tuple[Field, ...] = ()
    headers: tuple[Field, ...] = ()
    form: tuple[Field, ...] = ()
    body: Text | None = None
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A table or list as it was read.

    Kinds: `members` (parameters, properties), `statuses`, `errors`, `operations`, `values`, and
    `other` for what is none of doclint's business. `reason` says why a table that looks like one of
    members was not understood; then it has no members. `roles` are those of the columns.
    """

    kind: str
    span: Span
    section: Section
    roles: tuple[str | None, ...] = ()
    where: str | None = None
    status: str | None = None
    members: tuple[Member, ...] = ()
    statuses: tuple[Status, ...] = ()
    errors: tuple[ErrorCode, ...] = ()
    namings: tuple[Naming, ...] = ()
    table: Table | None = None
    caption: Span | None = None
    reason: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """An example and what it is an example of. `role` is request, response or None."""

    example: Example
    role: str | None
    status: str | None = None
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that says that there is none of something: "No path parameters required"."""

    where: str
    anchor: Span


@dataclass(frozen=True, slots=True)
class Contract:
    """What a page says about one operation, or a few that share a section.

    `errors` are the codes that its examples show; those of its tables and lists are in `listings`.
    `gaps` are what may belong to it and was not read: with any, nothing can be said to be missing.
    `schemas` are its code blocks that are JSON Schemas, which are no examples.
    """

    page: Page
    span: Span
    heading: Heading | None
    namings: tuple[Naming, ...] = ()
    requests: tuple[Naming, ...] = ()
    calls: tuple[Call, ...] = ()
    listings: tuple[Listing, ...] = ()
    statuses: tuple[Status, ...] = ()
    samples: tuple[Sample, ...] = ()
    errors: tuple[ErrorCode, ...] = ()
    claims: tuple[Claim, ...] = ()
    identifiers: tuple[Said[str], ...] = ()
    descriptions: tuple[Span, ...] = ()
    sections: tuple[Section, ...] = ()
    gaps: tuple[Include, ...] = ()
    schemas: tuple[Sample, ...] = ()

    @property
    def title(self) -> str:
        """The heading of its section, or ""."""
        return self.heading.text if self.heading else ""


@dataclass(frozen=True, slots=True)
class Body:
    """The schema of a body, as it is written: it may be a reference, and stands beside examples.

    `where` is "body" for a request's, or "response", with its status.
    """

    node: Node
    where: str
    status: str | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Specified:
    """What a spec says about one operation; or, without a method, about one schema of the spec.

    `members` holds parameters and the properties of all bodies, nested ones too. `statuses` maps
    response codes to where they stand. `open` names the wheres whose schemas allow more than they
    list. `opaque` names the wheres of which the spec says nothing that could be compared. `bodies`
    are the schemas of all bodies, by status and media type.
    """

    label: str
    operation: Operation | None
    anchor: Anchor
    members: tuple[Member, ...] = ()
    statuses: Mapping[str, Anchor] | None = None
    by_name: Mapping[str, tuple[Member, ...]] | None = None
    open: frozenset[str] = frozenset()
    opaque: frozenset[str] = frozenset()
    bodies: tuple[Body, ...] = ()

    def named(self, name: str) -> tuple[Member, ...]:
        """The members with this last name, wherever they are."""
        return (self.by_name or {}).get(name, ())
