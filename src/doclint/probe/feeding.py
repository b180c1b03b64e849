"""The data that each page was rendered from: a project's files, or what its spec says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from doclint.config import Api, Config
from doclint.files import Files
from doclint.model.page import Page
from doclint.model.project import Endpoint, Project
from doclint.model.record import dataclass
from doclint.model.source import Pointer
from doclint.model.spec import Operation, Spec
from doclint.probe.context_files import Fed, context_files
from doclint.probe.contexts import operation_context
from doclint.probe.names import demand_map, named
from doclint.probe.needs import Need
from doclint.probe.paths import Keys, keys_of

_SHAPES = {"mapping": "mapping", "object": "mapping", "list": "list", "text": "text"}
_DEEPEST = 12
_LISTED = {"name": "name", "code": "status", "status": "status", "media_type": "media_type"}


@dataclass(frozen=True, eq=False)
class Feed:
    """The data of one page. `files` are where it stands, the page's own last; () for a spec's.

    `said` is what the spec says of the page's operation, under the names of templates.
    """

    data: Mapping[str, Any]
    files: tuple[Fed, ...] = ()
    spec: Spec | None = None
    operation: Operation | None = None
    said: Mapping[str, Any] = field(default_factory=dict)

    def place(self, read: str) -> Pointer | None:
        """Where a part of the data stands that a rendering read: in a file, else in the spec."""
        keys, key = keys_of(read)
        for fed in reversed(self.files):
            if keys and keys[0] in fed.data:
                return fed.at(*keys, key=key)
        return self._specified(keys) if not self.files else None

    def _specified(self, keys: Keys) -> Pointer | None:
        """Near where the spec says it: of a parameter or a field of the operation."""
        if self.operation is None or not keys:
            return None
        node = self.operation.node
        if len(keys) > 1 and isinstance(keys[1], int):
            item = self.value(keys[:2])
            name = item.get("name") if isinstance(item, dict) else None
            for each in _parameters(self.operation):
                if each.value.get("name") == name:
                    node, keys = each, keys[2:]
                    break
        for key in keys:
            node = node.get(str(key)) or node
        return node.anchor

    def value(self, keys: Keys) -> Any:
        """A part of the data; None where there is none."""
        return _below(self.data, keys)

    def items(self, name: str) -> Iterator[Keys]:
        """The items of its lists that are called so."""
        yield from _named_items(self.data, name, ())

    def beside(self, read: str) -> tuple[str, ...] | None:
        """What else stands in the item that a value was read from; None where that is no item."""
        keys, _ = keys_of(read)
        for end in range(len(keys) - 1, 0, -1):
            if isinstance(keys[end - 1], int):
                return tuple(_leaves(self.value(keys[:end]), keys[end:]))
        return None

    def agrees(self, read: str) -> bool | None:
        """Whether what a rendering read is what the spec says; None where that cannot be told."""
        keys, _ = keys_of(read)
        if not self.files:
            return True if self.operation is not None else None
        if not keys or not self.said:
            return None
        shape = "list" if isinstance(self.value(keys[:1]), list) else None
        return _same(self.value(keys[:1]), named(str(keys[0]), self.said, shape), keys[1:])


def _parameters(operation: Operation) -> Iterator[Any]:
    from doclint.read.specified import parameter_nodes

    yield from parameter_nodes(operation)


def _leaves(value: Any, but: Keys = ()) -> Iterator[str]:
    """The single values in a tree, but for one of them."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if (key,) != but:
                yield from _leaves(inner, but[1:] if but[:1] == (key,) else ())
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield str(value)


def _named_items(value: Any, name: str, above: Keys) -> Iterator[Keys]:
    if len(above) > _DEEPEST:
        return
    if isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, Mapping) and any(item.get(key) == name for key in _LISTED):
                yield (*above, number)
            yield from _named_items(item, name, (*above, number))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _named_items(inner, name, (*above, key))


def _below(value: Any, keys: Keys) -> Any:
    for key in keys:
        listed = isinstance(value, list) and isinstance(key, int) and key < len(value)
        if not (listed or (isinstance(value, Mapping) and key in value)):
            return None
        value = value[key]
    return value


def _same(own: Any, other: Any, keys: Keys) -> bool | None:
    """Whether two trees agree at the end of some keys; items are compared by their names."""
    if other is None or own is None:
        return None
    for key in keys:
        if isinstance(own, list) and isinstance(other, list) and isinstance(key, int):
            own = own[key] if key < len(own) else None
            twin = _twin(own, other, key)
            if twin is None:  # the spec has no such item
                return False
            other = twin
        elif isinstance(own, Mapping) and isinstance(other, Mapping):
            if key not in other:
                return None
            own, other = own.get(key), other[key]
        else:
            return None
    if isinstance(own, (Mapping, list)):
        return None
    return bool(str(own).strip() == str(other).strip())


