"""Which data of commands is looked at as JSON, and where its faults stand."""

import pytest

from doclint.checks._sent_json import plain_data
from doclint.checks.examples import invalid_json
from tests.build import block_of

CURL = "curl https://parcels.example/parcels"


def fence(*lines, label="bash", indent=""):
    return block_of("\n".join(f"{indent}{line}" for line in (f"```{label}", *lines, "```")))


def data(*lines, **options):
    return [str(one.body) for one in plain_data(fence(*lines, **options))]


def test_data_is_read_as_it_is_sent():
    assert data(f"$ {CURL} -d '{{\"id\": 1}}'") == ['{"id": 1}']
    assert data(f"{CURL} --data-raw '[{{\"id\": 1}}]'", label="") == ['[{"id": 1}]']


def test_data_on_several_lines_keeps_its_places_where_the_block_is_indented():
    block = fence(f"{CURL} -d '{{", '  "id": 1,', "}'", indent="  ")
    (hit,) = invalid_json(block)
    assert hit.anchor.source.position(hit.anchor.start)[0] == 3
    assert hit.anchor.text == ","


@pytest.mark.parametrize(
    "line",
    [
        f"{CURL} -d '{{\"id\": \"'$ID'\",}}'",
        f"{CURL} -d '{{\"id\": <id>,}}'",
        f"{CURL} -d '{{\"id\": {{{{ id }}}},}}'",
        f'{CURL} -d "{{\\"id\\": 1,}}"',
        f"{CURL} -d @parcel.json",
        f"{CURL} -d 'id=1'",
        f"{CURL} -d 'words, {{\"id\": 1,}}'",
        f"run(\"{CURL} -d '{{}},'\")",
    ],
)
def test_what_is_no_plain_json_is_left_alone(line):
    assert data(line) == []


def test_each_command_has_a_fault_of_its_own():
    line = f"{CURL} -d '{{\"id\": 1,}}'"
    assert len(list(invalid_json(fence(line, line)))) == 2
