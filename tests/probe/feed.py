"""Templates and what is known of their data, from short texts."""

from __future__ import annotations

from collections.abc import Mapping

from doclint.config import load_config
from doclint.files import Memory
from doclint.model.source import Source
from doclint.model.supply import Supply
from doclint.model.template import Template
from doclint.parse.jinja.templates import parse_template
from doclint.parse.specs.openapi import parse_spec
from doclint.probe.supplies import supplies
from doclint.probe.trial import Trial, trial

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      summary: List pets
      parameters:
        - {name: limit, in: query, description: "1 | 2", schema: {type: integer, default: 10}}
        - {name: sort, in: query, schema: {type: string}}
      responses:
        "200": {description: All pets.}
    post:
      operationId: addPet
      requestBody:
        content: {application/json: {schema: {properties: {name: {type: string}}}}}
      responses:
        "204": {description: Added.}
        "400": {description: Wrong.}
"""


def template_of(text: str, path: str = "page.md.j2") -> Template:
    return parse_template(Source(path, text))


def trial_of(text: str, files: Mapping[str, str] | None = None, *, spec: str = "") -> Trial:
    """A template on trial, with what the files of its project know of its data."""
    template = template_of(text)
    memory = Memory(dict(files or {}))
    config = load_config(memory)
    parsed = parse_spec(Source("openapi.yaml", spec), lambda _: None)[0] if spec else None
    specs = (parsed,) if parsed else ()
    supply: Supply = supplies([template], memory, config, specs=specs)["page.md.j2"]
    return trial(template, supply)


def fed(text: str, **contexts: str) -> Trial:
    """A template whose project keeps its data in files, one a keyword."""
    config = '[[api]]\ncontext = "data/*.yaml"\n'
    files = {f"data/{name}.yaml": own for name, own in contexts.items()}
    return trial_of(text, {"doclint.toml": config, **files})
