"""Late patterns are those of `re`, but for when they are compiled."""

import re

import pytest

from doclint.model.pattern import regex


@pytest.mark.parametrize("flags", [0, re.I, re.M | re.S])
def test_a_late_pattern_finds_what_the_compiled_one_finds(flags):
    source, text = r"^(?P<word>[a-z]+).?$", "One\ntwo\nTHREE"
    late, early = regex(source, flags), re.compile(source, flags)
    for _ in range(2):  # before and behind the first use
        assert [m.span("word") for m in late.finditer(text)] == [
            m.span("word") for m in early.finditer(text)
        ]
        assert late.sub("-", text) == early.sub("-", text)
        assert late.split(text) == early.split(text)
        assert (late.pattern, late.flags) == (early.pattern, early.flags)


def test_nothing_is_compiled_before_it_is_used():
    broken = regex("(")
    with pytest.raises(re.error):
        broken.match("x")


def test_every_pattern_of_the_package_compiles():
    import importlib
    import pkgutil

    import doclint

    for module in pkgutil.walk_packages(doclint.__path__, "doclint."):
        if not module.name.endswith("__main__"):
            for value in vars(importlib.import_module(module.name)).values():
                if type(value) is type(regex("")):
                    assert value.pattern is not None
