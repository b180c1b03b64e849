"""What every page of a site has around what it says: menus, footers, feedback, hidden parts.

Nothing that shows a table or code is ever taken for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.parse.html.tree import Element, Words, all_words
from doclint.parse.html.words import is_button, says

_NEVER_SHOWN = frozenset(
    [
        *("script", "style", "template", "head", "noscript", "svg", "iframe", "canvas", "select"),
        *("textarea", "datalist", "object", "audio", "video", "dialog"),
    ]
)
_CHROME = frozenset(("nav", "footer"))
_ROLES = frozenset(
    [
        *("navigation", "banner", "contentinfo", "search", "complementary", "dialog"),
        *("alertdialog", "tablist", "menu", "menubar", "toolbar"),
    ]
)
_MAY_BE_CHROME = frozenset(
    ("div", "ul", "ol", "aside", "header", "form", "section", "span", "p", "a")
)
_SHOWS = frozenset(("table", "pre", "dl"))
_HIDDEN = regex(r"(?:^|\s)hidden(?:\s|=|\Z)|display:\s*none|aria-hidden\s*=\s*[\"']?true")
_MARKS = frozenset(
    ("", "¶", "#", "§", "🔗", "Link", "link", "Permalink", "Up", "Top", "up", "top", "↑")
)
_BRIEF = 300  # characters; what says more is no button or menu
_LONG = 1500  # characters of a footer


@dataclass(slots=True)
class Measure:
    """What an element holds: characters, those in links, and things that chrome has none of."""

    text: int = 0
    linked: int = 0
    shows: int = 0
    titles: int = 0
    codes: int = 0

    def add(self, other: Measure) -> None:
        """Count what an inner element holds."""
        self.text += other.text
        self.linked += other.linked
        self.shows += other.shows
        self.titles += other.titles
        self.codes += other.codes

    @property
    def is_links(self) -> bool:
        """Whether most of the text is that of links."""
        return self.linked * 2 >= self.text


@dataclass(slots=True)
class Pruned:
    """A tree without chrome, and the lists of links that were in it."""

    root: Element
    menus: list[Element] = field(default_factory=list)

    def end(self, last: int) -> int:
        """Where the page ends whose last block ends at an offset: in front of what is left out."""
        behind = (menu.start for menu in self.menus if menu.start >= last)
        return min(behind, default=self.root.ended)


def prune(root: Element) -> Pruned:
    """Take what is not shown, and what every page of a site has, out of a tree."""
    measures = _measured(root)
    found = Pruned(_body(root))
    main = _main(found.root, measures)
    stack = [found.root]
    first = _first_title(found.root)
    while stack:
        element = stack.pop()
        kept: list[Element | Words] = []
        for child in element.children:
            if isinstance(child, Words):
                kept.append(child)
            elif not _is_silent(child, measures):
                if _is_chrome(child, measures[id(child)], main, first):
                    found.menus.append(child)
                else:
                    kept.append(child)
                    stack.append(child)
        element.children = kept
    return found


def lists(menus: Iterable[Element]) -> Iterator[Element]:
    """The lists in what was taken out, outer ones only."""
    for menu in sorted(menus, key=lambda menu: menu.start):
        inner = [menu] if menu.tag in ("ul", "ol") else menu.walk("ul", "ol")
        end = -1
        for each in inner:
            if each.start >= end:
                end = each.end
                yield each


def _body(root: Element) -> Element:
    return next(root.walk("body"), root)


def _main(root: Element, measures: dict[int, Measure]) -> Element | None:
    """The only element that says it holds what the page is about, if nothing is shown outside."""
    found = [e for e in root.walk("main") or () if measures[id(e)].text]
    found = found or [e for e in root.walk() if e.written and e.attributes.get("role") == "main"]
    found = found or [e for e in root.walk("article") if measures[id(e)].text]
    if len(found) != 1:
        return None
    own, all_ = measures[id(found[0])], measures[id(root)]
    return found[0] if own.shows == all_.shows and own.text * 20 > all_.text else None


def _first_title(root: Element) -> int:
    return next((each.start for each in root.walk("h1", "h2")), -1)


def _measured(root: Element) -> dict[int, Measure]:
    """The measures of all elements, by their ids."""
    order = [root, *root.walk()]
    found = {id(element): Measure() for element in order}
    for element in reversed(order):
        own = found[id(element)]
        if element.tag in _NEVER_SHOWN:
            own.text = own.linked = own.shows = own.titles = own.codes = 0
        else:
            own.text += sum(len(c.text.strip()) for c in element.children if isinstance(c, Words))
            own.linked = own.text if element.tag in ("a", "button") else own.linked
            own.shows += element.tag in _SHOWS
            own.codes += element.tag == "code"
            own.titles += element.tag in ("h1", "main", "article")
        if element.parent is not None and element is not root:
            found[id(element.parent)].add(own)
    return found


def _is_silent(element: Element, measures: dict[int, Measure]) -> bool:
    """Whether an element is not shown: scripts, what is hidden, buttons and marks of headings."""
    if element.tag in _NEVER_SHOWN:
        return True
    own = measures[id(element)]
    if element.tag == "button" and own.text <= _BRIEF and is_button(text_in(element)):
        return True
    if own.shows or not element.written:
        return False
    if element.tag not in ("a", "button", "span", "div", "i", "p", "label", "summary"):
        return bool(_HIDDEN.search(element.written)) and not own.codes
    if _HIDDEN.search(element.written) and not own.codes:
        return own.text <= _BRIEF
    return (own.text <= _BRIEF and says(element, "silent") != "") or _is_mark(element)


def text_in(element: Element) -> str:
    """The text of a small element."""
    return " ".join(words.text for words in all_words(element))


def _is_mark(element: Element) -> bool:
    """Whether a link is the mark beside a heading that leads to the heading itself."""
    if element.tag != "a" or not element.attributes.get("href", "").startswith("#"):
        return False
    words = [child.text for child in element.children if isinstance(child, Words)]
    return len(words) == len(element.children) > 0 and "".join(words).strip() in _MARKS


def _is_chrome(element: Element, own: Measure, main: Element | None, first: int) -> bool:
    """Whether an element stands around what a page says."""
    if own.shows:
        return False
    if element.tag in _CHROME or _role(element) in _ROLES:
        return not own.titles or element.tag == "nav"
    if main is not None and (element.end <= main.start or element.start >= main.end):
        return True
    return not own.titles and (
        (element.tag == "aside" and own.is_links and own.text > 0)
        or (element.end <= first and _is_menu(own))
        or _says_chrome(element, own)
    )


def _role(element: Element) -> str:
    return element.attributes.get("role", "").lower() if "role" in element.written else ""


def _is_menu(own: Measure) -> bool:
    """Whether what stands above the title is all links."""
    return own.text > 0 and own.linked * 5 >= own.text * 4 and not own.codes


def _says_chrome(element: Element, own: Measure) -> bool:
    """Whether its class or id says so, and what it holds does not speak against it."""
    if element.tag not in _MAY_BE_CHROME:
        return False
    named = next(element.walk("h1", "h2", "h3", "h4", "h5", "h6"), None) is None  # else it is its
    if own.text > _LONG and not own.is_links:
        return False
    if says(element, "navigation", named=named):
        return own.is_links or (own.text <= _BRIEF and not own.codes)
    return own.text <= _LONG and not own.codes and bool(says(element, "around", named=named))
