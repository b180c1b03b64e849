"""Which tables and columns the options of a general check mean, and the search for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from doclint.checks._kinds import PLACES, Regex, Titles, each, know, nested, one_of, shown, text
from doclint.link.pairing import PARAMETERS
from doclint.model.contract import Listing
from doclint.model.option import OptionError, Read
from doclint.model.page import Cell, Section, Table, inside
from doclint.model.project import Described
from doclint.model.record import dataclass
from doclint.read.columns import expanded
from doclint.read.vocabulary import Vocabulary, load_vocabulary, plain, vocabulary_keys

WHERES = (*PLACES, "statuses", "errors")
"""What a table can be of; `parameters` are those of path, query, header and cookie together."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its role in the vocabulary, its title, or a regular expression for that."""

    role: str = ""
    title: str = ""
    pattern: re.Pattern[str] | None = None

    @classmethod
    def from_option(cls, value: object, read: Read) -> Column:
        """The column that a text, a role if it is one, or a mapping stands for."""
        if isinstance(value, str):
            role = value.lower().replace(" ", "-")
            return cls(role.replace("-", "_") if role in _roles() else "", text(value))
        if not isinstance(value, Mapping) or len(value) != 1:
            raise OptionError(f"is {shown(value)}, expected a column: text or a mapping of one key")
        know(value, ("role", "title", "matches"))
        if "matches" in value:
            return cls(pattern=nested(Regex, value["matches"], read, "matches").pattern)
        if "role" in value:
            return cls(one_of(value["role"], _roles(), "role").replace("-", "_"))
        return cls(title=text(value["title"], "title"))

    def fits(self, cell: Cell, words: Vocabulary) -> bool:
        """Whether a cell of a header is the title of this column."""
        if self.pattern:
            return self.pattern.search(cell.text) is not None
        if self.title and plain(cell.text) == plain(self.title):
            return True
        return bool(self.role) and words.column(cell.text) == self.role

    def __str__(self) -> str:
        if self.pattern:
            return f"/{self.pattern.pattern}/"
        return f"`{self.title or self.role.replace('_', ' ')}`"


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of tables.

    In a rule file a text, which is a role (name, type, required, description, ...) or else a title;
    a mapping of `role`, `title` or `matches` (a regular expression); or a list of these.
    """

    all: tuple[Column, ...] = ()

    @classmethod
    def from_option(cls, value: object, read: Read) -> Columns:
        """The columns that a text, a mapping or a list of them stands for."""
        return cls(tuple(nested(Column, one, read, *keys) for one, keys in each(value)))

    def missing(self, table: Table, words: Vocabulary) -> Iterator[Column]:
        """The columns that a table does not have."""
        cells = expanded(table.header)
        for column in self.all:
            if not any(column.fits(cell, words) for cell in cells):
                yield column

    def numbers(self, table: Table, words: Vocabulary) -> Iterator[tuple[int, Cell]]:
        """The numbers, from 0, of the columns that a table has, each with its title."""
        for number, cell in enumerate(expanded(table.header)):
            if any(column.fits(cell, words) for column in self.all):
                yield number, cell

    def __str__(self) -> str:
        return " and ".join(map(str, self.all))


@dataclass(frozen=True, slots=True)
class Found:
    """A table of a page, what it was read as, and the sections around it, the inner one first."""

    table: Table
    listing: Listing | None
    around: tuple[Section, ...]

    @property
    def wheres(self) -> frozenset[str]:
        """What the table is of: some of WHERES."""
        if self.listing is None or self.listing.kind == "other":
            return frozenset()
        members = {member.where for member in self.listing.members}
        found = {where or "" for where in (members or {self.listing.where})}
        sent = found & {*PARAMETERS, "request", "url"}
        named = {"parameters"} if sent or self.listing.where in ("request", "url") else set()
        return frozenset({where.replace("_", "-") for where in found} | named | {self.listing.kind})

    @property
    def title(self) -> str:
        """What stands above the table, for a message."""
        heading = self.around[0].heading if self.around else None
        return heading.text if heading else ""


@dataclass(frozen=True, slots=True)
class Tables:
    """Which tables a rule is for.

    In a rule file what a table is of (path, query, header, cookie, parameters, body, response,
    response-header, statuses, errors) or a list of these; or a mapping of `where`, `under` (titles
    of a section that it stands in, at any depth) and `having` (columns that it has all of).
    """

    where: tuple[str, ...] = ()
    under: Titles | None = None
    having: Columns | None = None

    @classmethod
    def from_option(cls, value: object, read: Read) -> Tables:
        """The tables that a word, a list of them or a mapping stands for."""
        if not isinstance(value, Mapping):
            return cls(_wheres(value))
        know(value, ("where", "under", "having"))
        return cls(
            _wheres(value["where"], "where") if "where" in value else (),
            nested(Titles, value["under"], read, "under") if "under" in value else None,
            nested(Columns, value["having"], read, "having") if "having" in value else None,
        )

    def of(self, described: Described) -> Iterator[Found]:
        """The tables of a page that are meant."""
        words = load_vocabulary(described.words)
        yield from (found for found in _every(described) if self._mean(found, words))

    def _mean(self, found: Found, words: Vocabulary) -> bool:
        if self.where and not found.wheres.intersection(self.where):
            return False
        if self.under and not any(self.under.fit(s.heading, words) for s in found.around):
            return False
        return not self.having or not any(self.having.missing(found.table, words))

    def __str__(self) -> str:
        return "all tables" if self == Tables() else ", ".join(self.where) or "some tables"


def _every(described: Described) -> Iterator[Found]:
    listings = {
        id(listing.table): listing
        for endpoint in described.endpoints
        for listing in endpoint.documented.listings
        if listing.table
    }
    for around in sections(described.page.sections):
        for block in around[0].blocks:
            for inner in inside(block):
                if isinstance(inner, Table):
                    yield Found(inner, listings.get(id(inner)), around)


def sections(
    inner: tuple[Section, ...], around: tuple[Section, ...] = ()
) -> Iterator[tuple[Section, ...]]:
    """Every section of a page with those around it, the inner one first."""
    for section in inner:
        yield section, *around
        yield from sections(section.sections, (section, *around))


def _wheres(value: object, *keys: str) -> tuple[str, ...]:
    return tuple(one_of(one, WHERES, *keys, *number) for one, number in each(value))


def _roles() -> tuple[str, ...]:
    ending = "-column"
    return tuple(key.removesuffix(ending) for key in vocabulary_keys() if key.endswith(ending))
