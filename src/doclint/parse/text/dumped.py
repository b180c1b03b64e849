"""Markdown that a tool made of a web page, for reading: its tables may have lost cells."""

from __future__ import annotations

from dataclasses import replace

from doclint.model.page import Block, Heading, Markup, Page, Section, Table
from doclint.parse.text.chrome import navigation


def as_dump(page: Page) -> Page:
    """A page whose marks nobody wrote: its tables are those of a text, whole ones only."""
    top = page.sections[:1] if page.sections and page.sections[0].heading is None else ()
    before: list[Heading | Block] = [block for section in top for block in section.blocks]
    chrome, _ = navigation(before)
    around = {id(block) for block in chrome}
    sections = tuple(_dumped(section, around) for section in page.sections)
    return replace(page, sections=sections, format="text", chrome=chrome)


def _dumped(section: Section, around: set[int]) -> Section:
    blocks = tuple(_block(block) for block in section.blocks if id(block) not in around)
    return replace(
        section, blocks=blocks, sections=tuple(_dumped(each, around) for each in section.sections)
    )


def _block(block: Block) -> Block:
    if not isinstance(block, Table) or block.kind != "pipe":
        return block
    widths = {len(row.cells) for row in (block.header, *block.rows)}
    return Markup(block.span) if len(widths) > 1 else replace(block, kind="text", delimiter=None)
