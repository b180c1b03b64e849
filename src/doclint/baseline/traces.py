"""What a baseline would remember of a finding: what it says, and what stands where it is."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from doclint.files import relative
from doclint.findings import fingerprint, plain
from doclint.model.entry import Entry
from doclint.model.finding import Finding, Place
from doclint.model.page import Page
from doclint.model.project import Project
from doclint.model.source import Source

_WIDE = 120  # characters of a text that are kept, and that are looked at around it in long lines
_LEAD = 40  # of them in front of what is marked, where the line is longer
_FAR = 50  # lines that are looked at for one that is not blank
_DIGITS = 8
_BETWEEN = " > "


class Traces:
    """Makes entries of findings of one run; `folder` is that of the baseline."""

    def __init__(self, project: Project, sources: Mapping[str, Source], folder: str) -> None:
        self.sources, self.folder = sources, folder
        self.pages = {page.source.path: page for page in project.pages}
        self._headings: dict[str, tuple[list[int], list[str]]] = {}
        self._specs = _specs_of(project)

    def entries(self, findings: Iterable[Finding]) -> list[Entry]:
        """What a baseline would have for each finding."""
        counts: Counter[tuple[str, ...]] = Counter()
        found = []
        for finding in findings:
            entry = self._entry(finding)
            parts = (entry.rule, entry.path, entry.operation, entry.subject)
            counts[parts] += 1
            found.append(replace(entry, fingerprint=fingerprint(parts, counts[parts])))
        return found

    def name(self, path: str) -> str:
        """What a file is called in the baseline."""
        return called(path, self.folder)

    def headings(self, path: str) -> Sequence[str]:
        """The sections of a page, each with those around it; none if it is no page."""
        return self._sections(path)[1]

    def _entry(self, finding: Finding) -> Entry:
        place = finding.place
        source = self.sources.get(place.path)
        text, before, after = _around(source, place) if source else ("", "", "")
        return Entry(
            rule=finding.rule,
            path=self.name(place.path),
            operation=finding.operation or "",
            subject=finding.subject,
            message=finding.message,
            under=finding.pointer or self._under(place),
            text=text,
            before=before,
            after=after,
            spec=self._spec(finding),
        )

    def _under(self, place: Place) -> str:
        starts, chains = self._sections(place.path)
        at = bisect_right(starts, place.start) - 1
        return chains[at] if at >= 0 else ""

    def _sections(self, path: str) -> tuple[list[int], list[str]]:
        if path not in self._headings:
            page = self.pages.get(path)
            found = sorted(_chains(page)) if page else []
            self._headings[path] = [start for start, _ in found], [chain for _, chain in found]
        return self._headings[path]

    def _spec(self, finding: Finding) -> str:
        """The spec that the page of a finding is compared with."""
        specs = self._specs.get(finding.place.path, {})
        one = specs.get(finding.operation or "") or next(iter(specs.values()), "")
        return self.name(one) if one else ""


def called(path: str, folder: str) -> str:
    """What a file is called from a folder; both as they are called from where the user stands."""
    if posixpath.isabs(path) != posixpath.isabs(folder):
        return posixpath.relpath(path, folder)
    return relative(path, folder)


def below(path: str, folder: str) -> bool:
    """Whether a file is the one that is named, or lies in the folder that is."""
    if folder in (".", path):
        return folder == path or not path.startswith("../")
    return path.startswith(f"{folder.rstrip('/')}/")


def last(under: str) -> str:
    """The innermost heading of those above a finding."""
    return under.rpartition(_BETWEEN)[2]


def _specs_of(project: Project) -> Mapping[str, Mapping[str, str]]:
    """The specs of each page, by the operations on it."""
    found: dict[str, dict[str, str]] = {}
    for endpoint in project.endpoints:
        if endpoint.spec is not None:
            own = found.setdefault(endpoint.page.source.path, {})
            own[plain(endpoint.operation) or ""] = endpoint.spec.source.path
    return found


def _chains(page: Page) -> Iterator[tuple[int, str]]:
    """Where each section of a page begins, and the headings above it, the outermost first."""
    above: list[tuple[int, str]] = []
    headings = (section.heading for section in page.walk() if section.heading)
    for heading in headings:
        while above and above[-1][0] >= heading.level:
            above.pop()
        above.append((heading.level, _short(heading.text)))
        if heading.span.source is page.source:
            yield heading.span.start, _BETWEEN.join(title for _, title in above)


def _around(source: Source, place: Place) -> tuple[str, str, str]:
    """What is marked, with its line, and hashes of what stands before and after it."""
    count = len(source.line_starts)
    first, end = min(place.line, count), min(place.end_line, count)
    line = source.line(first)
    if len(line) > _WIDE + _LEAD:
        start = max(0, place.column - 1 - _LEAD)
        stop = start + _WIDE
        return (
            _short(line[start:stop]),
            _hash(line[max(0, start - _WIDE) : start]),
            _hash(line[stop : stop + _WIDE]),
        )
    if end > first:
        start = source.line_starts[first - 1]
        line = source.text[start : min(place.end, start + 4 * _WIDE)]
        end -= place.end_column == 1
    above = range(first - 1, max(0, first - _FAR), -1)
    below = range(end + 1, min(count, end + _FAR) + 1)
    return _short(line), _hash(_near(source, above)), _hash(_near(source, below))


def _near(source: Source, numbers: Iterable[int]) -> str:
    lines = (_short(source.line(number)) for number in numbers)
    return next(filter(None, lines), "")


def _short(text: str) -> str:
    return " ".join(text[: 4 * _WIDE].split())[:_WIDE].strip()


def _hash(text: str) -> str:
    from hashlib import sha256  # its library is large, and many runs find nothing

    text = _short(text)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS] if text else ""