def _twin(item: Any, others: Sequence[Any], at: int) -> Any:
    """The item of a list that has the same name, or stands at the same place if it has none."""
    if isinstance(item, Mapping):
        for key, other in _LISTED.items():
            if key in item:
                same = (o for o in others if isinstance(o, Mapping) and key_of(o, other, key))
                wanted = str(item[key])
                return next((o for o in same if key_of(o, other, key) == wanted), None)
    return others[at] if at < len(others) else None


def key_of(item: Mapping[str, Any], *names: str) -> str:
    """What an item is called."""
    return next((str(item[name]) for name in names if name in item), "")


def feeds(files: Files, config: Config, project: Project) -> Feeds:
    """The data of a project's pages. UsageError for a context that a config tells wrong."""
    pages = [page.source.path for page in project.pages]
    operations = {
        path: one.id for path, one in _operations(project).items() if one is not None and one.id
    }
    kept: dict[str, list[Fed]] = {}
    shared: dict[int, list[Fed]] = {}
    apis = [*config.apis, *([Api(context=config.context)] if config.context else ())]
    for number, api in enumerate(apis):
        demand_map(api)
        for fed in context_files(files, api, pages, operations) if api.context else ():
            own = shared.setdefault(number, []) if fed.page is None else []
            (own if fed.page is None else kept.setdefault(fed.page, [])).append(fed)
    common = {number: own for number, own in shared.items() if len(own) == 1}
    return Feeds(project, apis, kept, common)


def _operations(project: Project) -> dict[str, Operation | None]:
    """The operation of each page that tells of just one."""
    found: dict[str, Operation | None] = {}
    for endpoint in project.endpoints:
        path, own = endpoint.page.source.path, _operation(endpoint)
        if own is not None:
            found[path] = own if found.get(path, own) is own else None
    return found


def _operation(endpoint: Endpoint) -> Operation | None:
    known = {id(one.operation): one.operation for one in endpoint.specified if one.operation}
    return next(iter(known.values())) if len(known) == 1 and endpoint.certain else None


@dataclass(frozen=True, eq=False)
class Feeds:
    """The data of the pages of a project, as far as it is known."""

    project: Project
    apis: Sequence[Api]
    kept: Mapping[str, list[Fed]]
    shared: Mapping[int, list[Fed]]
    _said: dict[int, Mapping[str, Any]] = field(default_factory=dict)

    def kept_for(self, page: Page) -> Feed | None:
        """What files of the project hold for a page."""
        path = page.source.path
        mine = [n for n, api in enumerate(self.apis) if api.covers(path)]
        given = [fed for number in mine for fed in self.shared.get(number, ())]
        given += self.kept.get(path, ())
        if not given:
            return None
        data = {name: value for fed in given for name, value in fed.data.items()}
        spec, operation = self._of(page)
        said = self._context(page, spec, operation)
        return Feed(data, tuple(given), spec, operation, said)

    def said_of(self, page: Page, need: Need) -> Feed | None:
        """What the spec says of a page's operation, under the names that a template has for it."""
        spec, operation = self._of(page)
        said = self._context(page, spec, operation)
        if not said:
            return None
        shapes = {name: _SHAPES.get(part.kind) for name, part in need.keys.items()}
        found = {name: named(name, said, shape) for name, shape in shapes.items()}
        data = {name: value for name, value in found.items() if value is not None}
        return Feed(data, (), spec, operation, said)

    def _of(self, page: Page) -> tuple[Spec | None, Operation | None]:
        found: dict[int, tuple[Spec | None, Operation]] = {}
        for endpoint in self.project.of(page):
            own = _operation(endpoint)
            if own is not None:
                found[id(own)] = endpoint.spec, own
        return next(iter(found.values())) if len(found) == 1 else (None, None)

    def _context(
        self, page: Page, spec: Spec | None, operation: Operation | None
    ) -> Mapping[str, Any]:
        if spec is None or operation is None:
            return {}
        if id(operation) not in self._said:
            more: dict[str, str] = {}
            for api in self.apis:
                if api.covers(page.source.path):
                    more.update(api.context_map)
            self._said[id(operation)] = operation_context(spec, operation, context_map=more)
        return self._said[id(operation)]
