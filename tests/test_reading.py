"""What was read is kept for the next run on the same text, and for no other."""

from doclint.config import Config
from doclint.files import Memory
from doclint.model.source import Source
from doclint.parse.includes.files import texts as include_texts
from doclint.read.vocabulary import load_vocabulary
from doclint.reading import Reading

SPEC = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {}\n"


def nothing(_path):
    return None


def test_the_page_of_a_text_is_read_once():
    reading = Reading()
    page = reading.page(Source("a.md", "# A\n"), None)
    assert reading.page(Source("a.md", "# A\n"), None) is page


def test_another_text_or_path_is_another_page():
    reading = Reading()
    page = reading.page(Source("a.md", "# A\n"), None)
    assert reading.page(Source("a.md", "# B\n"), None) is not page
    assert reading.page(Source("b.md", "# A\n"), None).source.path == "b.md"
    assert reading.page(Source("a.md", "# A\n"), None) is page  # as it was first


def test_a_page_that_takes_in_a_file_is_read_each_time():
    reading = Reading()
    text = '# A\n\n--8<-- "part.md"\n'

    def title(part):
        texts = include_texts(Memory({"a.md": text, "part.md": part}), Config())
        page = reading.page(Source("a.md", text), texts)
        return [section.heading.text for section in page.walk() if section.heading]

    assert title("## One\n") == ["A", "One"]
    assert title("## Two\n") == ["A", "Two"]


def test_bytes_that_are_no_text_are_told_each_time():
    reading = Reading()
    broken = Source("a.md", "# \N{REPLACEMENT CHARACTER}\n", (2,))
    assert reading.page(broken, None).source is broken
    again = Source("a.md", broken.text, (2,))
    assert reading.page(again, None).source is again


def test_what_a_page_says_is_read_once():
    reading, vocabulary = Reading(), load_vocabulary({})
    page = reading.page(Source("a.md", "# A\n\n`GET /a`\n"), None)
    said = reading.contracts(page, vocabulary, None)
    assert reading.contracts(page, vocabulary, None) is said
    other = reading.page(Source("a.md", "# A\n\n`GET /b`\n"), None)
    assert reading.contracts(other, vocabulary, None)[0].page is other


def test_a_spec_of_one_file_is_read_once_and_one_of_several_each_time():
    reading = Reading()
    first, _ = reading.spec(Source("a.yaml", SPEC), nothing)
    assert first is not None
    assert reading.spec(Source("a.yaml", SPEC), nothing)[0] is first
    whole = "components: {schemas: {A: {$ref: 'part.yaml'}}}\n"

    def part(_path):
        return Source("part.yaml", "type: string\n")

    spec, _ = reading.spec(Source("b.yaml", SPEC + whole), part)
    assert spec is not None
    assert reading.spec(Source("b.yaml", SPEC + whole), part)[0] is not spec
