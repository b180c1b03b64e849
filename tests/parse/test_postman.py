"""Collections: every request an operation, every name at its characters, nothing made up."""

import json

import pytest

from doclint.model.source import Pointer, Source
from doclint.parse.data.documents import locate
from doclint.parse.specs.postman import parse_collection, sniff
from doclint.read.specified import read_operation

SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"


def collection(*items, **more):
    data = {"info": {"name": "Orders", "schema": SCHEMA}, "item": list(items), **more}
    return json.dumps(data, indent=1)


def request(url, method="GET", *, name="Some", responses=(), **more):
    asked = {"method": method, "url": url, **more}
    return {"name": name, "request": asked, "response": list(responses)}


def spec_of(text):
    spec, notes = parse_collection(Source("orders.postman_collection.json", text))
    assert spec is not None, notes
    return spec


def specified(*items, **more):
    (operation,) = spec_of(collection(*items, **more)).operations
    return read_operation(operation)


def written(member):
    """The characters of the file that a member stands for."""
    source = member.anchor.source
    start, end = locate(source, [member.anchor])[member.anchor]
    return source.text[start:end]


def members(known):
    return [(m.where, ".".join(m.path), m.type.value.words if m.type else None) for m in known]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://api.example.com/v1/orders/:id?expand=items", "/v1/orders/{id}"),
        ("{{baseUrl}}/orders/{{orderId}}/items", "/orders/{orderId}/items"),
        ("{{host}}/orders/1234", "/orders/{1234}"),
        ("localhost:3000/orders", "/orders"),
        ("api.example.com/orders/", "/orders"),
        ({"raw": "x", "host": ["{{h}}"], "path": ["orders", ":id"]}, "/orders/{id}"),
        ({"path": [{"type": "string", "value": "orders"}, "items"]}, "/orders/items"),
        ({"raw": "http://localhost/orders#top"}, "/orders"),
        ({"host": ["x"], "path": "orders/all"}, "/orders/all"),
    ],
)
def test_an_address_is_a_path_with_its_placeholders_in_braces(url, path):
    assert [one.path for one in spec_of(collection(request(url))).operations] == [path]


@pytest.mark.parametrize("url", ["{{url}}", "https://api.example.com", None, 7, {}, {"path": [1]}])
def test_an_address_without_a_path_is_no_operation(url):
    assert spec_of(collection(request(url))).operations == ()


def test_variables_that_are_a_part_of_all_paths_are_put_in():
    variables = [{"key": "v", "value": "v2"}, {"key": "id", "value": "17"}]
    spec = spec_of(collection(request("{{host}}/{{v}}/orders/{{id}}"), variable=variables))
    assert [one.path for one in spec.operations] == ["/v2/orders/{id}"]


def test_folders_may_be_nested_and_requests_be_plain_texts():
    deep = {"name": "A", "item": [{"name": "B", "item": [request("http://h/orders", "post")]}]}
    plain = {"name": "C", "request": "http://h/orders"}
    spec = spec_of(collection(deep, plain, "odd", {"name": "empty"}))
    assert [str(one) for one in spec.operations] == ["POST /orders", "GET /orders"]


def test_requests_for_one_operation_are_taken_together():
    known = specified(
        request("{{h}}/orders/:id?expand=items"), request("{{h}}/orders/{{order}}?fields=id")
    )
    assert members(known.members) == [
        ("path", "id", None),
        ("query", "expand", None),
        ("query", "fields", None),
    ]


def test_names_in_a_query_stand_where_they_are_written():
    url = {
        "raw": "{{h}}/orders?limit=10",
        "path": ["orders"],
        "query": [
            {"key": "limit", "value": "10"},
            {"key": "state", "value": "", "disabled": True},
            {"key": None, "value": "x"},
        ],
    }
    known = specified(request(url))
    assert [(m.name, written(m)) for m in known.members] == [
        ("limit", '"limit"'),
        ("state", '"state"'),
    ]
    plain = specified(request("{{h}}/orders?limit=10&%66=1&state=open#x"))
    assert [written(m) for m in plain.members] == ["limit", "state"]


def test_headers_that_every_client_sends_are_left_out():
    headers = [{"key": "X-Trace", "value": "1"}, {"key": "Content-Type", "value": "text/plain"}]
    known = specified(request("{{h}}/orders", header=headers))
    assert [(m.where, m.name) for m in known.members] == [("header", "X-Trace")]


def test_a_raw_body_has_the_types_that_its_values_have_for_sure():
    raw = (
        '{"a": "x \\"y\\"", "n": 2, "f": 2.5, "t": true, "none": null, "id": "{{id}}", "v": {{v}},'
    )
    raw += ' "digits": "12", "empty": "", "list": [{"in": 1}, {"in": "x", "more": "z"}]}'
    known = specified(request("{{h}}/orders", "POST", body={"mode": "raw", "raw": raw}))
    assert members(known.members) == [
        ("body", "a", "string"),
        ("body", "n", "integer"),
        ("body", "f", "number"),
        ("body", "t", "boolean"),
        ("body", "none", None),
        ("body", "id", None),
        ("body", "v", None),
        ("body", "digits", None),
        ("body", "empty", None),
        ("body", "list", "array of object"),
        ("body", "list.in", "integer or string"),
        ("body", "list.more", "string"),
    ]


