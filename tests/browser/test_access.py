"""Whether everybody can use the report: names, order, contrast."""

from __future__ import annotations

from itertools import pairwise

import pytest

_CONTRASTS = """() => {
  const parse = (text) => {
    const told = text.match(/[\\d.]+/g).map(Number);
    const unit = text.startsWith("color(srgb") ? 255 : 1;
    return [told[0] * unit, told[1] * unit, told[2] * unit, told.length > 3 ? told[3] : 1];
  };
  const over = (top, below) => top.slice(0, 3).map((c, n) => c * top[3] + below[n] * (1 - top[3]));
  const ground = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const layer = parse(getComputedStyle(one).backgroundColor);
      layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const light = (color) => {
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = color.map((c) => linear(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility()) continue;
    if (element.closest("script, noscript, .vh, .why, option, optgroup")) continue;
    const below = ground(element);
    const above = over(parse(getComputedStyle(element).color), below);
    const [a, b] = [light(above), light(below)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const name = element.className || element.tagName;
    const words = element.textContent.slice(0, 30);
    if (ratio < 4.5) found.push(`${name}: ${ratio.toFixed(2)}: ${words}`);
  }
  return [...new Set(found)];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_report, scheme):
    """Contrast of 4.5 at least (WCAG 2.2, success criterion 1.4.3)."""
    page = open_report(color_scheme=scheme).page
    for summary in page.locator("#list summary, .reason summary").all():
        summary.click()
    page.mouse.move(0, 0)
    assert page.evaluate(_CONTRASTS) == []


def test_everything_that_can_be_used_has_a_name(open_report):
    page = open_report().page
    for summary in page.locator("#list summary").all():
        summary.click()
    unnamed = page.evaluate("""() => {
      const named = (one) => one.textContent.trim() || one.getAttribute("aria-label")
        || one.getAttribute("aria-labelledby")
        || [...(one.labels || [])].some((label) => label.textContent.trim());
      const used = "button, a, input, select, summary, [tabindex='0'], [role=img]";
      const every = [...document.querySelectorAll(used)];
      return every.filter((one) => !named(one)).map((one) => one.outerHTML.slice(0, 80));
    }""")
    assert unnamed == []


def test_there_are_landmarks_and_headings_go_down_step_by_step(open_report):
    page = open_report().page
    for landmark in ("header", "nav[aria-label]", "main", "footer", "form[role=search]"):
        assert page.locator(f"body {landmark}").count() >= 1, landmark
    levels = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.evaluate("document.documentElement.lang") == "en"


def test_cells_of_tables_have_headers_and_ids_are_unique(open_report):
    page = open_report().page
    assert page.locator("th:not([scope])").count() == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    lost = page.evaluate("""() => [...document.querySelectorAll("[aria-labelledby]")]
      .filter((one) => !document.getElementById(one.getAttribute("aria-labelledby"))).length""")
    assert lost == 0


def test_states_are_told_in_words_and_not_by_color_alone(open_report):
    page = open_report().page
    words = page.locator(".matrix .c").all_inner_texts()
    assert all(word.split(" ")[0] in ("right", "wrong", "absent", "not", "none") for word in words)
    assert set(page.locator("#list .sev").all_inner_texts()) <= {"error", "warning", "info"}


def test_the_first_key_leads_past_the_summary(open_report):
    page = open_report().page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "findings"
