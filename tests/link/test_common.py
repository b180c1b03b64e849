"""What most operations of a spec share, be it all or those that change something."""

from doclint.link.common import common_names
from tests.build import spec_of

_TOKEN = "[{name: token, in: query, schema: {type: string}}]"
_PUT = f"{{parameters: {_TOKEN}, responses: {{}}}}"
_PATHS = "".join(f"  /boxes{n}: {{get: {{responses: {{}}}}, put: {_PUT}}}\n" for n in range(6))
SPEC = spec_of(f"paths:\n{_PATHS}  /lids: {{get: {{responses: {{}}}}}}\n")


def test_a_name_that_most_operations_have_that_change_something_is_common_among_them():
    assert common_names(SPEC, "query", "PUT") == {"token"}
    assert common_names(SPEC, "query", "DELETE") == {"token"}


def test_it_is_not_common_to_those_that_read_nor_to_all():
    assert not common_names(SPEC, "query", "GET")
    assert not common_names(SPEC, "query")


def test_of_a_few_operations_nothing_can_be_said():
    few = spec_of(f"paths:\n  /boxes: {{put: {_PUT}}}\n  /lids: {{put: {_PUT}}}\n")
    assert not common_names(few, "query", "PUT")
