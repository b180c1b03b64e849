"""The fixed text of a template: the lines that it may put on a page, with gaps for values.

It is read off renderings of made-up data, so that what trims, branches, macros and includes do is
in it. A page is laid beside it line by line, without any data.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property, lru_cache

from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.model.template import Template
from doclint.probe.paths import without_numbers
from doclint.probe.rendering import Piece, Rendering
from doclint.probe.samples import Plan
from doclint.probe.stretches import Stretch
from doclint.probe.trial import Trial

_PLANS = (Plan(), Plan(items=0), Plan(flags=False), Plan(items=0, flags=False), Plan(choice=1))
_MOST = 3_000_000  # pairs of lines that are compared
_LETTERS = 2  # letters that make a line of fixed text one to know a page by
_ANYTHING = 0.05  # what it is worth that a line fits a gap: next to nothing
_STEP_BACK = 0.5  # what it costs to begin another round of a loop
_CAP = 30.0  # what one line can be worth

_NOWHERE = -1e9


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line that a template may put out. The texts of its pieces are fixed, or made up.

    `skips` are where in each piece it begins; `loop` is where the outermost loop around it begins.
    """

    pieces: tuple[Piece, ...]
    skips: tuple[int, ...]
    loop: object = None

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same line in another rendering."""
        return tuple(
            (id(piece.spot.source), piece.spot.start + skip, piece.text if piece.literal else None)
            for piece, skip in zip(self.pieces, self.skips, strict=True)
        )

    @property
    def fixed(self) -> str | None:
        """Its text, if none of it is a value."""
        if all(piece.literal for piece in self.pieces):
            return "".join(piece.text for piece in self.pieces).strip()
        return None

    @property
    def worth(self) -> float:
        """How much it says that a line fits it."""
        letters = sum(len(piece.text.strip()) for piece in self.pieces if piece.literal)
        return min(float(letters), _CAP) or _ANYTHING

    def fit(self, line: str) -> tuple[int, ...] | None:
        """Where its pieces begin on a line, and its end; None if it is another line."""
        at, found = 0, list[int]()
        last = len(self.pieces) - 1
        for number, piece in enumerate(self.pieces):
            found.append(at)
            if not piece.literal:
                continue
            text = piece.text.rstrip() if number == last else piece.text
            text, at = (text.lstrip(), _indent(line)) if number == 0 else (text, at)
            if number == last and number:
                at = max(at, len(line) - len(text))
            elif number:
                at = line.find(text, at)
            if at < 0 or not line.startswith(text, at):
                return None
            found[-1] = at
            at += len(text)
        whole = at == len(line) or not self.pieces[-1].literal
        return (*found, len(line)) if whole else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


@dataclass(frozen=True, eq=False)
class Skeleton:
    """All the lines that a template may put out, in order; `steady` are fixed and always there."""

    template: Template
    patterns: tuple[Pattern, ...]
    steady: tuple[str, ...]

    @cached_property
    def headings(self) -> tuple[Pattern, ...]:
        """Those that are headings, as far as they are fixed."""
        return tuple(one for one in self.patterns if one.pieces[0].text.lstrip().startswith("#"))

    def found(self, page: Source) -> int:
        """How many of the steady lines a page has, in their order."""
        places, count, last = _places(page), 0, -1
        for line in self.steady:
            own = places.get(line, ())
            at = bisect_right(own, last)
            if at < len(own):
                count, last = count + 1, own[at]
        return count

    def marks(self, page: Source) -> int:
        """How many different lines of fixed text a page has, wherever they stand."""
        texts = {one.fixed for one in self.patterns if one.fixed}
        shared = texts & _places(page).keys()
        return sum(sum(map(str.isalpha, text)) >= _LETTERS for text in shared if text)

    def knows(self, line: str) -> bool:
        """Whether some heading of the template can be this one."""
        return any(one.fit(line) is not None for one in self.headings)

    def stretches(self, page: Source) -> tuple[Stretch, ...]:
        """What may have made each stretch of a page, line by line, in the order of both."""
        lines = [
            (number, text.rstrip())
            for number, text in enumerate(page.text.split("\n"), 1)
            if text.strip()
        ]
        if len(lines) * len(self.patterns) > _MOST:
            return ()
        rounds: dict[object, int] = {}
        found: list[Stretch] = []
        last = -1
        for (number, line), at in zip(lines, _laid([t for _, t in lines], self), strict=True):
            if at is None:
                continue
            pattern = self.patterns[at]
            if pattern.loop is not None:
                again = last >= at and self.patterns[last].loop == pattern.loop
                begun = pattern.loop in rounds and last >= 0
                rounds[pattern.loop] = rounds[pattern.loop] + again if begun else 0
            found += _placed(pattern, line, page.line_starts[number - 1], rounds)
            last = at
        return tuple(found)


@lru_cache(maxsize=4)  # one page is compared with many templates
def _places(page: Source) -> Mapping[str, Sequence[int]]:
    """The numbers of the lines of a page, by their text without the blanks around."""
    places: dict[str, list[int]] = {}
    for number, line in enumerate(page.text.split("\n")):
        places.setdefault(line.strip(), []).append(number)
    return places


def _placed(
    pattern: Pattern, line: str, start: int, rounds: Mapping[object, int]
) -> Iterator[Stretch]:
    bounds = pattern.fit(line) or ()
    turn = rounds.get(pattern.loop, 0)
    steps = zip(pattern.pieces, pattern.skips, bounds, bounds[1:], strict=False)
    for piece, skip, first, last in steps:
        if last > first:
            yield Stretch(start + first, start + last, _turned(piece, turn), skip)


def _turned(piece: Piece, turn: int) -> Piece:
    """The piece as it is in a later round of the outermost loop; of inner ones it is not known."""
    reads = tuple(map(without_numbers, piece.reads))
    loops = tuple(without_numbers(one)[:-2] + f"[{turn}]" for one in piece.loops[:1])
    return replace(piece, reads=reads, loops=loops)


def _laid(lines: Sequence[str], skeleton: Skeleton) -> list[int | None]:
    """The pattern of each line: those that are worth most together, in the template's order."""
    patterns = skeleton.patterns
    best = [_NOWHERE] * len(patterns)
    came: list[dict[int, int]] = []
    loops = _groups(patterns)
    for line in lines:
        fits = [at for at, pattern in enumerate(patterns) if pattern.fit(line) is not None]
        steps, scores = dict[int, int](), dict[int, float]()
        heads = _heads(best) if fits else []
        for at in fits:
            score, before = heads[at]
            if score < 0:
                score, before = 0.0, -1
            for other in loops.get(patterns[at].loop, ()):
                if best[other] - _STEP_BACK > score and other >= at:
                    score, before = best[other] - _STEP_BACK, other
            if patterns[at].worth == _ANYTHING and best[at] > score:
                score, before = best[at], at
            if score + patterns[at].worth > best[at]:
                scores[at], steps[at] = score + patterns[at].worth, before
        for at, score in scores.items():
            best[at] = score
        came.append(steps)
    return _back(came, best)


