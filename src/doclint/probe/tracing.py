"""Renders a template and knows which spot of it made each character, and of which data.

The tree is rewritten before it is compiled: output, loops, tests and names pass through filters
that write down what they see. Jinja's own compiler, runtime and sandbox do all else, so that the
text is what Jinja renders. What would stop Jinja is noted and stood in for, so that one mistake
does not hide the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jinja2.exceptions import TemplateError

from doclint.model.template import Template
from doclint.parse.jinja.places import options
from doclint.probe.budget import Budget, BudgetError
from doclint.probe.environment import TracingEnvironment
from doclint.probe.recording import Output
from doclint.probe.rendering import Failure, Rendering
from doclint.probe.tracked import track

HURRIED = "HurryError"
"""The kind of a failure to render with a part of the budget, which proves nothing."""

_PATIENCE = 3  # renderings that may use up their budget before others get a part of it


class Tracer:
    """A compiled template. `render` gives what it makes of some data; it never raises."""

    def __init__(
        self, template: Template, trims: tuple[bool, bool], budget: Budget | None = None
    ) -> None:
        self.template = template
        given = options(template.delimiters, trims)
        given["keep_trailing_newline"] = bool(template.setting.last_break)
        given["autoescape"] = bool(template.setting.autoescape)
        self.budget = budget or Budget()
        self.environment = TracingEnvironment(template, self.budget, **given)
        self.broken: Failure | None = None
        self.patience = _PATIENCE
        self.compiled: Any = None
        try:
            self.compiled = self.environment.get_template("")
        except (TemplateError, SyntaxError, RecursionError, MemoryError, ValueError) as error:
            self.broken = self._stopped(error)

    def render(
        self, data: Mapping[str, Any], *, forced: bool | None = None, patient: bool = False
    ) -> Rendering:
        """The page; what stopped it where it did not come to its end.

        All tests come out as they are `forced` to, if they are. After a few renderings that took
        all that they could get the others get less, unless one is asked for `patient`.
        """
        if self.broken:
            return Rendering(stopped=self.broken)
        hurried = self.patience <= 0 and not patient
        self.environment.budget = self.budget.part() if hurried else self.budget
        log = self.environment.begin()
        self.environment.forced = forced
        stopped, output = None, Output("")
        try:
            tracked = {name: track(value, name) for name, value in data.items()}
            context = self.compiled.new_context(tracked)
            output = self.environment.concat(self.compiled.root_render_func(context))
        except Exception as error:  # whatever a template can raise
            stopped = self._stopped(error)
            spent = isinstance(error, (BudgetError, RecursionError, MemoryError))
            self.patience -= spent
            if hurried and spent:
                stopped = replace(stopped, kind=HURRIED)
        log.weights.clear()  # lists of any length
        return Rendering(
            pieces=output.pieces or tuple(log.pieces),
            decisions=tuple(log.decisions),
            missing=tuple(log.missing),
            failures=tuple(log.failures),
            reads=frozenset(log.seen),
            stopped=stopped,
            loops=tuple(log.rounds),
        )

    def _stopped(self, error: BaseException) -> Failure:
        log = self.environment.log
        spot = log.last if log.last is not None else self.template.source.span(0, 0)
        words = str(error) or type(error).__name__
        return Failure(type(error).__name__, words.partition("\n")[0], spot)
