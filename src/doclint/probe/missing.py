"""What stands for data that is not there: it takes part in the rendering, and is noted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from jinja2.runtime import Undefined

from doclint.probe.tracked import below, path_of

if TYPE_CHECKING:
    from doclint.probe.environment import TracingEnvironment


class Missing(Undefined):
    """Shows its name in marks; what would raise in Jinja is noted as a failure."""

    __slots__ = ()
    environment: ClassVar[TracingEnvironment]

    def _doclint_name(self) -> str:
        container, name = path_of(self._undefined_obj), self._undefined_name or "?"
        return below(container, name) if container else str(name)

    def _doclint_failed(self) -> None:
        self.environment.log.failed("UndefinedError", f"`{self._doclint_name()}` is undefined")

    def _doclint_deeper(self, key: Any) -> Any:
        self._doclint_failed()
        return type(self)(name=below(self._doclint_name(), key))

    def _doclint_same(self, *_: Any) -> Any:
        self._doclint_failed()
        return self

    def _doclint_less(self, _: Any) -> bool:
        self._doclint_failed()
        return False

    def __str__(self) -> str:
        self.environment.log.unmet.append(self._doclint_name())
        return f"\u27e6{self._doclint_name()}\u27e7"

    def __iter__(self) -> Iterator[Any]:
        self.environment.log.unmet.append(self._doclint_name())
        return iter(())

    def __getitem__(self, key: Any) -> Any:
        return self._doclint_deeper(key)

    def __getattr__(self, key: str) -> Any:
        if key.startswith("_"):
            raise AttributeError(key)
        return self._doclint_deeper(key)

    def __call__(self, *_: Any, **__: Any) -> Any:  # noqa: D102 - as the others
        self._doclint_failed()
        return type(self)(name=f"{self._doclint_name()}()")

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _doclint_same
    __truediv__ = __rtruediv__ = __floordiv__ = __mod__ = __pow__ = __neg__ = _doclint_same
    __lt__ = __le__ = __gt__ = __ge__ = _doclint_less  # type: ignore[assignment]


def missing_type(environment: TracingEnvironment) -> type[Undefined]:
    """The type of what an environment's renderings lack."""
    return type("Missing", (Missing,), {"__slots__": (), "environment": environment})
