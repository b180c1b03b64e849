"""What leads a text about a member: its name, and beside it its type and marks.

"`limit` (integer, optional) - How many", "**sort** `string` *Required.*", "limit {number} text",
"limit: integer, optional", "limit: 10 (number) - text".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from doclint.model.contract import Said
from doclint.model.page import Inline, Prose
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.read.names import Name, read_names
from doclint.read.prose import cut, seen
from doclint.read.qualifiers import LONGEST, are_words, qualifiers
from doclint.read.rows import Cells, plain_truth
from doclint.read.types import read_type
from doclint.read.vocabulary import Vocabulary

# What is in brackets has one reading (`?>`), so that a bracket that nothing closes costs one look.
_GROUP = regex(
    r"\s*+(?:[:：\-–—]\s*+)?[(\[<{（【]"
    r"(?P<group>(?>[^()\[\]<>{}（）【】\n]+|\([^()\n]*\)|\[[^\[\]\n]*\]|<[^<>\n]*>|[<>])*)"
    r"[)\]>}）】]"
)
_GROUPS = 3  # groups in brackets behind a name; more of them are text
_QUALIFIERS = 5
_ASSIGNED = regex(r"[\w\[\].-]+(?:=<|=\[|:\s*<)(?P<group>[^<>\[\]]+)[>\]]")
_DECLARED = regex(
    r"(?a)[\w$.-]+(?P<mark>\?)?:\s*"
    r"(?P<type>[A-Za-z][\w<>\[\]|]*+(?: [\w<>\[\]|]++)*+)(?: ?\([^()]*\))?"
)
_DASH = regex(r"[\s:：\-–—.,=|]*")
_GAP = regex(r"\s*(?:[:：,;|/.\-–—]\s*)?")
_WORDS = regex(
    r"(?!an?\s)(?P<words>[^\W\d_][\w<>\[\]() ]{0,40}?)\s*(?=[,;.|\n]|[:：]\s|\s[-–—]\s|$)", re.I
)
_STARS = regex(r"[*†‡]{1,2}(?=[\s(:]|$)")  # behind a name
_COUNTED = regex(r"[^\W\d_]{3,20}(?=\s\d)")  # a type in front of its range: "Integer 1-10"
_BARE = regex(
    r"(?a)(?P<name>[A-Za-z_$@][\w.$@-]*(?:\[[\w.]*\][\w.-]*)*)[?*!]?"
    r"(?=\s*[(\[{<（【]|\s*[:：]\s|\s+[-–—|]\s|\s+`|\s+\*|\s+[a-z]+\b)"
)
# A type that is the name of a model: "status: PetStatus". Other leads have to tell that it is one.
_MODEL = regex(r"(?a)\s*:\s*(?P<type>[A-Z]\w{1,60}(?:\[\])?)\s*(?:\n|$)")
_PRIMITIVE = frozenset(
    (
        *(
            "string",
            "str",
            "integer",
            "int",
            "number",
            "boolean",
            "bool",
            "object",
            "array",
            "list",
        ),
        *("float", "double", "long", "null", "true", "false", "any"),
    )
)
_SHORTCODE = regex(r"\{\{[<%][ \t]*(?P<word>[\w-]+)[ \t]*[%>]\}\}")
_VALUE = regex(r"\s*[:：]\s*(?P<value>[^()\n]{1,80}?)\s*(?=\([^()\n]*\)\s*(?:$|[-–—:\n]))")
_DECLARATION = regex(r"(?P<type>[A-Za-z]\w*(?:\[\]|<[\w, ]+>)?)\s(?P<name>[A-Za-z_$][\w.$]*)")
_TYPE_FIRST = regex(
    r"(?:@\w{1,20}\s+)?\{(?P<type>[^{}\n]{1,60})\}\s*"
    r"(?:\[(?P<optional>[\w$.]+)(?:=(?P<default>[^\[\]\n]{1,60}))?\]|(?P<name>[\w$.]+))(?!\S)"
)
"""A tag of JSDoc: `{number} limit`, `{string} [sort=asc]`."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A name, what stands beside it by the role of a column, and the text behind.

    `sure` tells that all that stands beside it is understood, and that it is a type or a mark;
    `marked` that the name stands in a code span or in bold.
    """

    name: Name
    cells: Mapping[str, Prose]
    rest: Prose
    sure: bool
    marked: bool = True


def beside(prose: Prose, vocabulary: Vocabulary) -> tuple[dict[str, Prose], Prose]:
    """The types and marks that a text begins with: "(Required, integer) How many", and the rest."""
    cells: dict[str, Prose] = {}
    start = _tag(prose, 0, cells, vocabulary)
    at, sure = _beside(prose, start or 0, cells, vocabulary)
    if not sure:
        return {}, prose
    if mark := cells.pop("deprecated_mark", None):
        cells.setdefault("notes", mark)
    dash = _DASH.match(prose.text, at)
    return cells, cut(prose, dash.end() if dash else at)


_IN_FRONT = regex(r"\{\{[<%]\s*(?P<name>[\w-]{1,40})[^{}<>%\n]{0,80}[>%]\}\}\s*")


def read_lead(prose: Prose, vocabulary: Vocabulary, *, bare: bool = False) -> Lead | None:
    """What leads a text whose name stands out; with `bare`, a plain name with a type beside it."""
    if code := _IN_FRONT.match(prose.text):
        behind_code = read_lead(cut(prose, code.end()), vocabulary, bare=bare)
        truth = plain_truth(code["name"], vocabulary)
        if behind_code is None or truth is None or behind_code.name.required:
            return behind_code
        said = Said(truth, prose.at(*code.span()))
        return replace(behind_code, name=replace(behind_code.name, required=said))
    head = marked_head(prose)
    if prose.text[:1] in ("{", "@") and (tagged := _tagged(prose, vocabulary)):
        return tagged
    if behind := _behind_mark(prose, head, vocabulary):
        return behind
    if head is not None:
        found = _typed_name(prose, head, vocabulary) or _after_name(prose, 0, head, vocabulary)
        valued = _with_value(prose, head, vocabulary) if found and not found.sure else None
        return valued if valued and valued.sure else found
    found = _bare(prose, vocabulary) if bare else None
    return replace(found, marked=False) if found and found.sure else None


def read_leads(prose: Prose, vocabulary: Vocabulary) -> tuple[Lead, ...]:
    """What leads a text, once for each of the names that share it: "`from`, `to` (date)"."""
    lead = read_lead(prose, vocabulary, bare=True)
    if lead is None or not lead.marked:
        return () if lead is None else (lead,)
    names = read_names(prose, vocabulary)
    if len(names) < 2 or any(_says_type(each.name, vocabulary) for each in names[1:]):
        return (lead,)
    last = read_lead(cut(prose, seen(prose, names[-1].anchor.start)), vocabulary)
    return (lead,) if last is None else tuple(replace(last, name=each) for each in names)


def _says_type(name: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands behind a name is about it: "`limit`, `integer`", "`limit`, `10`"."""
    told = name.lower() in _PRIMITIVE or plain_truth(name, vocabulary) is not None
    return told or not name[:1].isalpha()


