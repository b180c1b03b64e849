"""The options of curl, HTTPie and wget: which words are the method, the address, headers, data.

Sources: the manuals of curl 8, HTTPie 3 and GNU Wget 1.24.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.read.addresses import is_address, pairs, query_of
from doclint.read.shell import Command, Word

Pair = tuple[Word, Word | None]
"""A name and its value."""

_FLAGS = frozenset(
    (
        *("anyauth", "append", "basic", "compressed", "compressed-ssh", "create-dirs", "crlf"),
        *("digest", "disable", "disable-eprt", "disable-epsv", "fail", "fail-early"),
        *("fail-with-body", "false-start", "form-escape", "get", "globoff", "head"),
        *("http0.9", "http1.0", "http1.1", "http2", "http2-prior-knowledge", "http3"),
        *("http3-only", "ignore-content-length", "include", "insecure", "ipv4", "ipv6"),
        *("junk-session-cookies", "list-only", "location", "location-trusted", "manual"),
        *("negotiate", "netrc", "netrc-optional", "next", "ntlm", "parallel", "path-as-is"),
        *("post301", "post302", "post303", "progress-bar", "proxy-insecure", "proxytunnel", "raw"),
        *("remote-header-name", "remote-name", "remote-name-all", "remote-time"),
        *("remove-on-error", "retry-all-errors", "retry-connrefused", "show-error"),
        *("show-headers", "silent", "ssl", "ssl-reqd", "sslv2", "sslv3", "styled-output"),
        *("suppress-connect-headers", "tcp-fastopen", "tcp-nodelay", "tlsv1", "tlsv1.0"),
        *("tlsv1.1", "tlsv1.2", "tlsv1.3", "tr-encoding", "trace-time", "use-ascii"),
        *("verbose", "version", "xattr"),
    )
)
_CURL_LETTERS = frozenset("AbcCdDeEFHKmoPQrtTuUwxXyYz")
_CURL = {
    **dict.fromkeys(("X", "request"), "method"),
    **dict.fromkeys(("H", "header"), "header"),
    **dict.fromkeys(("d", "data", "data-ascii", "data-raw", "data-binary"), "data"),
    **dict.fromkeys(("F", "form", "form-string"), "form"),
    **dict.fromkeys(("G", "get"), "get"),
    **dict.fromkeys(("I", "head"), "head"),
    **dict.fromkeys(("T", "upload-file"), "upload"),
    "data-urlencode": "data",
    "json": "json",
    "url": "address",
    "url-query": "query",
    "": "address",
}
_HTTPIE_LETTERS = frozenset("aApos")
_HTTPIE_VALUES = frozenset(
    (
        *("auth", "auth-type", "print", "output", "style", "pretty", "verify", "session"),
        *("session-read-only", "timeout", "proxy", "cert", "cert-key", "raw", "max-redirects"),
        *("boundary", "ssl", "default-scheme", "format-options"),
    )
)
_WGET_LETTERS = frozenset("OoPaiUtTwQeADRlB")
_WGET_VALUES = frozenset(
    (
        *("method", "post-data", "post-file", "body-data", "body-file", "header", "user"),
        *("password", "user-agent", "output-document", "timeout", "tries", "output-file"),
    )
)
_WGET = {
    "method": "method",
    "header": "header",
    **dict.fromkeys(("post-data", "body-data"), "data"),
    **dict.fromkeys(("post-file", "body-file"), "upload"),
    "": "address",
}
_VERB = regex(r"[A-Z]{3,7}|get|post|put|patch|delete|head|options")
_ITEM = regex(r"(?P<name>(?:[^\s:=@\\]|\\.)+)(?P<mark>:=@|=@|==|:=|=|:|@)(?P<value>(?s:.*))")
_FORM = regex(r"[A-Za-z_$][\w.\[\]-]{0,80}=")


@dataclass(frozen=True, slots=True)
class Request:
    """What the words of a command say. `verb` is the method where none is stated.

    `json` is the option that says that the data is JSON.
    """

    address: Word
    verb: str
    method: Word | None = None
    headers: tuple[Pair, ...] = ()
    query: tuple[Pair, ...] = ()
    data: tuple[Word, ...] = ()
    form: tuple[Pair, ...] = ()
    json: Word | None = None


def request(command: Command) -> Request | None:
    """What a command asks for; None without an address."""
    match command.name:
        case "curl":
            return _curl(command)
        case "wget":
            return _wget(command)
        case _:
            return _httpie(command)


def _curl(command: Command) -> Request | None:
    """Without `-X` a command with data is a POST, any other a GET (the manual of curl)."""
    given = _given(command, _CURL, _CURL_LETTERS, _is_valued)
    address = _address(given["address"])
    if address is None:
        return None
    data = (*given["data"], *given["json"])
    sent = tuple(pair for each in data for pair in _fields(each))
    verb = "POST" if data or given["form"] else "PUT" if given["upload"] else "GET"
    if given["get"] or given["head"]:
        verb = "GET" if given["get"] else "HEAD"
    form = tuple(pair for each in given["form"] for pair in _first_pair(each))
    query = tuple(query_of(address))
    if given["get"]:
        query, data, sent = (*query, *sent), (), ()
    method = next(iter(given["method"][-1:]), None)
    headers = tuple(pair for each in given["header"] for pair in header(each))
    json = next(iter(given["json option"]), None)
    return Request(address, verb, method, headers, query, data, (*sent, *form), json)


def _wget(command: Command) -> Request | None:
    given = _given(command, _WGET, _WGET_LETTERS, _WGET_VALUES.__contains__)
    address = _address(given["address"])
    if address is None:
        return None
    verb = "POST" if given["data"] or given["upload"] else "GET"
    return Request(
        address,
        verb,
        next(iter(given["method"][-1:]), None),
        tuple(pair for each in given["header"] for pair in header(each)),
        tuple(query_of(address)),
        tuple(given["data"]),
        tuple(pair for each in given["data"] for pair in _fields(each)),
    )


def _httpie(command: Command) -> Request | None:
    """`http [METHOD] address [item...]`; with items of a body the method is POST."""
    options = [*_options(command.words, _HTTPIE_LETTERS, _HTTPIE_VALUES.__contains__)]
    words = [word for name, _, word in options if not name and word]
    method = words.pop(0) if words and _VERB.fullmatch(words[0].value) else None
    address = words.pop(0) if words and is_address(words[0].value) else None
    if address is None:
        return None
    items: dict[str, list[Pair]] = defaultdict(list)
    for word in words:
        if match := _ITEM.fullmatch(word.value):
            pair = word.cut(*match.span("name")), word.cut(*match.span("value"))
            items[match["mark"]].append(pair)
    form = tuple(pair for mark in ("=", ":=", "=@", ":=@", "@") for pair in items[mark])
    headers, query = tuple(items[":"]), (*query_of(address), *items["=="])
    return Request(address, "POST" if form else "GET", method, headers, query, (), form)


# Words --------------------------------------------------------------------------------------------


def _given(
    command: Command,
    slots: Mapping[str, str],
    letters: frozenset[str],
    is_valued: Callable[[str], bool],
) -> dict[str, list[Word]]:
    """The values of options, by what they are for."""
    given: dict[str, list[Word]] = defaultdict(list)
    for name, word, value in _options(command.words, letters, is_valued):
        if slot := slots.get(name):
            given[slot].append(value or word)
        if name == "json":
            given["json option"].append(word)
    return given


def _options(
    words: Sequence[Word], letters: frozenset[str], is_valued: Callable[[str], bool]
) -> Iterator[tuple[str, Word, Word | None]]:
    """Options with the word that they stand in and their value; other words have no name."""
    rest = iter(words)
    for word in rest:
        text = word.value
        if text.startswith("--") and len(text) > 2:
            name, equals, _ = text[2:].partition("=")
            if equals:
                yield name, word, word.cut(len(name) + 3)
            else:
                yield name, word, next(rest, None) if is_valued(name) else None
        elif text.startswith("-") and len(text) > 1:
            yield from _letters(word, rest, letters)
        else:
            yield "", word, word


def _letters(
    word: Word, rest: Iterator[Word], letters: frozenset[str]
) -> Iterator[tuple[str, Word, Word | None]]:
    """The options of `-sXPOST`: one that takes a value takes what is left, or the next word."""
    text = word.value
    for at, letter in enumerate(text[1:], 1):
        if letter in letters:
            left = word.cut(at + 1) if at + 1 < len(text) else next(rest, None)
            yield letter, word, left.cut(1) if left and left.value[:1] == "=" else left
            return
        yield letter, word, None


def _is_valued(name: str) -> bool:
    return name not in _FLAGS and not name.startswith("no-")


def _address(words: Sequence[Word]) -> Word | None:
    return next((word for word in words if is_address(word.value)), None)


def header(word: Word) -> Iterator[Pair]:
    """The name and the value of `Accept: text/plain`."""
    name, colon, value = word.value.partition(":")
    if colon and name.strip() and not name.startswith("@"):
        start = len(name) + 1 + len(value) - len(value.lstrip())
        yield word.cut(0, len(name.rstrip())), word.cut(start, len(word.value.rstrip()))


def _fields(data: Word) -> Iterator[Pair]:
    """The fields of data such as `a=1&b=2`; JSON and files have none."""
    if _FORM.match(data.value):
        yield from pairs(data)


def _first_pair(field: Word) -> Iterator[Pair]:
    """The one field of `-F name=value`."""
    name, equals, _ = field.value.partition("=")
    if equals and name:
        yield field.cut(0, len(name)), field.cut(len(name) + 1)
