"""One page of an invented API, as different tools save it; and the spec that it is about."""

SPEC = """openapi: 3.0.3
info: {title: Harbour, version: "1"}
paths:
  /v1/berths:
    get:
      operationId: listBerths
      summary: List berths
      parameters:
        - {name: limit, in: query, required: false, schema: {type: integer, default: 20}}
        - {name: pier, in: query, required: true, schema: {type: string}}
      responses:
        "200":
          description: OK
          content:
            application/json:
              schema:
                type: object
                additionalProperties: false
                properties:
                  berth_id: {type: string}
                  depth: {type: number}
        "401": {description: Unauthorized}
        "404": {description: Not Found}
"""

INNER_TEXT = """Products
Pricing
Guides
API Reference
Support

List berths

Returns the berths of a pier, the deepest ones first. At most a hundred are returned in one call.

URI

GET /v1/berths

Query parameters

Name	Type	Required	Description
limit	integer	No	How many berths are returned.
Default: 20
pier	string	Yes	The pier that the berths belong to.

Example request

curl
Copy
curl -X GET "https://api.example.com/v1/berths?pier=north" \\
  -H "Authorization: Bearer TOKEN"

Response

Name	Type	Description
berth_id	string	The number on the quay.
depth	number	The depth at low tide.

Example response

JSON
Copy
{
  "berth_id": "N-12",
  "depth": 7.5
}

Status codes

200: OK
401: Unauthorized
404: Not Found

Feedback

Was this page helpful?
"""
"""Text between tabs, as `innerText` has it."""

EXTRACTED = """List berths
Returns the berths of a pier, the deepest ones first. At most a hundred are returned in one call.
URI
GET /v1/berths
Query parameters
| Name | Type | Required | Description |
|---|---|---|---|
| limit | integer | No | How many berths are returned. Default: 20 |
| pier | string | Yes | The pier that the berths belong to. |
Example request
curl -X GET "https://api.example.com/v1/berths?pier=north" \\
  -H "Authorization: Bearer TOKEN"
Response
| Name | Type | Description |
|---|---|---|
| berth_id | string | The number on the quay. |
| depth | number | The depth at low tide. |
Example response
| 1 2 3 4 | { "berth_id": "N-12", "depth": 7.5 } |
Status codes
- 200: OK
- 401: Unauthorized
- 404: Not Found
"""
"""Headings without marks, tables with pipes, code in a table with its gutter."""

IN_LINES = """List berths
Returns the berths of a pier, the deepest ones first. At most a hundred are returned in one call.
URI
GET /v1/berths
Query parameters
Name
Type
Required
Description
limit
integer
No
How many berths are returned.
pier
string
Yes
The pier that the berths belong to.
Example request
curl -X GET "https://api.example.com/v1/berths?pier=north" \\
  -H "Authorization: Bearer TOKEN"
Example response
1
2
3
4
{
  "berth_id": "N-12",
  "depth": 7.5
}
Status codes
200: OK
401: Unauthorized
404: Not Found
"""
"""A line for each text of the page."""

TERMINAL = """  • Products
  • Pricing
  • Guides
  • API Reference
      □ List berths
      □ Show a berth

List berths

Returns the berths of a pier, the deepest ones first, and those that are free
before the others. At most a hundred are returned in one call.

URI

GET /v1/berths

Query parameters

Name   Type     Required  Description
limit  integer  No        How many berths are returned.
pier   string   Yes       Pier of the berths.

Example request

curl -X GET "https://api.example.com/v1/berths?pier=north" \\
  -H "Authorization: Bearer TOKEN"

Example response

1 {
2   "berth_id": "N-12",
3   "depth": 7.5
4 }

Status codes

  • 200: OK
  • 401: Unauthorized
  • 404: Not Found
"""
"""A page in a terminal: lines of 80 columns, numbers in front of lines of code."""

PLAIN = """List berths

Returns the berths of a pier, the deepest ones first, and those that
are free before the others. At most a hundred are returned in one
call.

URI

GET /v1/berths

Query parameters

  Name    Type      Required   Description
  ------- --------- ---------- -------------------------------------
  limit   integer   No         How many berths are returned.
  pier    string    Yes        The pier that the berths belong to.

Response

+----------+---------+---------------------------+
| Name     | Type    | Description               |
+==========+=========+===========================+
| berth_id | string  | The number on the quay,   |
|          |         | with that of the pier.    |
+----------+---------+---------------------------+
| depth    | number  | The depth at low tide.    |
+----------+---------+---------------------------+

Example response

    {
      "berth_id": "N-12",
      "depth": 7.5
    }

Status codes

- 200: OK
- 401: Unauthorized
- 404: Not Found
"""
"""Tables drawn with dashes and in frames, as converters to plain text write them."""

ALL = {
    "inner_text": INNER_TEXT,
    "extracted": EXTRACTED,
    "in_lines": IN_LINES,
    "terminal": TERMINAL,
    "plain": PLAIN,
}
