"""What a template is fed: what a spec says of an operation, as plain data with many names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from doclint.model.spec import Node, Operation, Spec
from doclint.probe.bodies import answers, requests
from doclint.probe.names import at, spelling
from doclint.probe.parameters import Context, grouped, read_parameter
from doclint.read.specified import parameter_nodes


def operation_context(
    spec: Spec, operation: Operation, *, context_map: Mapping[str, str] | None = None
) -> Context:
    """What the spec says of an operation, under the names of `contexts.toml`.

    `context_map` adds names: what each is, as a path such as `parameters.query`. What the spec does
    not say is empty where all operations have it, and left out of parameters and schemas.
    """
    parameters = [read_parameter(node) for node in parameter_nodes(operation)]
    found = {
        **_identity(spec, operation),
        **grouped(parameters),
        **requests(operation, parameters),
        **answers(operation),
    }
    added = {name: at(path, found) for name, path in (context_map or {}).items()}
    return found | {name: value for name, value in added.items() if value is not None}


def _identity(spec: Spec, operation: Operation) -> Context:
    node, root = operation.node, Node(spec.document, "", spec.document.data)
    summary, name = node.text("summary") or "", operation.id or ""
    title = summary or " ".join(spelling(name).split("_")).capitalize() or str(operation)
    listed = node.value.get("tags")
    tags = [tag for tag in listed if isinstance(tag, str)] if isinstance(listed, list) else []
    info = root.get("info")
    about = dict(info.value) if info and isinstance(info.value, dict) else {}
    description = node.text("description") or ""
    return {
        "page_title": title,
        "page_excerpt": summary or description.partition("\n")[0],
        "name": name or title,
        "slug": re.sub(r"\W+", "-", name or title).strip("-").lower(),
        "summary": summary,
        "description": description,
        "operation_id": name,
        "method": operation.method,
        "path": operation.path,
        "tags": tags,
        "tag": tags[0] if tags else "",
        "deprecated": node.truth("deprecated"),
        "security": list(_security(root, node)),
        "info": about,
        "version": str(about.get("version", "")),
        **_addresses(spec, operation),
    }


def _addresses(spec: Spec, operation: Operation) -> Context:
    root = spec.document.data
    listed = root.get("servers")
    servers = [s for s in listed if isinstance(s, dict)] if isinstance(listed, list) else []
    servers = servers or [{"url": url} for url in spec.servers]
    base = str(root.get("basePath") or "").rstrip("/") if spec.legacy else ""
    first = spec.servers[0].rstrip("/") if spec.servers else ""
    return {
        "servers": servers,
        "base_url": first + base,
        "base_path": base or next(iter(spec.base_paths), ""),
        "url": first + base + operation.path,
    }


def _security(root: Node, operation: Node) -> Iterator[Context]:
    """The schemes that an operation asks for, each once, with its scopes."""
    wanted = operation.step("security") or root.step("security")
    holder = root.get("components")
    known = (holder and holder.get("securitySchemes")) or root.get("securityDefinitions")
    seen: set[str] = set()
    for demand in wanted.items() if wanted and isinstance(wanted.value, list) else ():
        for one in demand.items() if isinstance(demand.value, dict) else ():
            if one.name not in seen:
                seen.add(one.name)
                scheme = known.get(one.name) if known else None
                told = scheme.value if scheme and isinstance(scheme.value, dict) else {}
                yield {"description": "", **told, "key": told.get("name", ""), "name": one.name} | {
                    "scopes": one.value if isinstance(one.value, list) else []
                }
