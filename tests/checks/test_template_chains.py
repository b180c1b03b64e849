"""Filters that a value in a block lacks, and JSON that falls out of its block."""

from __future__ import annotations

from doclint.checks.template_chains import json_behind_block, shorter_chain
from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template


def missing(*values: str, opener: str = "```json") -> list[object]:
    text = "".join(f"{opener}\n{{{{ {value} }}}}\n```\n\n" for value in values)
    template = parse_template(Source("page.md.j2", text))
    return [hit.facts["filter"] for hit in shorter_chain(template)]


def fallen(text: str, name: str = "page.rst.j2") -> list[object]:
    return [hit.facts["why"] for hit in json_behind_block(parse_template(Source(name, text)))]


def test_one_of_three_lacks_a_filter() -> None:
    assert missing("a|x|y", "b|x", "c|x|y") == ["y"]
    assert missing("a|x(1)|y", "b", "c|x(1)|y") == ["x|y"]


def test_values_that_differ_otherwise_lack_nothing() -> None:
    assert not missing("a|x|y", "b|x")
    assert not missing("a|x|y", "b|z", "c|x|y")
    assert not missing("a|x", "b|x|y", "c|x")
    assert not missing("a|x(1)", "b|x(2)", "c|x(1)")
    assert not missing("a|x", "b", "c", "d|x")
    assert not missing("a|x", "f()", "c|x")
    assert not missing("a|x", "b", "c|x", opener="Text")


BLOCK = ".. code-block:: json\n\n{{ a|tojson(indent=2) }}\n"


def test_json_has_to_be_indented_in_a_block() -> None:
    assert fallen(BLOCK) == ["it is not indented, so that the block is empty"]
    assert fallen(BLOCK.replace(") }", ")|indent(4) }")) == [
        "it is not indented, so that the block is empty"
    ]
    assert fallen(BLOCK.replace("{{", "   {{")) == ["only its first line is indented"]


def test_json_may_be_indented_in_many_ways() -> None:
    assert not fallen(BLOCK.replace(") }", ")|indent(4, true) }"))
    assert not fallen(BLOCK.replace(") }", ")|boxed }"))
    assert not fallen(BLOCK.replace("{{", "   {{").replace(") }", ")|indent(3) }"))
    assert not fallen(BLOCK.replace("{{", "   {{").replace("(indent=2)", ""))
    assert not fallen("{% filter indent(4, true) %}" + BLOCK + "{% endfilter %}")
    assert not fallen(BLOCK, "page.md.j2")
