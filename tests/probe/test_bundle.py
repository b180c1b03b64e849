"""Templates come with those that they use, however those use one another."""

from __future__ import annotations

from doclint.config import Config
from doclint.files import Memory
from doclint.model.template import Template
from doclint.probe.bundle import load_templates
from doclint.probe.reading import needs


def _load(texts: dict[str, str]) -> dict[str, Template]:
    files = Memory(texts)
    loaded = load_templates(files, [files.read(name) for name in texts], Config())
    return dict(zip(texts, loaded, strict=True))


def _includes(*names: str) -> str:
    return "".join(f'{{% include "{name}" %}}\n' for name in names)


def test_what_a_template_uses_is_found_and_what_is_not_there_is_lost() -> None:
    found = _load({"a.j2": _includes("b.j2", "c.j2"), "b.j2": "{{ pet }}"})
    assert [*found["a.j2"].others] == ["b.j2"]
    assert found["a.j2"].lost == ("c.j2",)
    assert found["b.j2"].complete
    assert not found["a.j2"].complete


def test_templates_that_include_each_other_are_read_once_below_each() -> None:
    found = _load({"a.j2": _includes("b.j2"), "b.j2": _includes("a.j2")})
    assert [one.source.path for one in found["a.j2"].files()] == ["a.j2", "b.j2"]
    assert [one.source.path for one in found["b.j2"].files()] == ["b.j2", "a.j2"]


def test_layers_of_templates_share_what_they_use() -> None:
    names = [[f"{row}-{n}.j2" for n in range(5)] for row in range(8)]
    below = [*names[1:], []]
    found = _load(
        {
            name: _includes(*used) + f"{{{{ pet{row} }}}}"
            for row, (own, used) in enumerate(zip(names, below, strict=True))
            for name in own
        },
    )
    first = found["0-0.j2"]
    assert sum(1 for _ in first.files()) == 1 + 7 * 5
    assert first.complete
    assert "pet3" in needs(first).keys


def test_templates_that_all_include_all_others_are_followed_only_so_far() -> None:
    names = [f"t{n}.j2" for n in range(14)]
    texts = {
        name: f"{{{{ pet{n} }}}}" + _includes(*(one for one in names if one != name))
        for n, name in enumerate(names)
    }
    first = _load(texts)["t0.j2"]
    assert {one.source.path for one in first.files()} == set(names)
    assert not first.complete
    assert "pet13" in needs(first).keys
