"""What is read in code stands at its own characters, though a list item indents the code."""

from doclint.model.page import Example
from doclint.model.source import Source, Text
from doclint.read.namings import request_lines
from doclint.read.statuses import http_statuses
from tests.build import page_of


def example(*lines):
    body = "".join(f"  {line}\n" for line in lines)
    page = page_of(f"- Call it:\n\n  ```http\n{body}  ```\n")
    (found,) = [block for block in page.blocks() if isinstance(block, Example)]
    return found


def test_a_status_line_behind_others_is_marked_exactly():
    (status,) = http_statuses(example("# answer", "", "HTTP/1.1 404 Not Found"))
    assert status.anchor.text == "404"
    assert status.phrase is not None
    assert status.phrase.anchor.text == "Not Found"


def test_each_request_line_is_marked_exactly():
    for naming in request_lines(example("GET /boats", "PUT /boats/{id}")):
        assert naming.method is not None
        assert naming.method.anchor.text == naming.method.value
        assert naming.path.anchor.text == naming.path.value


def test_a_stretch_of_a_body_is_found_line_by_line():
    source = Source("page.md", "- x\n\n  ```\n  {\n    a\n  }\n  ```\n")
    start, end = source.text.index("  {"), source.text.index("\n  ```\n", 12)
    body = Text("{\n  a\n}", source.span(start, end))
    assert (body.at(4, 5).text, body.at(0, 1).text) == ("a", "{")
