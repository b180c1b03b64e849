"""Several signs speak for an operation, so that a wrong one does not lose the section."""

import pytest

from doclint.link.linking import link
from tests.build import contracts_of, paths_of, spec_of

SPEC = spec_of(
    paths_of("GET /boats listBoats", "POST /boats addBoat", "DELETE /boats/{id} sinkBoat")
    + """
  /harbours:
    get:
      operationId: findHarbours
      summary: Find harbours
      parameters:
        - {name: coast, in: query, schema: {type: string}}
        - {name: depth, in: query, schema: {type: number}}
      responses: {"200": {description: ok}}
"""
)
ROWS = "\n| Name | Type |\n|---|---|\n| coast | string |\n| depth | number |\n"


def linked(text):
    links = link(contracts_of(text), [SPEC])
    return [each.label for endpoint in links.endpoints for each in endpoint.specified]


@pytest.mark.parametrize(
    "text",
    [
        f"# Find harbours\n\n`POST /harbours`\n{ROWS}",
        f"# Find harbours\n\n`GET /harbors`\n{ROWS}",
        f"# Find harbours\n{ROWS}",
        f"# findHarbours\n{ROWS}",
        f"# Search\n\n```bash\ncurl https://api.test/harbours\n```\n{ROWS}",
        f"---\noperationId: findHarbours\n---\n# Search\n{ROWS}",
        f"---\ntitle: Find harbours\n---\n{ROWS}",
    ],
)
def test_one_wrong_or_missing_sign_does_not_lose_the_section(text):
    assert linked(text) == ["GET /harbours"]


@pytest.mark.parametrize(
    "text",
    [
        "# Find harbours\n\nA guide in words.\n",
        "# Find harbours\n\n| Name | Type |\n|---|---|\n| mast | string |\n| sail | number |\n",
        f"# Find harbours\n\n`GET /quite/another/thing`\n{ROWS}",
        "# Boats\n\n```bash\ncurl https://elsewhere.test/install.sh\n```\n",
    ],
)
def test_a_title_alone_is_no_proof(text):
    assert linked(text) == []
