"""A documentation project with mistakes of many kinds, and what is hostile on its pages."""

from __future__ import annotations

PETS = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: kind, in: query, schema: {type: string, enum: [cat, dog]}}
      responses:
        "200": {description: The pets.}
        "429": {description: Too many.}
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets, one]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        "200":
          description: The pet.
          content:
            application/json:
              schema:
                type: object
                properties: {id: {type: string}, name: {type: string}}
"""
SHOPS = """\
openapi: 3.1.0
info: {title: Shops, version: "1"}
paths:
  /shops:
    get:
      operationId: listShops
      tags: [shops]
      parameters:
        - {name: city, in: query, schema: {type: string}}
      responses:
        "200": {description: The shops.}
"""
LIST_PETS = """\
# List pets

`GET /pets`

## Query parameters

| Name | Type | Required | Description |
|---|---|---|---|
| `limit` | string | No | How many. |
| `kind` | string | Yes | Which. |

## Responses

| Code | Meaning |
|---|---|
| 200 | The pets. |
| 404 | None. |
"""
GET_PET = """\
# Get a pet

`GET /pets/{id}`

## Path parameters

| Name | Type | Required | Description |
|---|---|---|---|
| `id` | integer | Yes | \u202eWhich\u202c <script>alert(1)</script> one. |

## Example response

```json
{"id": "1", "name": 7}
```
"""
LIST_SHOPS = """\
# List shops

`GET /shops`

## Query parameters

| Name | Type | Required | Description |
|---|---|---|---|
| `city` | integer | No | </script><img src=x onerror=alert(1)> |

<!-- doclint: ignore[table] known, with <b>reason</b> -->

| Code | Meaning |
|---|---|
| 200 | The shops. | more |
"""
ABOUT = "# About\n\nWelcome.\n"
CONFIG = """\
[[api]]
name = "pets"
spec = "pets.yaml"
pages = ["docs/pets/**"]
[[api]]
name = "shops"
spec = "shops.yaml"
pages = ["docs/shops/**"]
"""
OWNERS = "docs/pets/ @pet-writers\ndocs/shops/ @shop-writers\n"

FILES = {
    "pets.yaml": PETS,
    "shops.yaml": SHOPS,
    "docs/pets/list-pets.md": LIST_PETS,
    "docs/pets/get-pet.md": GET_PET,
    "docs/pets/about.md": ABOUT,
    "docs/shops/list-shops.md": LIST_SHOPS,
    "doclint.toml": CONFIG,
    "CODEOWNERS": OWNERS,
    ".git/HEAD": "",
}
"""All of it, by path."""
