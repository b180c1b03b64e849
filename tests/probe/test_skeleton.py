"""A page is laid beside the fixed text of its template, line by line."""

from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template
from doclint.probe.skeleton import skeleton
from doclint.probe.trial import trial

TEMPLATE = """\
# {{ title }}

{% if note %}
> {{ note }}

{% endif %}
## Parameters

| Name | Type |
|------|------|
{% for p in params %}| {{ p.name }} | {{ p.type }} |
{% endfor %}
## Errors

{% for e in errors %}- `{{ e.code }}`: {{ e.text }}
{% else %}No errors.
{% endfor %}
```json
{{ body }}
```
"""


def laid(page, template=TEMPLATE):
    source = Source("t.md.j2", template)
    own = skeleton(trial(parse_template(source)))
    text = Source("page.md", page)
    found = {}
    for one in own.stretches(text):
        spot = one.spot(one.start, one.end)
        found.setdefault(text.position(one.start)[0], []).append((one, spot.line))
    return found


PAGE = """\
# List pets

## Parameters

| Name | Type |
|------|------|
| limit | integer |
| page | string |

## Errors

- `404`: None.
- `429`: Wait.

```json
{
  "a": 1
}
```
"""


def lines(page):
    return {line: {at for _, at in parts} for line, parts in laid(page).items()}


def test_each_line_has_the_line_of_the_template_that_made_it():
    found = lines(PAGE)
    wanted = {1: 1, 3: 7, 5: 9, 6: 10, 7: 11, 8: 11, 10: 13, 12: 15, 13: 15, 15: 18, 19: 20}
    assert {line: found[line] for line in wanted} == {a: {b} for a, b in wanted.items()}


def test_lines_of_a_value_are_those_of_its_tag():
    found = lines(PAGE)
    assert [found[line] for line in (16, 17, 18)] == [{19}] * 3


def test_rounds_are_counted():
    turns = [part.piece.loops for line in (7, 8) for part, _ in laid(PAGE)[line][:1]]
    assert turns == [("params[0]",), ("params[1]",)]


def test_branches_that_were_not_taken_leave_no_trace_and_others_do():
    page = PAGE.replace("- `404`: None.\n- `429`: Wait.\n", "No errors.\n")
    found = lines(page)
    assert found[12] == {16}


def test_values_are_between_the_fixed_text():
    parts = [(page.piece.literal, page.end - page.start) for page, _ in laid(PAGE)[7]]
    assert parts == [(True, 2), (False, 5), (True, 3), (False, 7), (True, 2)]


def test_another_page_has_few_of_the_steady_lines():
    own = skeleton(trial(parse_template(Source("t.md.j2", TEMPLATE))))
    assert own.found(Source("a.md", PAGE)) == len(own.steady) == 4
    assert own.found(Source("b.md", "# Pets\n\nPets bark.\n\n## Errors\n")) == 1


def test_lines_that_one_line_makes_again_and_again_are_laid_beside_that_line():
    found = lines("| a | b |\n" * 500)
    assert found == {at: {11} for at in range(1, 501)}
    found = lines("- `" * 300 + "\n" + "- `a`: b\n" * 300)
    assert found == {at: {15} for at in range(2, 302)}


def test_a_title_of_thousands_of_marks_is_one_title():
    assert lines("# " + "| " * 2_000) == {1: {1}}
