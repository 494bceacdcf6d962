"""The pages in a real browser: headless Chromium (conftest.py says how it is driven)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.report.to_html import write

pytestmark = pytest.mark.chromium

Browser = Any  # the class stands in conftest.py, which tests do not import


@pytest.fixture(scope="module")
def addresses(review: Review, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Addresses of the sample's pages: overview, document, one per table."""
    failures = [ZhibiaoError("RD03", path="<img src=http://report.invalid/e.png>")]
    return [path.as_uri() for path in write([review], tmp_path_factory.mktemp("pages"), failures=failures)]


@pytest.fixture
def shown(browser: Browser) -> Callable[[], list[str]]:
    """The ids of the rows that can be seen."""

    def ids() -> list[str]:
        rows = "[...document.querySelectorAll('tbody.item')]"
        found: list[str] = browser.run(
            f"{rows}.filter(row => row.getBoundingClientRect().height > 0).map(row => row.id)"
        )
        return found

    return ids


ALL = [f"t1-r{number}" for number in range(1, 10)] + ["t2-r1"]


def test_marks_are_in_the_page(browser: Browser, addresses: list[str]) -> None:
    """The offending words of each rule are marked in the target cell, in order, overlaps included."""
    browser.open(addresses[1])
    words = browser.run("""
        Object.fromEntries(['VG01', 'CP02', 'VG03'].map(code => [code,
            [...document.querySelectorAll(`#t1-r2 .c-target mark[data-codes~=${code}]`)]
            .map(mark => mark.textContent).join('')]))""")
    assert words == {"VG01": "有效提升", "CP02": "提升并长期保持", "VG03": "长期"}


@pytest.mark.parametrize(
    ("hash_", "rows"),
    [
        ("", ALL),
        ("#t1-r5", ALL),
        ("#sev=high", ["t1-r2", "t1-r3", "t2-r1"]),
        ("#sev=medium,low", ["t1-r2", "t1-r3", "t1-r4", "t1-r6", "t1-r9"]),
        ("#rule=VG01", ["t1-r2", "t1-r6"]),
        ("#sev=high&rule=VG01", ["t1-r2"]),
        ("#only=1", ["t1-r2", "t1-r3", "t1-r4", "t1-r6", "t1-r9", "t2-r1"]),
        ("#q=" + "游客 ９０", ["t1-r7"]),
        ("#sev=low&q=自评", ["t1-r9"]),
        ("#rule=ZZ99", []),
        ("#sev=", []),
    ],
)
def test_filter_from_the_address(
    browser: Browser, addresses: list[str], shown: Callable[[], list[str]], hash_: str, rows: list[str]
) -> None:
    """The address says which rows are shown; the count line says how many, and empty tables say so."""
    browser.open(addresses[1] + hash_)
    assert shown() == rows
    assert browser.run("document.getElementById('shown').textContent") == f"显示 {len(rows)} / 10 条指标"
    empty = browser.run("[...document.querySelectorAll('.nothing')].map(line => !line.hidden)")
    assert empty == [not any(row.startswith(table) for row in rows) for table in ("t1", "t2")]


def test_filter_by_hand(browser: Browser, addresses: list[str], shown: Callable[[], list[str]]) -> None:
    """Clicking and typing filters rows, findings and marks, changes the address, and can be undone."""
    browser.open(addresses[1])
    assert shown() == ALL
    for severity in ("medium", "low"):
        browser.run(f"document.querySelector('input[value={severity}]').click()")
    browser.until("location.hash === '#sev=high'")
    assert shown() == ["t1-r2", "t1-r3", "t2-r1"]
    assert browser.run("""[...document.querySelectorAll('#t1-r2 .finding')]
        .filter(item => !item.hidden).map(item => item.dataset.code)""") == ["VG01"]
    assert browser.run("document.querySelector('#t1-r2 .c-level2 mark').classList.contains('off')")
    browser.run("""{ const rule = document.querySelector('select[name=rule]'); rule.value = 'FM01';
        rule.dispatchEvent(new Event('input', {bubbles: true})); }""")
    browser.until("location.hash === '#sev=high&rule=FM01'")
    assert shown() == ["t1-r3", "t2-r1"]
    browser.run("document.querySelector('button[type=reset]').click()")
    browser.until("location.hash === ''")
    assert shown() == ALL


def test_link_of_a_rule_filters(
    browser: Browser, addresses: list[str], shown: Callable[[], list[str]]
) -> None:
    """A rule in the summary is a link that shows the rows it was broken in."""
    browser.open(addresses[1])
    browser.run("document.querySelector('.rules a[href=\"#rule=CT01\"]').click()")
    browser.until("document.querySelector('select[name=rule]').value === 'CT01'")
    assert shown() == ["t1-r2", "t1-r9"]


def test_nothing_is_requested_and_nothing_runs(browser: Browser, addresses: list[str]) -> None:
    """No page asks the network for anything, fails in its script, or lets a document open a dialog."""
    for address in addresses:
        browser.open(address)
        browser.run("new Promise(done => setTimeout(done, 100))")
        assert browser.requests() == [], address
        assert browser.events("Runtime.exceptionThrown") == []
        assert browser.events("Log.entryAdded") == []
        assert browser.events("Page.javascriptDialogOpening") == []


