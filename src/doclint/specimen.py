"""A specimen of the page that a template makes: of made-up data, of a file's, or of an operation's.

What `doclint render` prints.
"""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from doclint.config import Api, Config, UsageError
from doclint.files import Files
from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.model.spec import Operation, Spec
from doclint.model.supply import Supply
from doclint.model.template import Template
from doclint.model.words import did_you_mean
from doclint.parse.specs.witnesses import parse_witness
from doclint.probe.budget import Budget
from doclint.probe.bundle import load_templates
from doclint.probe.context_files import context_files
from doclint.probe.data_schema import data_schema
from doclint.probe.filling import filled
from doclint.probe.gathering import operation_samples, varied
from doclint.probe.known import Known, Sample
from doclint.probe.needs import Need
from doclint.probe.readable import readable
from doclint.probe.rendering import Rendering
from doclint.probe.samples import Plan
from doclint.probe.supplies import supplies
from doclint.probe.tracing import Tracer
from doclint.probe.trial import trial

_MARK = re.compile("\u27e6([^\u27e7]*)\u27e7")  # what stands for data that is not there
_ALL = 1 << 30
_PATIENT = Budget(steps=5_000_000, output=50_000_000, value=20_000_000, seconds=30.0)
_SHOWN = 12  # names in one message


@dataclass(frozen=True, slots=True)
class Specimen:
    """A page or a schema, and what there is to say of it. It is `broken` where Jinja would stop."""

    text: str
    told: tuple[str, ...] = ()
    broken: bool = False


def specimen(args: Namespace, files: Files, config: Config) -> Specimen:
    """The page, or the schema of its data; UsageError, with its place, for what cannot be used."""
    template = _template(files, files.shown(args.template), config)
    one = trial(template)
    if args.schema:
        schema = data_schema(template, one.needs)
        return Specimen(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
    data: Mapping[str, Any] = readable(one.needs, Plan(items=args.items))
    made_up: tuple[str, ...] = ()
    if known := _known(args, files, config, template, one.needs):
        whole = filled(known, known.samples[0], one.needs, data, items=_ALL)
        data, made_up = whole.data, whole.made_up
    rendering = Tracer(template, one.trims, _PATIENT).render(data)
    text, lacking = _without_marks(rendering)
    told = (
        *_listed("made up, as nothing is known of it", made_up),
        *_listed("shown as nothing, as the data lacks it", lacking),
        *(f"{_place(f.spot)}: Jinja stops here: {f.reason}" for f in rendering.failures),
        *((f"{_place(s.spot)}: {s.reason}",) if (s := rendering.stopped) else ()),
    )
    return Specimen(text, told, bool(rendering.stopped or rendering.failures))


def _template(files: Files, path: str, config: Config) -> Template:
    """A template that parses; UsageError where there is none."""
    try:
        source = files.read(path)
    except OSError as error:
        reason = (error.strerror or "no such file or directory").lower()
        raise UsageError(f"the template `{path}` cannot be read: {reason}") from None
    (template,) = load_templates(files, [source], config)
    for one in template.files():
        for note in one.notes:
            if note.code == "template-syntax":
                raise UsageError(f"{_place(note.span)}: {note.facts['reason']}")
    return template


def _place(span: Span) -> str:
    line, column = span.source.position(span.start)
    return f"{span.source.path}:{line}:{column}"


def _listed(what: str, names: Sequence[str]) -> Iterator[str]:
    names = list(dict.fromkeys(names))
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield f"{what}: {', '.join(f'`{name}`' for name in names[:_SHOWN])}{more}"


def _without_marks(rendering: Rendering) -> tuple[str, list[str]]:
    """The page as Jinja makes it, which shows nothing for what is not there; and its names."""
    lacking: list[str] = []

    def noted(mark: re.Match[str]) -> str:
        lacking.append(mark[1])
        return ""

    parts = [p.text if p.literal else _MARK.sub(noted, p.text) for p in rendering.pieces]
    text = "".join(parts)
    return text if text.endswith("\n") else f"{text}\n", lacking


# Data ---------------------------------------------------------------------------------------------


def _known(args: Namespace, files: Files, config: Config, template: Template, root: Need) -> Known:
    """The data that is asked for, as the first sample; none where all is to be made up."""
    if config.context and args.operation:
        raise UsageError("the data is that of `--context` or that of `--operation`, not of both")
    if config.context:
        return _of_files(files, config.context)
    if not (args.operation or args.spec):
        return Known()
    told = [files.shown(path) for path in args.spec]
    specs = [_spec(files, path) for path in told or _named(config, template)]
    supply = supplies([template], files, config, specs=specs)[template.source.path]
    return _of_operation(specs, args.operation, supply, root)


def _of_files(files: Files, paths: tuple[str, ...]) -> Known:
    """What files hold together; of a name that several have, the last."""
    fed = context_files(files, Api(context=paths), ())
    data = {name: value for one in fed for name, value in one.data.items()}
    return Known((Sample(paths[-1], data, fed),), whole=True)


def _named(config: Config, template: Template) -> Sequence[str]:
    """The specs of the template's API by the config; UsageError where it names none."""
    own = [api for api in config.apis if api.renders(template.source.path)] or config.apis
    paths = tuple(dict.fromkeys(path for api in own for path in api.spec))
    if not paths:
        raise UsageError("`--operation` is one of a spec: say which with `--spec FILE`")
    return paths


def _spec(files: Files, path: str) -> Spec:
    def read(path: str) -> Source | None:
        try:
            return files.read(path)
        except (OSError, ValueError):  # not there, or no path at all
            return None

    try:
        source = files.read(path)
    except OSError as error:
        reason = (error.strerror or "no such file or directory").lower()
        raise UsageError(f"`{path}` cannot be read as a spec: {reason}") from None
    spec, said = parse_witness(source, read)
    if spec is None:
        problem = next((note for note in said if "problem" in note.facts), None)
        if problem is not None:
            raise UsageError(f"{_place(problem.span)}: {problem.facts['problem']}")
        raise UsageError(f"`{path}` is no OpenAPI document")
    return spec


def _of_operation(specs: Sequence[Spec], asked: str | None, supply: Supply, root: Need) -> Known:
    """An operation's data, and that of others, which tells what operations may leave out."""
    operation = _operation([one for spec in specs for one in spec.operations], asked)
    others = [one for one in varied(specs) if one is not operation]
    samples = tuple(operation_samples((operation, *others), root, supply.named))
    first = samples[0] if samples and samples[0].label == str(operation) else None
    return Known(samples if first else (Sample(str(operation), {}), *samples))


def _operation(operations: Sequence[Operation], asked: str | None) -> Operation:
    """The operation of an id, or of a method and a path; UsageError where there is none."""
    if asked is None and len(operations) == 1:
        return operations[0]
    names = _names(operations)
    if asked is None:
        some = ", ".join(f"`{one.id or one}`" for one in operations[:_SHOWN])
        raise UsageError(f"say which operation with `--operation`: {some or 'the spec has none'}")
    method, _, path = asked.partition(" ")
    named = f"{method.upper()} {path.strip()}" if path else asked
    found = names.get(asked) or names.get(named)
    if found is None:
        raise UsageError(f"there is no operation `{asked}`{did_you_mean(named, names)}")
    return found


def _names(operations: Sequence[Operation]) -> Mapping[str, Operation]:
    """Operations by what they can be called: `getPet`, `GET /pets/{id}`."""
    found: dict[str, Operation] = {}
    for one in operations:
        for name in (one.id, str(one)):
            found.setdefault(name or str(one), one)
    return found
