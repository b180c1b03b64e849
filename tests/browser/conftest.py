"""A browser, and reports opened in it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
from pathlib import Path

import pytest

from doclint.cli import main

from .project import FILES

FLAGS = (
    "--no-sandbox",  # in a container there is none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@pytest.fixture(scope="session")
def browser():
    """Chromium; whoever has none, or no Playwright, skips."""
    playwright = pytest.importorskip("playwright.sync_api")
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("there is no Chromium: scripts/test-browser looks for one")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=program, args=[*FLAGS])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """The folder of the project, with its report and its findings as JSON."""
    folder = tmp_path_factory.mktemp("project")
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    before = Path.cwd()
    os.chdir(folder)
    try:
        assert main(["audit", "-q", "--no-timestamp", "-o", "report.html"]) == 0
        with contextlib.redirect_stdout(io.StringIO()) as told:
            main(["check", "-q", "--format", "json"])
    finally:
        os.chdir(before)
    (folder / "findings.json").write_text(told.getvalue(), "utf-8")
    return folder


@pytest.fixture(scope="session")
def findings(project):
    """What `check` says of the same files: all that is new."""
    told = json.loads((project / "findings.json").read_text("utf-8"))
    return [one for one in told["findings"] if one["state"] == "new"]


class Opened:
    """A report in a browser, with all that it asked for and complained of."""

    def __init__(self, browser, path, **options):
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        self.context.add_init_script(_WATCH)
        self.path, self.asked, self.said = path, [], []
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))

    def go(self, fragment=""):
        """Opens it anew."""
        self.page.goto("about:blank")
        self.page.goto(self.path.as_uri() + fragment)
        return self

    def shown(self):
        """The messages of the findings that are shown."""
        return self.page.locator("#list li:visible .m").all_inner_texts()

    def places(self):
        """Where they are."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll("#list .file")].flatMap((file) =>
              [...file.querySelectorAll("li")].filter((one) => one.checkVisibility()).map((one) =>
                `${file.querySelector(".path").textContent}:`
                + one.querySelector(".at b").textContent))"""
        )

    def focused(self):
        """The message of the finding that has the focus."""
        return self.page.evaluate("document.activeElement.querySelector('.m')?.textContent")


@pytest.fixture
def open_report(browser, project):
    """Opens the report of the project, or another one."""
    opened = []

    def run(fragment="", *, path=None, **options):
        report = Opened(browser, path or project / "report.html", **options)
        opened.append(report)
        return report.go(fragment)

    yield run
    for report in opened:
        report.context.close()