def test_request_check_can_fail(browser: Browser, tmp_path: Path) -> None:
    """The check above sees the requests and the error of a page that is made to have them."""
    page = tmp_path / "bad.html"
    page.write_text(
        '<!doctype html><img src="http://report.invalid/a.png"><link rel="stylesheet" href="https://cdn.invalid/x.css">'
        "<script>fetch('http://report.invalid/b'); missing();</script>"
    )
    browser.open(page.as_uri())
    asked = {"http://report.invalid/a.png", "https://cdn.invalid/x.css", "http://report.invalid/b"}
    assert set(browser.requests()) == asked
    assert browser.events("Runtime.exceptionThrown")


def test_policy_stops_what_is_smuggled_in(browser: Browser, addresses: list[str]) -> None:
    """Even an image and a script put into the finished page are neither loaded nor run."""
    browser.open(addresses[1])
    blocked = browser.run("""new Promise(done => {
        const blocked = [];
        document.addEventListener('securitypolicyviolation', event => {
            blocked.push(event.effectiveDirective);
            if (blocked.length === 2) done(blocked.sort());
        });
        const script = document.createElement('script');
        script.textContent = 'window.smuggled = true';
        const image = new Image();
        image.src = 'http://report.invalid/x.png';
        document.body.append(script, image);
    })""")
    assert blocked == ["img-src", "script-src-elem"]
    assert browser.run("window.smuggled === undefined")


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_no_sideways_scrolling(browser: Browser, addresses: list[str], width: int) -> None:
    """Neither a phone nor a desktop has to scroll a page sideways."""
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500
    )
    try:
        for address in addresses:
            browser.open(address)
            assert browser.run("document.documentElement.scrollWidth") <= width
            assert browser.run("innerWidth") == width
    finally:
        browser.call("Emulation.clearDeviceMetricsOverride")


def test_print(browser: Browser, addresses: list[str]) -> None:
    """On paper the filters are gone, details are open, heads repeat, and no column is cut off."""
    browser.call("Emulation.setEmulatedMedia", media="print")
    # The inside of an A4 page across, in CSS pixels.
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=1032, height=700, deviceScaleFactor=1, mobile=False
    )
    try:
        browser.open(addresses[1])
        closed = "document.querySelectorAll('details:not([open])').length"
        assert browser.run(closed) > 0
        assert browser.run("document.querySelector('.suggestion').getBoundingClientRect().height") > 0
        browser.run("dispatchEvent(new Event('beforeprint'))")
        assert browser.run(closed) == 0
        browser.run("dispatchEvent(new Event('afterprint'))")
        assert browser.run(closed) > 0
        assert browser.run("document.querySelector('#filters fieldset').getBoundingClientRect().height") == 0
        assert (
            browser.run("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
        )
        assert browser.run("document.documentElement.scrollWidth") <= 1032
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")
        browser.call("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(browser: Browser, addresses: list[str], scheme: str) -> None:
    """Text stands out from what is behind it by at least 4.5 to 1, in the light and in the dark scheme."""
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    try:
        browser.open(addresses[1])
        weak = browser.run("""(() => {
            const rgb = text => text.match(/[\\d.]+/g).map(Number);
            const light = color => {
                const [r, g, b] = color.slice(0, 3).map(v => v / 255)
                    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const ground = element => {
                for (let e = element; e; e = e.parentElement) {
                    const color = rgb(getComputedStyle(e).backgroundColor);
                    if (color.length < 4 || color[3] > 0) return color;
                }
            };
            const weak = [];
            for (const e of document.querySelectorAll('body *')) {
                const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
                if (!own || !e.getClientRects().length || e.closest('svg')) continue;
                const pair = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((a, b) => b - a);
                const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
                if (ratio < 4.5) weak.push([e.className, e.textContent.slice(0, 20), ratio]);
            }
            return weak;
        })()""")
        assert weak == []
    finally:
        browser.call("Emulation.setEmulatedMedia", features=[])


def test_keyboard_reaches_everything(browser: Browser, addresses: list[str]) -> None:
    """Tabbing through the page reaches the filters and the details, and Enter opens a detail."""
    browser.open(addresses[1])
    reached = []
    for _ in range(60):
        for kind in ("rawKeyDown", "keyUp"):
            browser.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        reached.append(browser.run("document.activeElement.name || document.activeElement.localName"))
        if reached[-1] == "summary" and browser.run("!document.activeElement.parentElement.open"):
            break
    assert {"sev", "rule", "q", "only", "button", "summary"} <= set(reached)
    for kind in ("keyDown", "keyUp"):
        browser.call(
            "Input.dispatchKeyEvent",
            type=kind,
            key="Enter",
            code="Enter",
            windowsVirtualKeyCode=13,
            text="\r",
        )
    assert browser.run("document.activeElement.parentElement.open") is True


def test_heads_stay_in_view(browser: Browser, addresses: list[str]) -> None:
    """Scrolled into a table, its head stands right below the filter bar, however high that is."""
    for width in (1280, 1010):
        browser.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=600, deviceScaleFactor=1, mobile=False
        )
        try:
            browser.open(addresses[1])
            browser.run("document.getElementById('t1-r6').scrollIntoView()")
            bar, head, row = browser.run("""['#filters', '.rows thead th', '#t1-r6']
                .map(place => document.querySelector(place).getBoundingClientRect())
                .map((box, place) => place < 2 ? box.bottom : box.top)""")
            assert bar < head <= row + 4
            assert head - bar < 60
        finally:
            browser.call("Emulation.clearDeviceMetricsOverride")