def _after_name(prose: Prose, start: int, end: int, vocabulary: Vocabulary) -> Lead | None:
    names = read_names(cut(prose, start, end), vocabulary)
    text = prose.text[start:end]
    if len(names) != 1 or is_label(text, vocabulary):
        return None
    name, cells = names[0], _in_name(prose, start, end, vocabulary)
    if cells and name.mark == "?" and _DECLARED.fullmatch(text.strip()):
        name = replace(name, required=Said(False, prose.at(start, end)))
    stars = _STARS.match(prose.text, end)
    at, sure = _beside(prose, stars.end() if stars else end, cells, vocabulary)
    dash = _DASH.match(prose.text, at)
    rest = cut(prose, dash.end() if dash else at)
    return Lead(name, cells, rest, sure)


def _behind_mark(prose: Prose, head: int | None, vocabulary: Vocabulary) -> Lead | None:
    """A name that stands out behind a mark: "(required) `limit`", "**Optional** `limit`"."""
    group = _GROUP.match(prose.text) if head is None else None
    span = group.span("group") if group else (0, head or 0)
    if not _is_mark(prose.text[span[0] : span[1]], vocabulary) or "`" in prose.at(*span).text:
        return None
    gap = _GAP.match(prose.text, group.end() if group else span[1])
    start = gap.end() if gap else span[1]
    end = _marked_end(prose, start)
    lead = _after_name(prose, start, end, vocabulary) if end else None
    if lead is None or "required" in lead.cells:
        return None
    return replace(lead, cells={"required": cut(prose, *span), **lead.cells})


