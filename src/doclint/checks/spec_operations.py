"""Operations of a spec that contradict themselves or each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.source import Pointer
from doclint.model.spec import Node, Operation, Spec
from doclint.model.words import did_you_mean
from doclint.read.spec_parts import parts_of
from doclint.read.specified import parameter_nodes

_PLACEHOLDER = regex(r"\{([^{}]+)\}")
_MANY = 5  # paths that lack the same may do so by habit
_NAME = regex(r"[^\s,:()<>]+\Z")
_MARKS = "+?#./;&*"  # of URI templates (RFC 6570), which some use


def path_parameter_undefined(spec: Spec) -> Iterator[Hit]:
    """Placeholders of a path without a parameter, once a path; of most paths, once a spec.

    Facts: name, methods, hint, more.
    """
    found = [*_undefined(spec)]
    places = sum(bool(_placeholders(path)) for path in spec.paths)
    habit = len(found) >= _MANY and len(found) * 2 > places
    more = f" (and so {len(found) - 1} more placeholders)" if habit else ""
    for name, lacking in found[:1] if habit else found:
        facts = {
            "name": name,
            "methods": " and ".join(one.method for one in lacking),
            "hint": _elsewhere(name, lacking[0]),
            "more": more,
        }
        yield Hit(_path(lacking[0]), f"path:{name}", facts, operation=_only(lacking))


def _undefined(spec: Spec) -> Iterator[tuple[str, list[Operation]]]:
    for path, operations in spec.paths.items():
        for name in _placeholders(path.partition("?")[0]):
            lacking = [one for one in operations if name not in _sent(one) and _is_complete(one)]
            if lacking:
                yield name, lacking


def path_parameter_unused(spec: Spec) -> Iterator[Hit]:
    """Path parameters that their path has no place for, each name once. Facts: name, path, more.

    Where the path has a placeholder that nobody defines, that is told instead; a server's address
    may have the place.
    """
    found: dict[str, list[tuple[Operation, Pointer]]] = {}
    around = {name for address in _addresses(spec) for name in _placeholders(address)}
    for operation in spec.operations:
        known, sent = _placeholders(operation.path), _sent(operation)
        if all(name in sent for name in known):
            for name, anchor in sent.items():
                if name not in around and not _has_place(operation.path, name):
                    found.setdefault(name, []).append((operation, anchor))
    for name, uses in found.items():
        first, anchor = uses[0]
        others = len({operation.path for operation, _ in uses}) - 1
        more = f" (and {others} more {'path' if others == 1 else 'paths'})" if others else ""
        also = (("the path", _path(first)), *_again(uses))
        facts = {"name": name, "path": first.path, "more": more}
        yield Hit(anchor, f"path:{name}", facts, also, operation=_only([one for one, _ in uses]))


def _again(uses: list[tuple[Operation, Pointer]]) -> Iterator[tuple[str, Pointer]]:
    others = dict.fromkeys(anchor for _, anchor in uses if anchor != uses[0][1])
    return (("again", anchor) for anchor in list(others)[:3])


def _addresses(spec: Spec) -> Iterator[str]:
    """What may stand in front of a path, with the placeholders in it."""
    data = spec.document.data
    yield from (text for word in ("host", "basePath") if isinstance(text := data.get(word), str))
    for owner in (Node(spec.document, "", data), *(one.node for one in spec.operations)):
        servers = owner.get("servers")
        for server in servers.items() if servers and isinstance(servers.value, list) else ():
            yield server.text("url") or ""


@lru_cache(maxsize=1 << 12)
def _placeholders(path: str) -> tuple[str, ...]:
    """The names in braces, of those that are plain names."""
    names = (name.strip(_MARKS) for name in _PLACEHOLDER.findall(path))
    return tuple(dict.fromkeys(name for name in names if _NAME.match(name)))


def _has_place(path: str, name: str) -> bool:
    """Whether a path has a placeholder of that name, also as `{id:int}` or with other odd marks."""
    written = _PLACEHOLDER.findall(path)
    return any(name in (one, one.strip(_MARKS), one.partition(":")[0]) for one in written)


@lru_cache(maxsize=1 << 12)
def _sent(operation: Operation) -> Mapping[str, Pointer]:
    """The path parameters of an operation, and where each is listed."""
    found: dict[str, Pointer] = {}
    for owner in (operation.node, operation.item):
        for name, where, each in _listed(owner):
            if where == "path":
                found.setdefault(name, _said(each))
    return found


def _is_complete(operation: Operation) -> bool:
    """Whether all that it lists as parameters can be read."""
    for owner in (operation.node, operation.item):
        for each in _parameters(owner):
            value = each.resolved().value
            if not isinstance(value, dict) or "$ref" in value:
                return False
    return True


def _parameters(owner: Node) -> Iterator[Node]:
    listed = owner.get("parameters")
    return listed.items() if listed and isinstance(listed.value, list) else iter(())


@lru_cache(maxsize=1 << 12)  # three rules ask, and the operations of a path for those of the path
def _listed(owner: Node) -> tuple[tuple[str, str, Node], ...]:
    """The parameters in a list by name and place, each as it is listed."""
    found = []
    for each in _parameters(owner):
        node = each.resolved()
        name, where = node.text("name"), node.text("in")
        if name is not None and where is not None:
            found.append((name, where, each))
    return tuple(found)


def _said(listed: Node) -> Pointer:
    """Where the name of a parameter is said or referred to."""
    return _member(listed, "name" if listed.resolved() is listed else "$ref")


def _elsewhere(name: str, operation: Operation) -> str:
    """What was probably meant for a placeholder."""
    others = {node.value["name"]: node.value.get("in") for node in parameter_nodes(operation)}
    if name in others:
        return f"; it has one `in: {others[name]}`"
    unused = [each for each in _sent(operation) if each not in _placeholders(operation.path)]
    near = did_you_mean(name, unused)
    return near or (f"; its `{unused[0]}` is not in the path" if unused else "")


def duplicate_parameter(spec: Spec) -> Iterator[Hit]:
    """Parameters that one list has twice. Facts: name, where."""
    parts = parts_of(spec)
    for owner in (*parts.of("item"), *parts.of("operation")):
        seen: dict[tuple[str, str], Node] = {}
        for name, where, each in _listed(owner):
            key = (name.lower() if where == "header" else name, where)
            if key in seen:
                also = (("the first one", _said(seen[key])),)
                yield Hit(_said(each), f"{where}:{name}", {"name": name, "where": where}, also)
            seen.setdefault(key, each)


def duplicate_operation(spec: Spec) -> Iterator[Hit]:
    """Two operations for one request, or of one operationId. Facts: problem.

    Paths that differ in the names of placeholders only are the same path, unless a server can tell
    them apart by what may stand there.
    """
    requests: dict[tuple[str, str], Operation] = {}
    ids: dict[str, Operation] = {}
    for operation in spec.operations:
        request = (operation.method, _PLACEHOLDER.sub("{}", operation.path))
        first = requests.setdefault(request, operation)
        if first is not operation and _shapes(first) == _shapes(operation):
            problem = f"`{operation.path}` and `{first.path}` are the same path to a server"
            yield _twice(_path(operation), f"{problem}, both with {operation.method}", first)
        elif operation.id:
            first = ids.setdefault(operation.id, operation)
            if first.node.value is not operation.node.value:
                problem = f"the operationId `{operation.id}` is that of {first} too"
                yield _twice(_member(operation.node, "operationId"), problem, first)


def _shapes(operation: Operation) -> list[list[object]]:
    """What may stand in each placeholder, as far as that tells paths apart."""
    sent = {n.value["name"]: n for n in parameter_nodes(operation) if n.value.get("in") == "path"}
    shapes: list[list[object]] = []
    for name in _placeholders(operation.path):
        node = sent.get(name)
        shape = (node.get("schema") or node).value if node else None
        rules = shape if isinstance(shape, dict) else {}
        shapes.append([rules.get(word) for word in ("type", "format", "pattern", "enum")])
    return shapes


def _twice(anchor: Pointer, problem: str, first: Operation) -> Hit:
    return Hit(
        anchor, f"operation:{first}", {"problem": problem}, (("the first one", first.node.key),)
    )


def no_success_response(spec: Spec) -> Iterator[Hit]:
    """Operations that list responses and no success. Facts: operation, statuses."""
    for operation in spec.operations:
        statuses = _statuses(operation)
        if statuses and not any(code == "DEFAULT" or code[0] in "123" for code in statuses):
            listed = operation.node.step("responses")
            anchor = (listed or operation.node).key
            facts = {"operation": str(operation), "statuses": ", ".join(statuses)}
            yield Hit(anchor, "status:2XX", facts, operation=operation.label)


def secured_without_401(spec: Spec) -> Iterator[Hit]:
    """Operations that need credentials and list no 401, where most others do. Facts: operation."""
    secured = [one for one in spec.operations if _is_secured(one) and _statuses(one)]
    lacking = [one for one in secured if not {"401", "4XX", "DEFAULT"} & set(_statuses(one))]
    if 2 * len(lacking) >= len(secured):
        return  # nobody lists it here
    for operation in lacking:
        facts = {"operation": str(operation)}
        yield Hit(operation.node.key, "status:401", facts, operation=operation.label)


def _is_secured(operation: Operation) -> bool:
    """Whether it says, or the spec says for it, that a request needs credentials."""
    root = operation.spec.document.data
    stated = operation.node.value.get("security", root.get("security"))
    return isinstance(stated, list) and bool(stated) and all(stated)


def _statuses(operation: Operation) -> list[str]:
    listed = operation.node.get("responses")
    names = listed.value if listed and isinstance(listed.value, dict) else ()
    return [str(name).upper() for name in names if name and not str(name).startswith("x-")]


def _path(operation: Operation) -> Pointer:
    """The key of its path."""
    escaped = operation.path.replace("~", "~0").replace("/", "~1")
    return Pointer(operation.spec.source, f"/paths/{escaped}", key=True)


def _member(node: Node, word: str) -> Pointer:
    return Pointer(node.document.source, f"{node.pointer}/{word}")


def _only(operations: list[Operation]) -> str | None:
    return operations[0].label if len(operations) == 1 else None
