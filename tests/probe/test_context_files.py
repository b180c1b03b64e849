"""The data of pages is found where the config says, with the place of each part of it."""

import pytest

from doclint.config import UsageError, load_config
from doclint.files import Memory
from doclint.parse.data.documents import locate
from doclint.probe.context_files import context_files

PAGES = ("site/docs/pets/list.md", "site/docs/orders/list.md", "site/docs/about.md")

BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(40))


def found(context, texts, pages=PAGES, operations=None, rest=""):
    config = f'[[api]]\npages = ["docs/**/*.md"]\n{rest}\ncontext = {context!r}\n'
    files = Memory({"site/doclint.toml": config, **texts})
    api = load_config(files, "site/doclint.toml").apis[0]
    return context_files(files, api, pages, operations)


def told(feds):
    return [(fed.page, fed.source.path, dict(fed.data)) for fed in feds]


@pytest.mark.parametrize(
    ("context", "path"),
    [
        ("build/{page}.yaml", "site/build/docs/pets/list.yaml"),
        ("build/{page}.yaml", "site/build/pets/list.yaml"),
        ("build/{page}/data.json", "site/build/pets/list/data.json"),
        ("../{page}.yaml", "pets/list.yaml"),
        ("build/{operation}.yaml", "site/build/listPets.yaml"),
    ],
)
def test_a_page_has_the_file_that_is_called_like_it(context, path):
    feds = found(context, {path: '{"a": 1}'}, operations={PAGES[0]: "listPets"})
    assert told(feds) == [(PAGES[0], path, {"a": 1})]


def test_the_path_from_the_root_comes_before_that_from_the_folder_of_the_pages():
    texts = {"site/b/docs/about.yaml": "a: 1", "site/b/about.yaml": "a: 2"}
    assert told(found("b/{page}.yaml", texts)) == [(PAGES[2], "site/b/docs/about.yaml", {"a": 1})]


def test_pages_of_one_name_may_share_a_file():
    feds = found("build/{name}.yaml", {"site/build/list.yaml": "a: 1"})
    assert [fed.page for fed in feds] == [PAGES[0], PAGES[1]]


def test_a_glob_gives_each_file_the_page_that_is_called_like_it():
    texts = {
        "site/_build/x/about.yaml": "a: 1",
        "site/_build/x/list.yaml": "a: 2",
        "site/_build/sample.yaml": "a: 3",
    }
    assert told(found("_build/**/*.yaml", texts)) == [
        (None, "site/_build/sample.yaml", {"a": 3}),
        (PAGES[2], "site/_build/x/about.yaml", {"a": 1}),
        (None, "site/_build/x/list.yaml", {"a": 2}),  # two pages have the name
    ]


def test_one_file_may_hold_the_data_of_each_page():
    text = "about:\n  a: 1\nsite/docs/pets/list.md:\n  b: {c: 2}\nshared: {d: 3}\n"
    feds = found("all.yaml", {"site/all.yaml": text})
    assert told(feds) == [
        (PAGES[2], "site/all.yaml", {"a": 1}),
        (PAGES[0], "site/all.yaml", {"b": {"c": 2}}),
    ]
    place = feds[1].at("b", "c")
    start, end = locate(feds[1].source, [place])[place]
    assert text[start:end] == "2"
    assert feds[1].source.position(start) == (4, 10)


def test_one_file_without_pages_is_the_data_of_all():
    feds = found("all.yaml", {"site/all.yaml": "title: Pets\nparams: [{name: limit}]\n"})
    assert [fed.page for fed in feds] == [None]
    place = feds[0].at("params", 0, "name", key=True)
    assert (place.pointer, place.key) == ("/params/0/name", True)


def test_several_files_may_be_named():
    texts = {"site/a.yaml": "a: 1", "site/b.json": '{"b": 2}'}
    assert [fed.data for fed in found(["a.yaml", "b.json"], texts)] == [{"a": 1}, {"b": 2}]


def test_pages_of_other_apis_have_no_data_here():
    feds = found("{name}.yaml", {"site/about.yaml": "a: 1"}, pages=("blog/about.md", PAGES[2]))
    assert [fed.page for fed in feds] == [PAGES[2]]


@pytest.mark.parametrize(
    ("context", "texts", "message"),
    [
        (
            "all.yaml",
            {},
            "site/doclint.toml:4: `site/all.yaml` cannot be read as a context: "
            "no such file or directory",
        ),
        ("x/*.yaml", {}, "site/doclint.toml:4: `context`: there is no file like `x/*.yaml`"),
        (
            "b/{page}.yaml",
            {},
            "site/doclint.toml:4: `context`: no page has a file such as "
            "`site/b/docs/pets/list.yaml`",
        ),
        ("a.yaml", {"site/a.yaml": "- 1"}, "site/a.yaml:1:1: a context is a mapping of names, "),
        ("a.yaml", {"site/a.yaml": ""}, "site/a.yaml:1:1: a context is a mapping of names, "),
        ("a.json", {"site/a.json": '{\n "a": }'}, "site/a.json:2:7: expecting value"),
        ("a.yaml", {"site/a.yaml": "a: 1\nb: [1\nc: 2\n"}, "site/a.yaml:3:"),
        ("a.yaml", {"site/a.yaml": BOMB}, "site/a.yaml:1:1: a context of more than 1000000 values"),
    ],
)
def test_a_context_that_cannot_be_used_is_a_mistake_with_its_place(context, texts, message):
    with pytest.raises(UsageError) as caught:
        found(context, texts)
    assert str(caught.value).startswith(message)


def test_a_page_without_operation_has_no_file_that_is_called_after_one():
    assert found("{operation}.yaml", {}) == ()