def _typed_name(prose: Prose, head: int, vocabulary: Vocabulary) -> Lead | None:
    """A name behind its type in one code span: `int limit`."""
    match = _DECLARATION.fullmatch(prose.text[:head])
    if match is None or read_type(match["type"], vocabulary) is None:
        return None
    if match["type"].isalpha() and match["type"][0].isupper() and not _in_code(prose):
        return None  # "List pets" is a title
    if vocabulary.is_part(match[0]):
        return None  # "URL Params" is a title
    word = match["name"]
    if read_type(match[0], vocabulary) or plain_truth(word, vocabulary) is not None:
        return None
    lead = _after_name(prose, match.start("name"), head, vocabulary)
    return lead and replace(lead, cells={"type": cut(prose, *match.span("type")), **lead.cells})


def _in_code(prose: Prose) -> bool:
    """Whether a text begins with code, in bold or not."""
    return prose.span.text.lstrip("*_[").startswith("`")


def _tagged(prose: Prose, vocabulary: Vocabulary) -> Lead | None:
    """A name behind its type, as tags of JSDoc have them, where brackets mean that it may lack."""
    match = _TYPE_FIRST.match(prose.text)
    if match is None or read_type(match["type"], vocabulary) is None:
        return None
    group = "optional" if match["optional"] else "name"
    names = read_names(cut(prose, *match.span(group)), vocabulary)
    if len(names) != 1:
        return None
    name, cells = names[0], {"type": cut(prose, *match.span("type"))}
    if match["optional"]:
        name = replace(name, required=Said(False, name.anchor))
    if match["default"]:
        cells["default"] = cut(prose, *match.span("default"))
    dash = _DASH.match(prose.text, match.end())
    return Lead(name, cells, cut(prose, dash.end() if dash else match.end()), sure=True)


