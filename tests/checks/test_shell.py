"""Commands that a shell reads in another way than a reader."""

import pytest

from doclint.checks.shell import broken
from doclint.model.source import Source
from doclint.parse.markdown.pages import parse_markdown


def faults(text, end="```\n"):
    page = parse_markdown(Source("page.md", f"# Pets\n\n```bash\n{text}\n{end}"))
    return [hit.facts["fault"] for hit in broken(page)]


@pytest.mark.parametrize(
    ("end", "count"), [("", 1), ("\n...", 0), ("\n\u2026  ", 0), ("...\nx", 1)]
)
def test_an_open_quote_is_told_of_unless_the_sample_is_cut_there(end, count):
    assert len(faults(f"curl https://api.acme.com/pets -d 'a{end}")) == count


def test_an_open_quote_of_a_fence_without_its_end_is_not_told_of():
    assert faults("curl https://api.acme.com/pets -d 'a", end="") == []


def test_the_last_of_many_commands_is_looked_at():
    many = "curl https://api.acme.com/pets -d '{\"name\": 1}'\n" * 300
    assert faults(many) == []
    assert len(faults(many + "curl https://api.acme.com/pets -d 'a")) == 1
