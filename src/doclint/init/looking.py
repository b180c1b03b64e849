"""Runs without a configuration, and with those that are proposed, on the same files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sized
from dataclasses import replace

from doclint.config import Api, Config, load_config
from doclint.files import Files, Memory
from doclint.init.assigning import assigned
from doclint.init.proposing import Draft, proposed
from doclint.init.survey import Survey, plain_config, survey
from doclint.init.writing import config_text
from doclint.model.progress import SILENT, Progress
from doclint.model.record import dataclass
from doclint.model.result import Coverage, Result
from doclint.reading import Reading
from doclint.rules.catalog import select
from doclint.rules.rule import Rule
from doclint.run import lint
from doclint.session import known_rules

NAME = "doclint.toml"
_TIED = 0.1  # of the matched pages: so many more fit several specs alike


@dataclass(frozen=True, slots=True)
class Looked:
    """What there is, the APIs that are proposed for it, and a run with these."""

    survey: Survey
    drafts: tuple[Draft, ...]
    result: Result


def look(files: Files, progress: Progress = SILENT) -> Looked:
    """What there is in a repository, and what a configuration of it may say."""
    progress.phase("listing files")
    plain = plain_config(files)
    runs = _Runs(files, progress)
    seen = survey(runs.found(plain, ()), files, plain)
    if seen.empty:
        return Looked(seen, (), seen.result)
    if _is_unclear(seen):
        seen = runs.sorted_out(seen, plain)

    def measure(drafts: tuple[Draft, ...]) -> Coverage:
        return runs.found(runs.config(seen, drafts), ()).coverage

    drafts = proposed(seen, measure)
    return Looked(seen, drafts, runs.found(runs.config(seen, drafts), runs.rules))


def _is_unclear(seen: Survey) -> bool:
    """Whether many pages may be about another spec than the one that a plain run takes."""
    coverage, facts = seen.result.coverage, seen.result.project.facts
    tied = facts.get("ambiguous", ())
    ties = len(tied) if isinstance(tied, Sized) else 0
    lost = coverage.pages_unmatched > coverage.pages_matched
    return len(seen.specs) > 1 and (lost or ties > coverage.pages_matched * _TIED)


class _Runs:
    """Runs on all files, which are read only once."""

    def __init__(self, files: Files, progress: Progress) -> None:
        self.files, self.progress, self.reading = files, progress, Reading()
        self.known = known_rules(Config())
        self.rules = tuple(select(self.known, ("recommended",), (), ()))

    def config(self, seen: Survey, drafts: tuple[Draft, ...]) -> Config:
        """The configuration that is proposed, as it will be read."""
        own = Memory({NAME: config_text(seen, drafts)}, self.files)
        return replace(load_config(own, NAME), file=None)

    def sorted_out(self, seen: Survey, plain: Config) -> Survey:
        """The same with the pages of each spec as each spec by itself would have them."""

        def alone(path: str) -> Mapping[str, int]:
            config = replace(plain, apis=(Api(spec=(path,)),))
            return described(self.found(config, ()))

        paths = [spec.path for spec in seen.specs]
        pages = assigned(paths, alone)
        specs = [replace(one, pages=tuple(sorted(pages.get(one.path, ())))) for one in seen.specs]
        specs.sort(key=lambda one: (-len(one.pages), one.path))
        return replace(seen, specs=tuple(specs))

    def found(self, config: Config, rules: tuple[Rule, ...]) -> Result:
        """What is found with a configuration."""
        names = [rule.id for rule in self.known]
        return lint(
            self.files,
            (".",),
            config,
            rules,
            known=names,
            progress=self.progress,
            reading=self.reading,
        )


def described(result: Result) -> Mapping[str, int]:
    """How many operations and schemas each page describes."""
    counts: Counter[str] = Counter()
    for endpoint in result.project.endpoints:
        counts[endpoint.page.source.path] += len(endpoint.specified)
    return +counts
