"""Where a project has data for each of its templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from doclint.config import Api, Config
from doclint.files import Files
from doclint.model.project import Endpoint
from doclint.model.spec import Spec
from doclint.model.supply import Fed, Supply
from doclint.model.template import Template
from doclint.probe.context_files import context_files
from doclint.probe.names import demand_map


def supplies(
    templates: Sequence[Template],
    files: Files,
    config: Config,
    *,
    specs: Sequence[Spec] = (),
    pages: Sequence[str] = (),
    endpoints: Sequence[Endpoint] = (),
) -> Mapping[str, Supply]:
    """What there is for each template, by its path; UsageError for a `context-map` that errs.

    Files that the command names are for all of them. Else those of the APIs that name the template
    among theirs, or of those that name none.
    """
    named = Api(context=config.context) if config.context else None
    operations = operations_of(endpoints)

    @cache
    def fed(number: int) -> tuple[Fed, ...]:
        api = named if number < 0 else config.apis[number]
        return context_files(files, api, pages, operations) if api else ()

    found: dict[str, Supply] = {}
    for template in templates:
        path = template.source.path
        numbers = [n for n, api in enumerate(config.apis) if api.renders(path)]
        told = bool(numbers)
        numbers = numbers or [n for n, api in enumerate(config.apis) if not api.templates]
        apis = [config.apis[number] for number in numbers]
        for api in apis:
            demand_map(api)
        own = {path for api in apis for path in api.spec}
        found[path] = Supply(
            _together(fed, (-1,) if named else tuple(numbers)),
            tuple(spec for spec in specs if not own or spec.source.path in own),
            {name: part for api in apis for name, part in api.context_map.items()},
            told,
        )
    return found


def _together(
    fed: Callable[[int], tuple[Fed, ...]], numbers: Sequence[int]
) -> Callable[[], tuple[Fed, ...]]:
    return lambda: tuple(one for number in numbers for one in fed(number))


def operations_of(endpoints: Sequence[Endpoint]) -> Mapping[str, str]:
    """The ids of the operations that pages tell of, by page; only of those that tell of one."""
    found: dict[str, set[str]] = {}
    for endpoint in endpoints:
        for known in endpoint.specified if endpoint.certain else ():
            if known.operation is not None and known.operation.id:
                own = found.setdefault(endpoint.page.source.path, set())
                own.add(known.operation.id)
    return {path: min(ids) for path, ids in found.items() if len(ids) == 1}
