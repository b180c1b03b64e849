"""Writes a documentation set of any size: pages in many styles, and the spec they agree with."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from operations import operations, spec
from pages import page

_BYTES_OF_AN_OPERATION = 1_590  # of YAML, on average


def write_set(out: Path, *, pages: int, operation_count: int, seed: int) -> None:
    """A spec in JSON with as many operations, and a page for each of the first ones."""
    every = operations(max(pages, operation_count), seed)
    (out / "pages").mkdir(parents=True, exist_ok=True)
    (out / "openapi.json").write_text(json.dumps(spec(every), indent=2), "utf-8")
    for number, one in enumerate(every[:pages]):
        # Five operations share a resource: each of them is to be met in every style.
        text = page(one, number + number // 5, seed)
        (out / "pages" / f"{number:05}-{one.id}.md").write_text(text, "utf-8")


def write_yaml(file: Path, *, megabytes: float, seed: int) -> None:
    """A spec in YAML of about that size."""
    import yaml

    file.parent.mkdir(parents=True, exist_ok=True)
    count = int(megabytes * 1e6 / _BYTES_OF_AN_OPERATION)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    data = json.loads(json.dumps(spec(operations(count, seed))))  # without YAML aliases
    with file.open("w", encoding="utf-8") as stream:
        yaml.dump(data, stream, Dumper=dumper, sort_keys=False)


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes what the command line asks for."""
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to write into")
    parser.add_argument("--pages", type=int, default=1000, help="how many pages (%(default)s)")
    parser.add_argument("--operations", type=int, default=0, help="at least so many in the spec")
    parser.add_argument("--seed", type=int, default=1, help="another one, other pages")
    parser.add_argument("--yaml", type=float, metavar="MB", help="a YAML spec of that size alone")
    args = parser.parse_args(arguments)
    if args.yaml:
        write_yaml(args.out / "openapi.yaml", megabytes=args.yaml, seed=args.seed)
    else:
        write_set(args.out, pages=args.pages, operation_count=args.operations, seed=args.seed)


if __name__ == "__main__":
    main()
