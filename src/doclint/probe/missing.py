"""What stands for data that is not there: it takes part in the rendering, and is noted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jinja2.runtime import Undefined

from doclint.probe.tracked import below, path_of

if TYPE_CHECKING:
    from doclint.probe.tracing import TracingEnvironment


def missing_type(environment: TracingEnvironment) -> type[Undefined]:
    """The type of what an environment's renderings lack."""

    class Missing(Undefined):
        """Shows its name in marks; what would raise in Jinja is noted as a failure."""

        __slots__ = ()

        def _doclint_name(self) -> str:
            container, name = path_of(self._undefined_obj), self._undefined_name or "?"
            return below(container, name) if container else str(name)

        def __str__(self) -> str:
            environment.log.unmet.append(self._doclint_name())
            return f"\u27e6{self._doclint_name()}\u27e7"

        def __iter__(self) -> Iterator[Any]:
            environment.log.unmet.append(self._doclint_name())
            return iter(())

        def _doclint_deeper(self, key: Any) -> Any:
            name = self._doclint_name()
            environment.log.failed("UndefinedError", f"`{name}` is undefined")
            return Missing(name=below(name, key))

        def __getitem__(self, key: Any) -> Any:
            return self._doclint_deeper(key)

        def __getattr__(self, key: str) -> Any:
            if key.startswith("_"):
                raise AttributeError(key)
            return self._doclint_deeper(key)

        def __call__(self, *_: Any, **__: Any) -> Any:
            environment.log.failed("UndefinedError", f"`{self._doclint_name()}` is undefined")
            return Missing(name=f"{self._doclint_name()}()")

        def _doclint_same(self, *_: Any) -> Any:
            environment.log.failed("UndefinedError", f"`{self._doclint_name()}` is undefined")
            return self

        __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _doclint_same  # type: ignore[assignment]
        __truediv__ = __rtruediv__ = __floordiv__ = __mod__ = __pow__ = __neg__ = _doclint_same  # type: ignore[assignment]

        def _doclint_less(self, _: Any) -> bool:
            environment.log.failed("UndefinedError", f"`{self._doclint_name()}` is undefined")
            return False

        __lt__ = __le__ = __gt__ = __ge__ = _doclint_less  # type: ignore[assignment]

    return Missing
