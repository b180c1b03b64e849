"""Tags of docs tools on a page, whatever their syntax, with the place of each attribute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doclint.model.record import dataclass
from doclint.model.source import Span


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a tag says of itself: `type="integer"`, or `required` alone, which has no value.

    `span` is that of the value without its quotes, or of the name where there is no value.
    A value without a name, as in `{{< http "GET" "/pets" >}}`, is named by its number: "0", "1".
    """

    name: str
    value: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with what stands in it.

    `syntax` is jsx, liquid, hugo, colon or indent. `opened` is the tag itself, `inner` what stands
    between it and its end, None where it has none; `span` is all of it. A tag that never ends holds
    nothing.
    """

    syntax: str
    name: str
    attributes: tuple[Attribute, ...]
    opened: Span
    inner: Span | None
    span: Span
    tags: tuple[Tag, ...] = ()

    def get(self, name: str) -> Attribute | None:
        """The attribute that is called like that."""
        return next((each for each in self.attributes if each.name == name), None)

    def get_first(self, names: Iterable[str]) -> Attribute | None:
        """The attribute with the first of some names that it has."""
        return next((found for name in names if (found := self.get(name))), None)

    def walk(self) -> Iterator[Tag]:
        """The tag and those in it, outer before inner."""
        return walk((self,))


def walk(tags: Iterable[Tag]) -> Iterator[Tag]:
    """Tags and those in them, in the order of the page."""
    stack = [*tags][::-1]
    while stack:
        tag = stack.pop()
        yield tag
        stack.extend(reversed(tag.tags))
