"""Labels of fences, notation and secrets, beyond what the examples of the rules show."""

from __future__ import annotations

import pytest

from doclint.checks.fences import notation, wrong_language
from doclint.checks.secrets import secret_shown
from doclint.model.page import Example
from tests.build import block_of

RANDOM = "q7Wz3mXk5TrVj2PlN8bYc4HdFs6GgE9uRtAo"


def fence(label: str, body: str) -> Example:
    block = block_of(f"```{label}\n{body}\n```\n")
    assert isinstance(block, Example)
    return block


@pytest.mark.parametrize(
    ("label", "body", "content"),
    [
        ("json", "$ curl -s https://a.example", "a shell command"),
        ("JSON", 'curl "$HOST/pets"', "a shell command"),
        ("json", "curl -d '\n{\n}\n' https://a.example", "a shell command"),
        ("json", "POST https://a.example/pets HTTP/1.1\nAccept: */*", "an HTTP request"),
        ("javascript", "wget https://a.example/pets", "a shell command"),
        ("json", "<pets>\n  <pet/>\n</pets>", "XML or HTML"),
        ("xml", '{"id": 1}', "JSON"),
        ("html", "GET /pets", "an HTTP request"),
    ],
)
def test_wrong_labels_are_told_at_the_label(label, body, content):
    (hit,) = wrong_language(fence(label, body))
    assert (hit.facts["content"], hit.anchor.text) == (content, label)


@pytest.mark.parametrize(
    ("label", "body"),
    [
        ("", "curl https://a.example"),
        ("sh", '{"id": 1}'),
        ("json", ""),
        ("json", "curl"),
        ("json", "http://a.example"),
        ("json", "<pet>"),
        ("json", "DELETE"),
        ("javascript", "<Pet></Pet>"),
        ("xml", "{{ pet }}"),
        ("xml", "<pet>curl</pet>"),
        ("json", "HTTP/1.1 200 OK\n\n{}"),
    ],
)
def test_labels_that_may_be_right_are_silent(label, body):
    assert list(wrong_language(fence(label, body))) == []


def test_notation_is_told_once_and_mistakes_are_not():
    hits = list(notation(fence("json", '{"id": <id>, "tags": [1, ...]}')))
    assert [hit.anchor.text for hit in hits] == ["<id>"]
    assert not list(notation(fence("json", '{"id": 1, "tags": [1, ...],}')))
    assert not list(notation(fence("jsonc", '{"id": 1, ...}')))


@pytest.mark.parametrize(
    "secret",
    [
        "AKIA7QWZ3MXK5TRVJ2PL",
        f"ghp_{RANDOM}",
        f"glpat-{RANDOM[:20]}",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJrMjkxIiwiaXNzIjoiYWNtZS1pZHAifQ." + RANDOM + RANDOM,
    ],
)
def test_what_looks_real_is_told(secret):
    (hit,) = secret_shown(fence("sh", f"export X={secret}"))
    assert hit.anchor.text == secret


@pytest.mark.parametrize(
    "text",
    [
        "AKIAIOSFODNN7EXAMPLE",
        "AKIAXXXXXXXXXXXXXXXX",
        f"ghp_{'a' * 36}",
        f"ghp_{RANDOM}more",
        "glpat-yourtokengoeshere12",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0." + RANDOM + RANDOM,
        "eyJhbGciOiJIUzI1NiJ9.eyJub25l.short",
        "eyJ" * 50_000,
        "-----BEGIN PRIVATE KEY-----\n" * 5_000,
    ],
)
def test_what_is_made_up_or_none_is_silent(text):
    assert list(secret_shown(fence("sh", text))) == []