def test_names_and_values_of_a_body_stand_in_its_text():
    raw = '{\n\t"né": "a\\\\b",\n\t"emoji": "\U0001f600", "last": {"deep": "x"}\n}'
    known = specified(request("{{h}}/orders", "POST", body={"mode": "raw", "raw": raw}))
    assert [written(m) for m in known.members] == ["n\\u00e9", "emoji", "last", "deep"]
    types = [Pointer(m.type.anchor.source, m.type.anchor.pointer) for m in known.members]
    source = known.members[0].anchor.source
    shown = [source.text[slice(*locate(source, [each])[each])] for each in types]
    assert shown == ['\\"a\\\\\\\\b\\"', '\\"\\ud83d\\ude00\\"', '{\\"deep\\": \\"x\\"}', '\\"x\\"']


@pytest.mark.parametrize("raw", ["", "name=1", '{"a": 1', '{"a": 1} {"b": 2}', "a {}", 7, None])
def test_a_body_that_is_not_one_value_says_nothing(raw):
    known = specified(request("{{h}}/orders", "POST", body={"mode": "raw", "raw": raw}))
    assert known.members == ()


@pytest.mark.parametrize("mode", ["urlencoded", "formdata"])
def test_the_fields_of_forms_have_names(mode):
    fields = [{"key": "name", "value": "x"}, {"key": "photo", "type": "file", "src": None}]
    known = specified(request("{{h}}/orders", "POST", body={"mode": mode, mode: fields}))
    assert members(known.members) == [("body", "name", None), ("body", "photo", "file")]
    assert [written(m) for m in known.members] == ['"name"', '"photo"']


def test_saved_responses_tell_what_comes_back_and_no_other_status_is_denied():
    saved = [{"code": 200, "body": '{"id": 1}'}, {"code": 404, "body": "none"}, {"code": "x"}]
    known = specified(request("{{h}}/orders", responses=saved))
    assert [(m.status, m.name) for m in known.members] == [("200", "id")]
    assert known.statuses is None


def test_the_body_of_a_request_that_only_fails_may_be_wrong_on_purpose():
    body = {"mode": "raw", "raw": '{"nmae": 1}'}
    failed = request("{{h}}/orders", "POST", body=body, responses=[{"code": 400}])
    assert specified(failed).members == ()


def test_nothing_is_said_of_what_examples_cannot_tell():
    body = {"mode": "raw", "raw": '{"a": 1, "required": ["a"]}'}
    known = specified(request("{{h}}/orders/:id?x=1", "POST", body=body))
    path, query, own, *_ = known.members
    assert path.required is not None
    assert path.required.value is True
    assert [query.required, own.required, own.nullable, own.deprecated] == [None] * 4
    assert {"query", "body", "response"} <= known.open & known.opaque


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (collection(), True),
        ('{"info": {"_postman_id": "x"}, "item": []}', True),
        ('{"item": []}', False),
        (f'{{"schema": "{SCHEMA}"}}', False),
        (f"schema: {SCHEMA}", False),
        ("", False),
    ],
)
def test_a_collection_is_known_by_its_schema(text, is_one):
    assert sniff(text) is is_one


@pytest.mark.parametrize("text", ["[]", "{}", '{"item": {}}', "{", '{"item": 1}'])
def test_what_is_no_collection_has_no_spec(text):
    assert parse_collection(Source("a.json", text))[0] is None


@pytest.mark.parametrize(
    "item",
    [
        {"request": {"method": 1, "url": "http://h/a"}},
        {"request": {"url": {"raw": 1, "path": None, "query": {}, "variable": 1}}},
        {"request": {"url": "http://h/a", "header": "X: 1", "body": {"mode": "file"}}},
        {"request": {"url": "http://h/a", "body": {"mode": "urlencoded", "urlencoded": [1]}}},
        {"request": {"url": "http://h/a"}, "response": {"code": 200}},
        {"request": {"url": "http://h/a"}, "response": [None, {"code": 200, "body": {}}]},
        {"name": None, "request": {"method": "PROPFIND", "url": "http://h/a"}},
        {"request": []},
    ],
)
def test_odd_requests_do_no_harm(item):
    for operation in spec_of(collection(item)).operations:
        read_operation(operation)


def test_folders_in_sixty_folders_are_read():
    item = request("{{h}}/orders")
    for _ in range(60):
        item = {"name": "f", "item": [item]}
    assert len(spec_of(collection(item)).operations) == 1