def _heads(best: Sequence[float]) -> list[tuple[float, int]]:
    """For each pattern, the best score of those before it, and whose that is."""
    found, head = [], (_NOWHERE, -1)
    for at, score in enumerate(best):
        found.append(head)
        head = max(head, (score, at))
    return found


def _groups(patterns: Sequence[Pattern]) -> Mapping[object, list[int]]:
    found: dict[object, list[int]] = {}
    for at, pattern in enumerate(patterns):
        if pattern.loop is not None:
            found.setdefault(pattern.loop, []).append(at)
    return found


def _back(came: Sequence[Mapping[int, int]], best: Sequence[float]) -> list[int | None]:
    """The way to the best end, from its last line to its first."""
    at = max(range(len(best)), key=best.__getitem__) if best else -1
    found: list[int | None] = []
    for steps in reversed(came):
        if at in steps:
            found.append(at)
            at = steps[at]
        else:
            found.append(None)
    return found[::-1]


# From renderings to patterns ----------------------------------------------------------------------


@dataclass(eq=False)
class _Merged:
    """Lines of several renderings in one order: new ones come behind those that they follow."""

    patterns: list[Pattern] = field(default_factory=list)
    known: set[tuple[object, ...]] = field(default_factory=set)

    def add(self, lines: Iterable[Pattern]) -> None:
        """The lines of one more rendering."""
        at = 0
        places = {pattern.key: n for n, pattern in enumerate(self.patterns)}
        for line in lines:
            if line.key in places:
                at = places[line.key] + 1
            elif line.key not in self.known:
                self.known.add(line.key)
                self.patterns.insert(at, line)
                places = {pattern.key: n for n, pattern in enumerate(self.patterns)}
                at += 1


def skeleton(trial: Trial) -> Skeleton:
    """The fixed text of a template on trial."""
    merged = _Merged()
    loops = [node.span for node in trial.template.walk() if node.kind == "for"]
    steady: list[str] | None = None
    for plan in _PLANS:
        rendering = trial.probe(plan).rendering
        lines = tuple(_patterns(rendering, loops))
        merged.add(lines)
        fixed = [one.fixed for one in lines if one.loop is None]
        known = [text for text in fixed if text and sum(map(str.isalpha, text)) >= _LETTERS]
        steady = known if steady is None else [text for text in steady if text in known]
    return Skeleton(trial.template, tuple(merged.patterns), tuple(steady or ()))


def _patterns(rendering: Rendering, loops: Sequence[Span]) -> Iterator[Pattern]:
    pieces: list[Piece] = []
    skips: list[int] = []
    for piece in rendering.pieces:
        at = 0
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                yield from _pattern(pieces, skips, loops)
                pieces, skips = [], []
            if text:
                pieces.append(replace(piece, text=text))
                skips.append(at)
            at += len(text) + 1
    yield from _pattern(pieces, skips, loops)


def _pattern(
    pieces: Sequence[Piece], skips: Sequence[int], loops: Sequence[Span]
) -> Iterator[Pattern]:
    if any(piece.text.strip() for piece in pieces):
        inside = next((piece for piece in pieces if piece.loops), None)
        loop = _loop(inside, loops) if inside else None
        yield Pattern(tuple(pieces), tuple(skips), loop)


def _loop(piece: Piece, loops: Sequence[Span]) -> tuple[str, int]:
    """What a piece's outermost loop runs over, and where it stands unless that is in a macro."""
    spot = piece.spot
    around = (
        span.start
        for span in loops
        if span.source is spot.source and span.start <= spot.start < span.end
    )
    return without_numbers(piece.loops[0]), next(around, -1)
