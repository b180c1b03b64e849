"""A page is known to be rendered from a template only where that is certain."""

from __future__ import annotations

from doclint.build import build
from doclint.config import load_config
from doclint.discover import discover
from doclint.files import Memory
from doclint.probe.origins import rendered_pages
from tests.docs_tree import CONFIG, TEMPLATE, tree

PATH = "templates/endpoint.md.j2"


def pages_of(texts, paths=(".",)):
    files = Memory(texts)
    config = load_config(files)
    found = discover(files, paths, config)
    project, checked = build(files, found, config)
    templates = (*project.templates, *project.other_templates)
    return rendered_pages(files, config, project, templates, checked)


def without(texts, *starts, **more):
    kept = {path: text for path, text in texts.items() if not path.startswith(starts)}
    return {**kept, **more}


def test_pages_are_what_their_files_of_data_give():
    found = pages_of(tree(pages=4))
    assert len(found) == 4
    assert {one.template.source.path for one in found.values()} == {PATH}
    assert all(one.is_from_files and not one.differences for one in found.values())


def test_a_checked_page_is_known_by_a_template_that_is_not_checked():
    assert "docs/read-apple.md" in pages_of(tree(pages=4), ("docs/read-apple.md",))


def test_without_a_configuration_a_page_is_known_by_the_fixed_text():
    found = pages_of({**without(tree(pages=4), "build/"), "doclint.toml": ""})
    assert len(found) == 4
    assert all(one.feed is None for one in found.values())
    assert {one.evidence for one in found.values()} == {"9 of 9 fixed lines"}


def test_of_two_templates_that_fit_none_is_taken():
    texts = {**without(tree(pages=3), "build/"), "doclint.toml": "", "b/other.md.j2": TEMPLATE}
    assert not pages_of(texts)


def test_the_configuration_tells_two_templates_apart():
    texts = {**tree(pages=3), "b/other.md.j2": TEMPLATE}
    assert {one.template.source.path for one in pages_of(texts).values()} == {PATH}


def test_a_page_with_headings_of_its_own_is_not_taken_to_be_rendered():
    texts = {**without(tree(pages=3), "build/"), "doclint.toml": ""}
    texts["docs/read-apple.md"] += "\n## Notes\n\n## History\n\n## See also\n\n## Credits\n"
    assert "docs/read-apple.md" not in pages_of(texts)
    assert len(pages_of(texts)) == 2


def test_what_a_spec_says_is_the_data_if_most_pages_are_what_it_gives():
    template = (
        "# {{ summary }}\n\n`{{ method }} {{ path }}`\n\n## Path parameters\n\n"
        "| Parameter | Type |\n|---|---|\n"
        "{% for p in path_params %}| `{{ p.name }}` | {{ p.type }} |\n{% endfor %}\n"
        "## Query parameters\n\n| Parameter | Type |\n|---|---|\n"
        "{% for p in query_params %}| `{{ p.name }}` | {{ p.type }} |\n{% endfor %}\n"
        "## Errors\n\nSee the list of errors.\n"
    )
    import jinja2

    from tests.docs_tree import contexts, spec

    compiled, data = jinja2.Template(template), contexts(6)
    texts = {
        f"docs/{name}.md": compiled.render({**own, "summary": own["title"]})
        for name, own in data.items()
    }
    texts |= {"openapi.yaml": spec(data), PATH: template}
    page = texts["docs/read-apple.md"]
    texts["docs/read-apple.md"] = page.replace("| `limit` | integer |", "| `limit` | number |")
    found = pages_of(texts)
    assert all(one.feed is not None and not one.is_from_files for one in found.values())
    assert [path for path, one in found.items() if one.stale] == ["docs/read-apple.md"]


def test_data_that_gives_other_pages_in_many_ways_is_not_what_they_were_made_of():
    texts = tree(pages=8)
    for number, path in enumerate([path for path in texts if path.startswith("docs/")]):
        lines = texts[path].split("\n")
        filled = [at for at, line in enumerate(lines) if line.strip()]
        lines[filled[2 * number + 2]] += " (more)"
        texts[path] = "\n".join(lines)
    assert not any(one.stale for one in pages_of(texts).values())


def test_templates_that_cannot_be_rendered_leave_pages_alone():
    texts = tree(pages=2, config=CONFIG)
    for broken in ("{% for %}\n# {{ a }\n", "", "{{ body }}", "{% extends 'gone' %}", "{% raw %}"):
        assert not pages_of({**texts, PATH: broken})
