"""Places for defects are places: edits change the text there, and nothing raises on any page."""

from pathlib import Path
from random import Random

import pytest

from doclint.config import Config
from doclint.files import Folder, Memory
from doclint.model.planted import Plant
from doclint.run import lint
from doclint.selftest.defects import defects
from doclint.selftest.sites import misspelt
from doclint.selftest.sowing import batches, planted, sow, subjects
from tests.test_selftest import GET, POST, SPEC, TEMPLATE

TESTS = Path(__file__).parent
FOLDERS = ("dialects", "html_pages", "lists", "localised", "rst_pages", "saved_text")


def found(files):
    return lint(files, (".",), Config(), ())


def plants(result, number=50, *names):
    every = defects()
    kinds = [every[name] for name in names] or [*every.values()]
    return [*sow(kinds, subjects(result), seed=7, number=number)]


@pytest.fixture(scope="module")
def ours():
    files = {"openapi.yaml": SPEC, "docs/get.md": GET, "docs/post.md": POST, "a.md.j2": TEMPLATE}
    return found(Memory(files))


@pytest.mark.parametrize("folder", [*FOLDERS, "template_bugs", "../examples"])
def test_on_any_page_each_edit_changes_the_text_where_it_says(folder):
    result = found(Folder(str(TESTS / folder)))
    every = plants(result)
    assert every or folder in ("dialects", "saved_text")
    for plant in every:
        text = result.sources[plant.path].text
        (after,) = planted(result.sources, [plant]).values()
        assert after != text
        first = plant.changes[0]
        assert 0 <= first.start <= first.end <= len(text)
        assert text.count("\n", 0, first.start) + 1 == plant.line
        assert plant.lines[0] <= plant.line <= plant.lines[1]


def test_a_plant_is_what_it_says(ours):
    def after(name):
        (plant,) = plants(ours, 1, name)
        return planted(ours.sources, [plant])[plant.path], plant

    text, plant = after("default")
    assert "maximum: 90. Default: `27`" in text
    assert plant.what == "the default of `limit`: 20 becomes 27"
    text, _ = after("limit")
    assert "maximum: 97." in text
    text, _ = after("table-delimiter")
    assert text.count("|---") < GET.count("|---") + POST.count("|---")
    text, _ = after("template-delimiter")
    assert "<% for param in" in text
    assert "<% endfor %>" in text


def test_wrong_already_is_no_place_for_a_defect():
    """What is caught must be the planted defect, so the row has to be right before."""
    wrong = POST.replace("| `weight` | integer |", "| `weight` | string |")
    result = found(Memory({"openapi.yaml": SPEC, "docs/post.md": wrong}))
    assert {plant.what.partition(":")[0] for plant in plants(result, 50, "type")} == {
        "the type of `name`"
    }


def test_a_list_that_leaves_something_out_is_none_to_leave_something_out_of():
    short = GET.replace("| 404 | There is no such pet |\n", "")
    result = found(Memory({"openapi.yaml": SPEC, "docs/get.md": short}))
    assert not plants(result, 50, "missing-status")


def test_plants_of_one_batch_keep_apart(ours):
    every = plants(ours, 3)
    tried = [*batches(every, homes=40)]
    assert sorted(map(id, every)) == sorted(id(plant) for batch in tried for plant in batch)
    for batch in tried:
        assert len({plant.defect for plant in batch}) == len(batch)
        for one in batch:
            for other in batch:
                apart = one.lines[1] < other.lines[0] or other.lines[1] < one.lines[0]
                assert one is other or one.path != other.path or apart


def test_alone_means_alone_on_its_page(ours):
    for batch in batches(plants(ours, 3), homes=0):
        paths = [plant.path for plant in batch]
        assert len(set(paths)) == len(paths)


def test_edits_of_several_plants_go_into_one_text(ours):
    one, two = (plants(ours, 1, name)[0] for name in ("front-matter", "json-quote"))
    assert one.path == two.path == "docs/get.md"
    (text,) = planted(ours.sources, [one, two]).values()
    assert ": more of it" in text
    assert text.count('"') == GET.count('"') - 1


@pytest.mark.parametrize(("name", "taken"), [("id", ()), ("aaaa", ()), ("", ()), ("123456", ())])
def test_a_name_without_two_letters_to_swap_is_not_misspelt(name, taken):
    assert misspelt(name, Random(1), taken) is None


def test_a_slip_is_no_other_name():
    assert misspelt("form", Random(1), {"from", "fomr"}) is None
    assert misspelt("form", Random(1)) == "fomr"


def test_plants_are_plain_values(ours):
    assert all(isinstance(plant, Plant) and hash(plant) for plant in plants(ours, 1))
