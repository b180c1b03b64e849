"""By what findings can be filtered: the API, the tags and the owners of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from doclint.config import Api
from doclint.findings import plain
from doclint.model.finding import Finding
from doclint.model.result import Result
from doclint.model.spec import Operation, Spec


class Facets:
    """What is known of the files and operations that findings are about."""

    def __init__(self, result: Result, apis: tuple[Api, ...]) -> None:
        self._apis = apis
        self.of_specs = {id(spec): _name(spec, apis) for spec in result.project.specs}
        self._by_path: dict[str, dict[str, None]] = {}
        self._operations: dict[str, list[Operation]] = {}
        for spec in result.project.specs:
            self._note(spec.source.path, spec)
            for operation in spec.operations:
                self._operations.setdefault(str(operation), []).append(operation)
        for endpoint in result.project.endpoints:
            if endpoint.spec is not None:
                self._note(endpoint.documented.span.source.path, endpoint.spec)

    def _note(self, path: str, spec: Spec) -> None:
        name = self.of_specs.get(id(spec))
        if name:
            self._by_path.setdefault(path, {})[name] = None

    def apis(self, finding: Finding) -> tuple[str, ...]:
        """The names of the APIs that a finding's file belongs to."""
        path = finding.place.path
        if own := tuple(self._by_path.get(path, ())):
            return own
        named = (api for api in self._apis if api.name and api.pages and api.covers(path))
        return tuple(dict.fromkeys(api.name for api in named))

    def tags(self, finding: Finding) -> tuple[str, ...]:
        """The tags that the spec gives its operation."""
        found = self._operations.get(plain(finding.operation) or "", ())
        return tuple(dict.fromkeys(tag for one in found for tag in _tags(one)))

    def id(self, finding: Finding) -> str:
        """The operationId, if there is one."""
        found = self._operations.get(plain(finding.operation) or "", ())
        return next((one.id for one in found if one.id), "")


def _tags(operation: Operation) -> Iterator[str]:
    told = operation.node.value.get("tags") if isinstance(operation.node.value, Mapping) else None
    return (tag for tag in told if isinstance(tag, str)) if isinstance(told, list) else iter(())


def _name(spec: Spec, apis: tuple[Api, ...]) -> str:
    """What an API is called: by the configuration, by its spec, or as the file of that."""
    for api in apis:
        if api.name and spec.source.path in api.spec:
            return api.name
    data = spec.document.data
    info = data.get("info") if isinstance(data, dict) else None
    title = info.get("title") if isinstance(info, dict) else None
    return title.strip() if isinstance(title, str) and title.strip() else spec.source.path
