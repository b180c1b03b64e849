"""Parts of an API that a spec does not have are told as one, where all pages are looked at."""

from __future__ import annotations

import pytest

from doclint.link.linking import link
from tests.build import HEAD, contracts_of, spec_of

SPEC = (
    HEAD
    + "paths:\n"
    + "".join(
        f"  {path}: {{get: {{responses: {{'200': {{description: OK}}}}}}}}\n"
        for path in ("/v1/pets", "/v1/pets/{id}", "/v1/owners", "/v1/owners/{id}", "/v1/toys")
    )
)
KNOWN = "## GET /v1/pets\n\n## GET /v1/pets/{id}\n\n## GET /v1/owners\n\n## GET /v1/toys\n\n"


def regions(*paths: str, whole: bool = True) -> set[str]:
    page = f"# Pets\n\n{KNOWN}" + "".join(f"## GET {path}\n\n" for path in paths)
    links = link(contracts_of(page), [spec_of(SPEC)], whole=whole)
    return {endpoint.region for endpoint in links.endpoints} - {""}


def test_a_version_that_is_not_there_is_one_region():
    assert regions("/v2/pets", "/v2/toys", "/v2/owners", "/v2/owners/{id}") == {"/v2"}


def test_a_resource_that_is_not_there_is_one_region_below_what_is_there():
    shelves = [f"/v1/shelves{more}" for more in ("", "/{id}", "/{id}/books", "/{id}/lamps")]
    assert regions(*shelves) == {"/v1/shelves"}


@pytest.mark.parametrize(
    "paths",
    [
        ("/v2/pets", "/v2/toys", "/v2/owners"),
        ("/v1/owner", "/v1/owner/{id}", "/v1/owner/{id}/pets", "/v1/owner/{id}/toys"),
        ("/v1/pets/{id}/a", "/v1/pets/{id}/b", "/v1/toys/a", "/v1/toys/b"),
    ],
    ids=["three", "a slip", "several places"],
)
def test_others_are_told_one_by_one(paths):
    assert regions(*paths) == set()


def test_of_single_files_each_is_told():
    paths = ("/v2/pets", "/v2/toys", "/v2/owners", "/v2/owners/{id}")
    assert regions(*paths, whole=False) == set()
