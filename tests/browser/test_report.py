"""What people do with an audit report: filter, follow links, use keys, copy, print."""

from __future__ import annotations

import pytest

from doclint.cli import main

from .conftest import Opened

PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True}


def _places(findings):
    return [f"{one['path']}:{one['line']}:{one['column']}" for one in findings]


def test_all_findings_are_listed(open_report, findings):
    report = open_report()
    assert report.places() == _places(findings)
    assert report.page.locator(".shown").inner_text() == f"{len(findings)} findings"


def test_nothing_is_asked_for_and_nothing_breaks_the_policy(open_report, project):
    report = open_report()
    page = report.page
    for summary in page.locator("#list summary").all():
        summary.click()
    page.locator("[name=q]").fill("limit")
    page.locator("#theme").click()
    page.locator(".matrix .more").first.click()
    page.wait_for_timeout(100)
    assert report.asked == [(project / "report.html").as_uri()]
    assert page.evaluate("window.violations") == []
    assert report.said == []


def test_what_the_policy_forbids_is_not_run(open_report):
    page = open_report().page
    page.evaluate("""() => {
      const image = document.createElement("img");
      image.src = "https://example.com/x.png";
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(image, script);
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert len(page.evaluate("window.violations")) == 2


# Filters ------------------------------------------------------------------------------------------


def test_filter_by_severity(open_report, findings):
    report = open_report()
    severities = {one["severity"] for one in findings}
    for severity in severities:
        report.page.locator(f".severities .{severity}").click()
        left = [one for one in findings if one["severity"] != severity]
        assert report.places() == _places(left)
        report.page.locator(f".severities .{severity}").click()
    assert report.places() == _places(findings)


def test_filter_by_family_and_rule(open_report, findings):
    report = open_report()
    choice = report.page.locator("[name=rule]")
    for family in {one["family"] for one in findings}:
        choice.select_option(f"family={family}")
        assert report.places() == _places(one for one in findings if one["family"] == family)
    for rule in {one["rule"] for one in findings}:
        choice.select_option(f"rule={rule}")
        assert report.places() == _places(one for one in findings if one["rule"] == rule)


@pytest.mark.parametrize(
    ("name", "value", "folder"),
    [
        ("api", "pets", "docs/pets/"),
        ("api", "shops", "docs/shops/"),
        ("tag", "one", "docs/pets/get-pet.md"),
        ("tag", "shops", "docs/shops/"),
        ("owner", "@pet-writers", "docs/pets/"),
        ("owner", "@shop-writers", "docs/shops/"),
    ],
)
def test_filter_by_api_tag_and_owner(open_report, findings, name, value, folder):
    report = open_report()
    report.page.locator(f"[name={name}]").select_option(value)
    wanted = _places(one for one in findings if one["path"].startswith(folder))
    assert report.places() == wanted
    assert 0 < len(wanted) < len(findings)
    words = f"{len(wanted)} of {len(findings)} findings"
    assert report.page.locator(".shown").inner_text() == words


def test_filter_by_text_and_by_whether_there_is_a_fix(open_report, findings):
    report = open_report()
    search = report.page.locator("[name=q]")
    search.fill("LIMIT integer")
    report.page.wait_for_timeout(60)
    assert report.shown() == ["limit is a string on the page, an integer in the spec"]
    search.fill("get-pet.md")
    report.page.wait_for_timeout(60)
    assert report.places() == _places(one for one in findings if "get-pet" in one["path"])
    search.fill("")
    report.page.locator("[name=fixable]").check()
    assert report.places() == _places(one for one in findings if one["fix"])


def test_filters_work_together_and_can_be_reset(open_report, findings):
    report = open_report()
    page = report.page
    page.locator("[name=api]").select_option("pets")
    page.locator("[name=q]").fill("no such words")
    page.wait_for_timeout(60)
    assert report.places() == []
    assert page.locator(".file:visible").count() == 0
    assert page.locator(".nothing").is_visible()
    page.locator(".again").click()
    page.wait_for_timeout(60)
    assert report.places() == _places(findings)
    assert "#" not in page.url


def test_the_count_is_told_to_screen_readers(open_report):
    count = open_report().page.locator(".shown")
    assert count.get_attribute("aria-live") == "polite"
    assert count.get_attribute("role") == "status"


def test_the_matrix_filters_findings_and_itself(open_report, findings):
    report = open_report()
    page = report.page
    page.locator(".matrix th a", has_text="/pets/{id}").click()
    page.wait_for_timeout(100)
    wanted = [one for one in findings if one["operation"] == "GET /pets/{id}"]
    assert report.places() == _places(wanted)
    assert page.locator(".op").inner_text() == "GET /pets/{id}"
    page.locator(".states button", has_text="Wrong").click()
    rows = page.locator(".matrix tbody tr:visible")
    assert rows.count() == page.locator(".matrix tbody tr:has(.c.wrong)").count()
    why = rows.first.get_by_role("button", name="Why, GET /pets", exact=True)
    why.press("Enter")
    assert "parameters: wrong" in page.locator(".whys").inner_text()
    why.press("Enter")
    assert page.locator(".whys").count() == 0


# Links --------------------------------------------------------------------------------------------


def test_filters_stand_in_the_address_and_come_back_from_it(open_report):
    report = open_report()
    report.page.locator("[name=api]").select_option("pets")
    report.page.locator("[name=rule]").select_option("family=parameter")
    before = report.places()
    fragment = report.page.url.partition("#")[2]
    assert fragment == "family=parameter&api=pets"
    again = open_report(f"#{fragment}")
    assert again.places() == before
    assert again.page.locator("[name=api]").input_value() == "pets"


def test_a_link_to_a_finding_opens_it(open_report, findings):
    last = findings[-1]
    report = open_report(f"#f-{last['fingerprint']}")
    item = report.page.locator(f"#f-{last['fingerprint']}")
    report.page.wait_for_timeout(100)
    assert item.locator(".frames").is_visible()
    assert report.focused()
    top = item.bounding_box()["y"]
    assert 0 <= top < 900
    assert report.page.locator("#list details[open]").count() == 1


def test_a_link_to_a_finding_that_is_filtered_away_shows_it(open_report, findings):
    report = open_report("#api=shops")
    first = findings[0]
    report.page.evaluate(f"location.hash = 'f-{first['fingerprint']}'")
    report.page.wait_for_timeout(150)
    assert report.page.locator(f"#f-{first['fingerprint']} .frames").is_visible()


def test_a_link_that_leads_nowhere_harms_nothing(open_report, findings):
    for fragment in ("#f-0000000000000000", "#api=gone", "#op=%E0%A4", "#q=%3Cb%3E", "#findings"):
        report = open_report(fragment)
        assert report.said == []
        assert report.places() in (_places(findings), [])


# Details ------------------------------------------------------------------------------------------


def _open(report, words):
    item = report.page.locator("#list li", has_text=words).first
    item.locator("summary").click()
    return item


def test_page_and_spec_stand_side_by_side_with_their_marks(open_report):
    report = open_report()
    item = _open(report, "limit is a string")
    frames = item.locator(".frame")
    assert frames.count() == 2
    page, spec = (frames.nth(n).bounding_box() for n in (0, 1))
    assert page["y"] == spec["y"]
    assert page["x"] + page["width"] <= spec["x"]
    assert frames.nth(0).locator("mark").inner_text() == "string"
    assert frames.nth(1).locator("mark").inner_text() == "integer"
    assert "docs/pets/list-pets.md:9:13" in frames.nth(0).inner_text()
    assert "#/paths/~1pets/get/parameters/0/schema/type" in frames.nth(1).inner_text()


@pytest.mark.parametrize("width", [360, 1100, 1280])
def test_what_is_marked_is_in_sight(open_report, width):
    report = open_report(viewport={"width": width, "height": 800})
    for summary in report.page.locator("#list summary").all():
        summary.click()
    report.page.wait_for_timeout(100)
    for frame in report.page.locator(".frame").all():
        around, mark = frame.bounding_box(), frame.locator("mark").first.bounding_box()
        right = around["x"] + around["width"]
        assert around["x"] <= mark["x"] <= right - 40, frame.inner_text()
        if mark["width"] < around["width"] - 100:
            assert mark["x"] + mark["width"] <= right, frame.inner_text()


def test_the_edit_the_comment_and_the_link_can_be_copied(open_report, findings):
    report = open_report(permissions=["clipboard-read", "clipboard-write"])
    page, item = report.page, _open(report, "limit is a string")

    def copied(name):
        item.get_by_role("button", name=name, exact=True).click()
        page.wait_for_timeout(60)
        return page.evaluate("navigator.clipboard.readText()")

    assert item.locator(".old .t").inner_text() == "| `limit` | string | No | How many. |"
    assert item.locator(".new .t").inner_text() == "| `limit` | integer | No | How many. |"
    assert copied("Copy the new text") == "| `limit` | integer | No | How many. |"
    comment = "<!-- doclint: ignore[parameter/type-differs] reason -->"
    assert copied("Copy") == comment
    assert item.locator(".suppress").inner_text().startswith("To accept it, write above line 7")
    one = next(one for one in findings if "`limit` is a string" in one["message"])
    assert copied("Copy link").endswith(f"report.html#f-{one['fingerprint']}")


def test_what_pages_say_is_text(open_report):
    report = open_report()
    for summary in report.page.locator("#list summary").all():
        summary.click()
    page = report.page
    assert "<script>alert(1)</script>" in page.locator("#list").inner_text()
    assert "</script><img src=x onerror=alert(1)>" in page.locator("#list").inner_text()
    assert "⟨U+202E⟩" in page.locator("#list .ctl").all_inner_texts()
    assert "known, with <b>reason</b>" in page.locator("#accepted").inner_text()
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2
    assert report.said == []
    assert "\u202e" not in page.content()


# Keys ---------------------------------------------------------------------------------------------


def test_keys_lead_through_the_findings(open_report):
    report = open_report()
    keys, shown = report.page.keyboard, report.shown()
    assert len(shown) > 3
    for wanted in (0, 1, 2):
        keys.press("j")
        assert report.focused() == shown[wanted]
    keys.press("k")
    assert report.focused() == shown[1]
    for _ in range(9):
        keys.press("k")
    assert report.focused() == shown[0]
    keys.press("Enter")
    assert report.page.locator("#list details[open] .frames").is_visible()
    keys.press("Escape")
    assert report.page.locator("#list details[open]").count() == 0
    assert report.focused() == shown[0]


def test_keys_pass_over_what_is_filtered_away(open_report):
    report = open_report("#api=shops")
    report.page.keyboard.press("j")
    assert report.focused() == report.shown()[0]


def test_a_slash_leads_to_the_search_and_escape_out_of_it(open_report, findings):
    report = open_report()
    keys = report.page.keyboard
    keys.press("/")
    keys.type("kj/")
    report.page.wait_for_timeout(60)
    assert report.page.locator("[name=q]").input_value() == "kj/"
    assert report.places() == []
    keys.press("Escape")
    assert report.places() == _places(findings)
    keys.press("Escape")
    assert report.page.evaluate("document.activeElement === document.body")


def test_what_has_the_focus_is_seen(open_report):
    page = open_report().page
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate("""() => {
          const one = document.activeElement;
          const seen = one.matches(".severities input") ? one.nextElementSibling : one;
          const style = getComputedStyle(seen);
          return [one.tagName, style.outlineStyle, parseFloat(style.outlineWidth)];
        }""")
        assert style[1] == "solid", style
        assert style[2] >= 2, style


# Looks --------------------------------------------------------------------------------------------


def _ground(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_the_theme_is_that_of_the_system_or_the_chosen_one(open_report):
    light, dark = (open_report(color_scheme=name).page for name in ("light", "dark"))
    grounds = _ground(light), _ground(dark)
    assert grounds[0] != grounds[1]
    for wanted, ground in (("light", grounds[0]), ("dark", grounds[1]), ("auto", grounds[1])):
        dark.locator("#theme").click()
        assert dark.locator("#theme").inner_text() == f"Theme: {wanted}"
        assert _ground(dark) == ground
    dark.locator("#theme").click()
    dark.reload()
    assert _ground(dark) == grounds[0]


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_no_page_is_wider_than_its_screen(open_report, width):
    page = open_report(viewport={"width": width, "height": 800}).page
    for summary in page.locator("#list summary").all()[:5]:
        summary.click()
    for summary in page.locator(".reason summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_everything_can_be_reached(open_report):
    report = open_report(**PHONE)
    page = report.page
    for name in ("[name=q]", "[name=rule]", ".severities label", "#theme"):
        box = page.locator(name).first.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    item = _open(report, "limit is a string")
    frames = [frame.bounding_box() for frame in item.locator(".frame").all()]
    assert frames[0]["y"] + frames[0]["height"] <= frames[1]["y"]


def test_without_scripts_all_of_it_can_be_read(open_report, findings):
    page = open_report(java_script_enabled=False).page
    assert page.locator("#list li").count() == len(findings)
    assert page.locator("#list li .m").first.is_visible()
    assert page.locator(".tile").first.is_visible()
    assert page.locator(".matrix tbody tr").first.is_visible()
    assert page.locator(".filters").is_hidden()
    assert page.locator("noscript").inner_text().startswith("Filters, code and edits")


def test_on_paper_there_is_all_and_no_button(open_report, findings):
    page = open_report(color_scheme="dark").page
    page.emulate_media(media="print")
    assert page.locator("#list li:visible").count() == len(findings)
    assert page.locator("button:visible").count() == 0
    assert page.locator(".filters").is_hidden()
    assert _ground(page) == "rgb(255, 255, 255)"
    clipped = "one => one.scrollHeight > one.clientHeight + 1"
    assert not page.locator(".scroll").evaluate(clipped)
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_report_without_findings_works(browser, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text("# Nothing\n", "utf-8")
    main(["audit", "-q", "-o", "report.html"])
    report = Opened(browser, tmp_path / "report.html").go()
    assert report.page.locator(".verdict").inner_text().startswith("No findings.")
    assert report.page.locator("#theme").is_visible()
    assert report.said == []
    report.context.close()
