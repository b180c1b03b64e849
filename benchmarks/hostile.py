"""How time grows with inputs that no author would write; prints a table, asserts nothing.

Each is measured at a size and at four times that size, in one run: linear work takes 4 times as
long, quadratic work 16 times. Run it with the Python of an environment that has doclint installed.
"""

from __future__ import annotations

import gc
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from time import process_time

from inputs import Hostile, inputs

BOUND = 8  # between linear and quadratic, with room for the noise of a machine
LEAST = 16  # the size that growing begins with


def seconds(one: Hostile, size: int) -> float:
    """What one run takes on an input that nothing has seen yet."""
    _forget()
    one.run(one.make(LEAST - 1))  # what is read once and for all is read by now
    made = one.make(size)
    gc.collect()
    gc.disable()  # when it runs depends on all that was made before
    start = process_time()
    one.run(made)
    taken = process_time() - start
    gc.enable()
    return taken


def _forget() -> None:
    """No answer of an earlier run is kept."""
    for name, module in list(sys.modules.items()):
        if name.startswith("doclint"):
            for cached in vars(module).values():
                getattr(cached, "cache_clear", bool)()


def enough(one: Hostile, least: float) -> int:
    """A size that takes long enough to be measured."""
    size = LEAST
    while size < one.most and seconds(one, size) < least:
        size = min(size * 2, one.most)
    return size


@dataclass(frozen=True, slots=True)
class Growth:
    """An input at a size and at four times that size."""

    name: str
    size: int
    base: float
    measured: float

    @property
    def value(self) -> float:
        """How many times as long four times the size takes."""
        return self.measured / self.base

    def __str__(self) -> str:
        verdict = "PASS" if self.value <= BOUND else "FALL SHORT"
        seconds = f"{self.measured * 1000:8.1f} ms /{self.base * 1000:7.1f} ms"
        ratio = f"{self.value:6.2f}  (at most {BOUND})"
        return f"{self.name:44} {self.size:7} {seconds} ={ratio}  {verdict}"


def growth(one: Hostile, *, times: int, least: float) -> Growth:
    """Both sizes are taken in turns, and the least of each counts."""
    size = enough(one, least)
    runs = [(seconds(one, size), seconds(one, size * 4)) for _ in range(times)]
    return Growth(one.name, size, min(base for base, _ in runs), min(more for _, more in runs))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Prints a line for each input, and one about all."""
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("words", nargs="*", help="only inputs whose name has one of these")
    parser.add_argument("--times", type=int, default=3, help="runs of each (%(default)s)")
    parser.add_argument("--least", type=float, default=10, help="ms at the size (%(default)s)")
    args = parser.parse_args()
    over = []
    count = 0
    for one in inputs():
        if args.words and not any(word in one.name for word in args.words):
            continue
        found = growth(one, times=args.times, least=args.least / 1000)
        _say(str(found))
        count += 1
        if found.value > BOUND:
            over.append(found.name)
    _say(f"{count} inputs, {len(over)} over {BOUND}: {', '.join(over) or 'none'}")


if __name__ == "__main__":
    main()
