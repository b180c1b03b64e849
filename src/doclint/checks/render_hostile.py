"""What text of the data does to the pages that it is printed into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from doclint.checks._render_optional import Key, key_of, optional
from doclint.model.finding import Hit
from doclint.model.template import Print
from doclint.probe.rendering import Piece
from doclint.probe.samples import Plan, shown
from doclint.probe.trial import Probe, Trial

_TITLE = "#: b - c"  # `#` stands for a word
_VALUE = re.compile(r"zq\w+: b - c")
_TEXT = Plan(text="# a|b\nc")
_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
_MOST = 8  # values of front matter that are looked at


def hostile_title(trial: Trial, *, names: Sequence[str]) -> Iterator[Hit]:
    """Values that break front matter, or lose their end there. Facts: key, value, shown."""
    if not trial.markdown or not trial.template.source.text.lstrip().startswith("---"):
        return
    known = optional(trial)
    looked_at = 0
    for one in trial.template.prints():
        sink = trial.sink(one.expr.span)
        if sink.kind != "front-matter" or sink.quoted or sink.name not in names or not sink.sure:
            continue
        need = known.need(one.expr)
        looked_at += 1
        if need is None or need.kind != "text" or looked_at > _MOST:
            continue
        probe = trial.probe(Plan(text=_TITLE, of_text=frozenset((need.path,))))
        text = _printed(_pieces(probe), one)
        value = _VALUE.search(text)
        if value and (seen := _read(probe, sink.name)) is not None:
            if value[0] not in seen:
                facts = {
                    "key": sink.name,
                    "value": shown(value[0]),
                    "shown": f"`{shown(seen)}`" if seen else "not read",
                }
                yield Hit(one.span, "", facts)


def _pieces(probe: Probe) -> dict[Key, Piece]:
    """The first piece that each print makes."""
    pieces = (piece for piece in reversed(probe.rendering.pieces) if not piece.literal)
    return {key_of(piece.spot): piece for piece in pieces}


def _printed(pieces: Mapping[Key, Piece], one: Print) -> str:
    """The text that a print makes, if nothing that is only stood in for has part in it."""
    piece = pieces.get(key_of(one.expr.span))
    return piece.text if piece is not None and piece.sure else ""


def _read(probe: Probe, name: str) -> str | None:
    """What is read under a key of the front matter; nothing where that cannot be read at all."""
    front = probe.page.front_matter
    if front is None:
        return None
    return str(front.data.get(name, ""))


def hostile_text(trial: Trial) -> Iterator[Hit]:
    """Values that end the row or the heading that they are printed into. Facts: value, what."""
    if not trial.markdown:
        return
    pieces = _pieces(trial.probe(_TEXT))
    for one in trial.template.prints():
        text = _printed(pieces, one)
        if not text or not ("\n" in text or _PIPE.search(text)):
            continue
        sink = trial.sink(one.expr.span)
        if not sink.sure:
            continue
        what = ""
        if sink.kind == "cell" and sink.table == "pipe":
            what = "a line break ends its row" if "\n" in text else "a pipe ends its cell"
        elif sink.kind == "heading" and "\n" in text:
            what = "a line break ends its heading"
        if what:
            yield Hit(one.span, "", {"value": one.expr.span.text, "what": what})