def _is_mark(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a word in front is none of a member: "**Required** `limit`", "**string** `name`"."""
    return plain_truth(text.strip("()[]: "), vocabulary) is not None


def is_label(text: str, vocabulary: Vocabulary) -> bool:
    """`**Type:** object` is a remark about something else, no member called Type."""
    role = vocabulary.column(text)
    return text.rstrip().endswith(":") and role is not None and role != "name"


def marked_head(prose: Prose) -> int | None:
    """Where the code span or bold text ends that a text starts with; None if it has none."""
    first = prose.inlines[0] if prose.inlines else None
    if first is None or first.start > prose.span.start + 1:
        return None
    if first.kind not in ("code", "strong", "link", "emphasis"):
        return None
    if first.inner is None:
        return len(first.value) if first.value and prose.text.startswith(first.value) else None
    longest = min(len(prose.text), first.inner[1] - first.inner[0])
    ends = (n for n in range(longest, 0, -1) if prose.at(n - 1, n).end <= first.inner[1])
    return next(ends, None)


def _in_name(prose: Prose, start: int, end: int, vocabulary: Vocabulary) -> dict[str, Prose]:
    """What is said inside of the code span of a name: `limit=<integer>`, `limit?: number`."""
    text = prose.text[start:end]
    if assigned := _ASSIGNED.match(text):
        first, last = assigned.span("group")
        return {"type": cut(prose, start + first, start + last)}
    declared = _DECLARED.fullmatch(text.strip())
    if declared and read_type(declared["type"], vocabulary):
        first, last = declared.span("type")
        return {"type": cut(prose, start + first, start + last)}
    return {}


def _bare(prose: Prose, vocabulary: Vocabulary) -> Lead | None:
    """A name without marks around it, where what stands beside it can only be about a member."""
    if prose.inlines and prose.inlines[0].start <= prose.span.start + 1:
        return None
    match = _BARE.match(prose.text)
    if match is None:
        return None
    found = _after_name(prose, 0, match.end(), vocabulary)
    if found is not None and not found.cells and (model := _MODEL.match(prose.text, match.end())):
        cells = {"type": cut(prose, *model.span("type"))}
        return replace(found, cells=cells, rest=cut(prose, model.end()), sure=True)
    if found and "type" in found.cells and prose.text.startswith("?:", match.end("name")):
        mark = prose.at(match.end("name"), match.end("name") + 1)
        found = replace(found, name=replace(found.name, required=Said(False, mark)))
    if found is None or (found.sure and not _shows_value(prose.text, match.end(), vocabulary)):
        return found
    return _with_value(prose, match.end(), vocabulary)


def _shows_value(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a list or an object stands in front of the type: `tags: ["a"] (array[string])`."""
    value = _VALUE.match(text, at)
    return (
        value is not None
        and value["value"][0] in "[{"
        and not read_type(value["value"], vocabulary)
    )


def _with_value(prose: Prose, end: int, vocabulary: Vocabulary) -> Lead | None:
    """MSON: a value stands between name and type: "limit: 10 (number, optional) - text"."""
    value = _VALUE.match(prose.text, end)
    names = read_names(cut(prose, 0, end), vocabulary)
    if value is None or len(names) != 1 or (marked_head(prose) and " " in value["value"]):
        return None
    cells: dict[str, Prose] = {}
    at, sure = _beside(prose, value.end(), cells, vocabulary)
    dash = _DASH.match(prose.text, at)
    return Lead(names[0], cells, cut(prose, dash.end() if dash else at), sure)


# What stands beside a name ------------------------------------------------------------------------


def _beside(
    prose: Prose, at: int, cells: dict[str, Prose], vocabulary: Vocabulary
) -> tuple[int, bool]:
    """Add the types and marks behind a name to its cells; where they end, and whether it is all."""
    sure, groups = bool(cells), 0
    for _ in range(_QUALIFIERS):
        if tag := _tag(prose, at, cells, vocabulary):
            at, sure = tag, True
            continue
        group = _GROUP.match(prose.text, at) if groups < _GROUPS else None
        if group is not None and len(group["group"]) <= LONGEST:
            inner = cut(prose, *group.span("group"))
            found, whole = qualifiers(inner, vocabulary)
            sure = bool(found) and (whole or are_words(inner, vocabulary))
            unknown = {} if read_type(inner.text, vocabulary) else {"type": inner}
            for role, text in (found or unknown).items():
                cells.setdefault(role, text)
            if not whole:
                cells.setdefault("notes", inner)
            groups, at = groups + 1, group.end()
            continue
        step = _step(prose, at, cells, vocabulary)
        if step is None:
            break
        at, sure = step, True
    return at, sure


def _tag(prose: Prose, at: int, cells: dict[str, Prose], vocabulary: Vocabulary) -> int | None:
    """Behind a mark that is written as the tag of a site generator: `{{< required >}}`."""
    gap = _GAP.match(prose.text, at) if at else None
    start = prose.at(gap.end() if gap else at, len(prose.text)).start
    text = prose.span.source.text
    match = (
        _SHORTCODE.match(text, start, prose.span.end) if text[start : start + 2] == "{{" else None
    )
    if match is None or "required" in cells or not _is_mark(match["word"], vocabulary):
        return None
    mark = Span(prose.span.source, *match.span("word"))
    cells["required"] = Prose(mark, mark.text)
    return seen(prose, match.end())


def _step(prose: Prose, at: int, cells: dict[str, Prose], vocabulary: Vocabulary) -> int | None:
    """One more type or mark that stands in marks of its own, or between commas and the like."""
    gap = _GAP.match(prose.text, at)
    start = gap.end() if gap else at
    end = _marked_end(prose, start)
    words = _WORDS.match(prose.text, start) if end is None and start > at else None
    if end is None and words is not None:
        end = words.end("words")
    if end is None or not 0 < end - start <= LONGEST:
        return _counted(prose, start, cells, vocabulary) if start > at else None
    part = cut(prose, start, end)
    found, whole = qualifiers(part, vocabulary)
    if not found or not whole or cells.keys() & found.keys():
        return _counted(prose, start, cells, vocabulary) if start > at else None
    if "required" in found and vocabulary.is_conditional(prose.text, start, end):
        return None
    cells.update(found)
    return end


def _counted(
    prose: Prose, start: int, cells: dict[str, Prose], vocabulary: Vocabulary
) -> int | None:
    """Behind a type that stands in front of a range: "limit: Integer 1-10"."""
    match = _COUNTED.match(prose.text, start)
    if match is None or "type" in cells or read_type(match[0], vocabulary) is None:
        return None
    cells["type"] = cut(prose, *match.span())
    return match.end()


def _marked_end(prose: Prose, start: int) -> int | None:
    """Where the code span or emphasis ends that begins at an offset of what a reader sees."""
    place = prose.at(start, start + 1).start
    for inline in prose.inlines:
        if inline.kind in ("code", "emphasis", "strong") and inline.start <= place < inline.end:
            return _end_of(prose, inline, start)
    return None


def _end_of(prose: Prose, inline: Inline, start: int) -> int | None:
    first = seen(prose, inline.inner[0]) if inline.inner else -1
    return seen(prose, inline.inner[1]) if inline.inner and abs(first - start) <= 1 else None


def lead_cells(lead: Lead) -> Cells:
    """What a lead says, as the cells of a row."""
    cells = dict(lead.cells)
    mark = cells.pop("deprecated_mark", None)
    if mark is not None:
        cells.setdefault("notes", mark)
    if lead.rest.text:
        cells.setdefault("description", lead.rest)
    return Cells(cells)
