"""A template of a hundred lines and the data that it is rendered from, to measure probing with."""

from __future__ import annotations

from typing import Any

_SECTION = """\
## {title}

{{% if {name} %}}
{about}

| Name | Type | About |
|------|------|-------|
{{%- for p in {name} %}}
| `{{{{ p.name }}}}` | {{{{ p.type }}}}{{{{ "!" if p.must }}}} | {{{{ p.about | cell }}}} |
{{%- endfor %}}

{{% else %}}
There are none.

{{% endif %}}
"""
_LISTS = ("path_params", "query_params", "header_params", "cookie_params", "fields", "answers")


def template_text() -> str:
    """The template."""
    head = '---\ntitle: "{{ title }}"\n---\n\n# {{ title }}\n\n{{ summary }}\n\n'
    sections = (
        _SECTION.format(title=name.replace("_", " ").capitalize(), name=name, about="As follows.")
        for name in _LISTS
    )
    tail = "## Example\n\n```json\n{{ example | tojson }}\n```\n"
    return head + "\n".join(sections) + tail


def template_data(rows: int = 5) -> dict[str, Any]:
    """Data for it, with so many rows in each table."""
    row = {"name": "limit", "type": "integer", "must": True, "about": "How many at most."}
    lists = {name: [dict(row) for _ in range(rows)] for name in _LISTS}
    return {"title": "List orders", "summary": "All.", "example": {"id": 1}, **lists}
