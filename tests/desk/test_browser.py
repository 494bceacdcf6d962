"""The desk in a real browser, Debian's Chromium: from the upload of a docx to the cell of the downloaded file.

With ZHIBIAO_PICTURES=folder the pictures of the README and of docs/desk.md are written there: `make picture`.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import zhibiao

pytest.importorskip("playwright", reason="the browser tests need playwright")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from .running import Running, running_desk, start_desk

CHROMIUM = shutil.which("chromium")
PASSWORD = "a long enough password"  # noqa: S105 - of a desk that lives as long as a test
DONE = re.compile(r"^已(采纳|改写|忽略所选问题|退回修改)：表 1 第 \d+ 行")
"""What is said of a decision that is on the disk."""
pytestmark = [pytest.mark.chromium, pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def window(chromium) -> Iterator[BrowserContext]:
    """A window of somebody who was never here; whatever a page complains about in its console fails the test."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="zh-CN", accept_downloads=True
    )
    complaints: list[str] = []
    context.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert not [text for text in complaints if "409" not in text and "404" not in text]


@pytest.fixture
def desk(tmp_path) -> Iterator[Running]:
    """An empty desk."""
    with running_desk(tmp_path / "desk.sqlite") as running:
        yield running


@pytest.fixture(scope="module")
def sampled(tmp_path_factory, samples) -> Iterator[Running]:
    """A desk with the samples, read."""
    files = sorted(
        file for file in samples.iterdir() if file.suffix in (".docx", ".xlsx", ".csv", ".html", ".txt")
    )
    with running_desk(tmp_path_factory.mktemp("desk") / "desk.sqlite", files=files) as running:
        client = running.client()
        batch = client.get("/").text.split('href="/batches/')[1].split('"')[0]
        client.wait_until_read(f"/batches/{batch}")
        yield running


def _picture(page: Page, name: str) -> None:
    """Keep a picture for the docs, where they are asked for."""
    if folder := os.environ.get("ZHIBIAO_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def _open(page: Page, desk: Running, name: str) -> None:
    """Open a document from the first page."""
    page.goto(desk.address)
    page.get_by_role("link", name=name, exact=True).click()
    _wait(page)


def _wait(page: Page) -> None:
    """Until the page of a document is there and its script listens."""
    expect(page.locator("#work")).to_have_attribute("data-ready", "yes")


def _to_row(page: Page, row: int) -> None:
    """Pick a row of the first table."""
    _wait(page)
    page.locator(f'#sheets a.pick[data-at="1.{row}"]').click()
    expect(page.locator("#panel")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#panel-title")).to_have_attribute("data-current", f"1.{row}")


def _suggested(samples, name="dept_goal.docx"):
    """The rows of a sample with findings and a suggestion that changes cells of the row itself."""
    review = zhibiao.review(samples / name)
    return [
        row
        for row in review.tables[0].rows
        if row.findings and row.suggestions and not row.suggestions[0].parts
    ]


def test_from_upload_to_the_cell_of_the_revised_file(window, desk, samples, tmp_path):
    """Hand in a docx, accept a suggestion in own words, download: the cell of that file holds the accepted wording."""
    row = _suggested(samples)[0]
    page = window.new_page()
    page.goto(desk.address)
    page.locator("input[name=file]").set_input_files(samples / "dept_goal.docx")
    page.locator("#queue-files a", has_text="dept_goal.docx").click()
    _to_row(page, row.indicator.row)
    before = page.locator("#head").inner_text()
    edit = page.locator("details.edit").first
    edit.locator("summary").click()
    edit.locator("textarea[name=edit-target]").fill("≥97.5%")
    edit.get_by_role("button", name="就这样采纳").click()
    expect(page.locator("#said")).to_contain_text(DONE)
    expect(page.locator(f'#sheets a.pick[data-at="1.{row.indicator.row}"]')).to_have_class(
        "pick has-medium decided"
    )
    assert page.locator("#panel-title").get_attribute("data-current") != f"1.{row.indicator.row}"
    assert page.locator("#head").inner_text() != before
    page.get_by_text("下载", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="修订").first.click()
    file = tmp_path / "revised.docx"
    download.value.save_as(file)
    assert zhibiao.read(file).tables[0].indicators[row.indicator.row - 1].target == "≥97.5%"
    assert download.value.suggested_filename == "dept_goal_修订.docx"


def test_after_an_upload_the_first_page_shows_the_batch(window, desk, samples):
    """When all is read a link with words leads to the batch, and the list below has the documents without a reload."""
    page = window.new_page()
    page.goto(desk.address)
    for number, name in enumerate(("dept_goal.docx", "project_goal.html"), start=1):
        page.locator("input[name=file]").set_input_files(samples / name)
        listed = page.locator("main > .batch [data-document]")
        expect(listed).to_have_count(number, timeout=20_000)
        expect(listed.locator("a", has_text=name)).to_be_visible()
    page.get_by_role("link", name="打开这一批").click()
    expect(page.locator("#batch-summary")).to_be_visible()


def test_folders_and_broken_files_in_the_queue(window, desk, samples, tmp_path):
    """Several files show how far each is; one that cannot be read says why and what to do, the others are read."""
    broken = tmp_path / "坏表.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    page = window.new_page()
    page.goto(desk.address)
    page.locator("input[name=file]").set_input_files(
        [samples / "dept_goal.csv", broken, samples / "project_goal.html"]
    )
    expect(page.locator("#queue-files li.state-read")).to_have_count(2, timeout=20_000)
    expect(page.locator("#queue-files li.state-failed .failure")).to_contain_text("RD07")
    page.locator("#queue-said a").click()
    expect(page.locator("#batch-summary")).to_be_visible()


def test_a_folder_dropped_on_the_page(window, desk, samples, tmp_path):
    """A real drop of a folder: the tables in it and below are read, other files of it are left out."""
    folder = tmp_path / "送审"
    (folder / "里面").mkdir(parents=True)
    shutil.copy(samples / "dept_goal.csv", folder / "里面")
    shutil.copy(samples / "project_goal.html", folder)
    (folder / "readme.bin").write_bytes(b"x")
    page = window.new_page()
    page.goto(desk.address)
    box = page.locator("#drop").bounding_box()
    assert box
    devtools = window.new_cdp_session(page)
    data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
    for act in ("dragEnter", "dragOver", "drop"):
        event = {"type": act, "x": box["x"] + 50, "y": box["y"] + 30, "data": data}
        devtools.send("Input.dispatchDragEvent", event)
    expect(page.locator("#queue-files li.state-read")).to_have_count(2, timeout=20_000)
    names = page.locator("#queue-files .name").all_inner_texts()
    assert sorted(names) == ["dept_goal.csv", "project_goal.html"]


@pytest.mark.parametrize("width", [1280, 760])
def test_figures_and_names_stay_on_one_line(window, desk, samples, tmp_path, width):
    """The index before and now in the lists, a name of a file in the audit trail, both beside a very long name."""
    long = Path(shutil.copy(samples / "dept_goal.csv", tmp_path / f"{'目标表的名称' * 12}.csv"))
    client = desk.client()
    batch = client.hand_in(samples / "dept_goal.docx", long)
    client.wait_until_read(batch)
    page = window.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    _open(page, desk, "dept_goal.docx")
    _to_row(page, _suggested(samples)[0].indicator.row)
    page.locator("#panel form.accept button").first.click()
    expect(page.locator("#said")).to_have_text(DONE)
    at = desk.address.rstrip("/")
    for path, cell, text in (
        ("/", "td .index-moved", "→"),
        (batch, "td .index-moved", "→"),
        ("/trail", "td.file", "dept_goal.docx"),
    ):
        page.goto(f"{at}{path}")
        lines = (
            page.locator(cell)
            .filter(has_text=text)
            .evaluate_all("""all => all.map(one => {
            const range = document.createRange();
            range.selectNodeContents(one);
            return range.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight);
        })""")
        )
        assert lines, path
        assert max(lines) < 1.5, (path, lines)


def test_two_people_on_one_document(chromium, desk, samples):
    """What one decides the other sees; who is late is told, and nothing of the first is lost."""
    row = _suggested(samples)[0].indicator.row
    pages = []
    for _ in range(2):
        context = chromium.new_context(locale="zh-CN")
        pages.append(context.new_page())
    one, two = pages
    one.goto(desk.address)
    one.locator("input[name=file]").set_input_files(samples / "dept_goal.docx")
    one.locator("#queue-files a").click()
    expect(one.locator("#panel-title")).to_be_visible()
    two.goto(one.url)
    for page in pages:
        _to_row(page, row)
    two.locator("details.own summary").click()
    two.locator("details.own textarea[name=edit-target]").fill("≥1%")
    one.locator('[data-accept="1"]').click()
    expect(one.locator("#said")).to_contain_text(DONE)
    # The second one is writing: what stands there stays until it is sent, and is then refused.
    two.wait_for_timeout(3_500)
    expect(two.locator("details.own textarea[name=edit-target]")).to_have_value("≥1%")
    two.locator("details.own").get_by_role("button", name="保存改写").click()
    expect(two.locator("#said")).to_contain_text("WB07")
    expect(two.locator(".decision")).to_contain_text("采纳建议 1")
    # Somebody who only looks sees the next decision by itself.
    one.keyboard.press("s")
    expect(one.locator("#said")).to_contain_text(DONE)
    expect(two.locator("#sheets a.pick.decided")).to_have_count(one.locator("#sheets a.pick.decided").count())
    for page in pages:
        page.context.close()


def test_a_row_opens_wherever_it_is_clicked(window, sampled):
    """A click into a cell or on a marked word opens its row; marking text does not."""
    page = window.new_page()
    _open(page, sampled, "dept_goal.docx")
    title = page.locator("#panel-title")
    page.locator('#sheets tr[data-at="1.19"] td[data-field=target] mark').click()
    expect(title).to_have_attribute("data-current", "1.19")
    page.locator('#sheets tr[data-at="1.18"] td[data-field=history]').first.click()
    expect(title).to_have_attribute("data-current", "1.18")
    page.locator('#sheets tr[data-at="1.20"] td[data-field=explanation]').select_text()
    page.locator('#sheets tr[data-at="1.20"] td[data-field=explanation]').dispatch_event("click")
    page.wait_for_timeout(500)
    expect(title).to_have_attribute("data-current", "1.18")


@pytest.mark.parametrize("width", [1280, 390])
def test_what_was_saved_is_said_in_sight_and_shown_in_the_table(window, desk, samples, width):
    """Far down the page: the message stands in the window, the old text is struck out, the new one beside it."""
    row = next(row for row in _suggested(samples)[::-1] if row.target.tier == "vague")
    at = f"1.{row.indicator.row}"
    page = window.new_page()
    page.goto(desk.address)
    page.locator("input[name=file]").set_input_files(samples / "dept_goal.docx")
    page.locator("#queue-files a", has_text="dept_goal.docx").click()
    page.set_viewport_size({"width": width, "height": 900})
    _to_row(page, row.indicator.row)
    offered = page.locator(".changes").first.locator("ins").last.inner_text()
    page.keyboard.press("1")
    expect(page.locator("#said")).to_contain_text(DONE)
    expect(page.locator("#said")).to_be_in_viewport(ratio=1)
    expect(page.locator("#said")).to_have_attribute("role", "status")
    line = page.locator(f'#sheets tr[data-at="{at}"]')
    expect(line.locator("ins").last).to_be_visible()
    struck = line.locator("[role=deletion]").first
    assert struck.evaluate("one => getComputedStyle(one).textDecorationLine") == "line-through"
    assert line.locator("ins").last.inner_text() in offered
    # A key does not decide anew what is settled: it shows first what it would do.
    _to_row(page, row.indicator.row)
    expect(page.locator("details.again")).not_to_have_attribute("open", "")
    assert not _grave(page)
    page.keyboard.press("1")
    expect(page.locator("details.again")).to_have_attribute("open", "")
    expect(page.locator('[data-accept="1"]')).to_be_focused()
    page.keyboard.press("u")
    expect(line.locator("ins, [role=deletion]")).to_have_count(0)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "请先写明忽略的理由。"), ("en", "Write the reason first.")]
)
def test_a_missing_reason_is_asked_for_in_the_language_of_the_page(window, sampled, lang, said):
    """Whatever language the browser speaks; with a reason nothing is said."""
    page = window.new_page()
    page.goto(f"{sampled.address}language/{lang}")
    _open(page, sampled, "dept_goal.docx")
    reason = page.locator("#reason")
    page.locator("form.ignore button").click()
    assert reason.evaluate("one => one.validationMessage") == said
    expect(page.locator("#said")).to_be_empty()
    reason.fill("误报")
    assert reason.evaluate("one => one.checkValidity()")


def test_a_restart_in_between_loses_nothing(chromium, tmp_path, samples):
    """The desk is killed and started again: the page goes on, and what was confirmed is there."""
    row = _suggested(samples)[0].indicator.row
    database = tmp_path / "desk.sqlite"
    desk = start_desk(database)
    port = desk.address.rstrip("/").rsplit(":", 1)[1]
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(desk.address)
    page.locator("input[name=file]").set_input_files(samples / "dept_goal.docx")
    page.locator("#queue-files a").click()
    _to_row(page, row)
    page.keyboard.press("1")
    expect(page.locator("#said")).to_contain_text(DONE)
    desk.kill()
    page.keyboard.press("n")
    expect(page.locator("#said")).to_contain_text("没有连上审核台")
    with running_desk(database, options=["--port", port]):
        page.keyboard.press("n")
        expect(page.locator("#said")).to_be_empty()
        _to_row(page, row)
        expect(page.locator(".decision")).to_contain_text("采纳建议 1")
        context.close()


def test_with_the_keyboard_alone(window, sampled, samples):
    """From the first page to a decision, its undo, own words and a reason, without a mouse."""
    page = window.new_page()
    page.goto(sampled.address)
    link = page.get_by_role("link", name="dept_goal.docx", exact=True)
    for _ in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    title = page.locator("#panel-title")
    _wait(page)
    first = title.get_attribute("data-current")
    page.keyboard.press("n")
    expect(title).not_to_have_attribute("data-current", first)
    page.keyboard.press("p")
    expect(title).to_have_attribute("data-current", first)
    page.keyboard.press("i")
    page.keyboard.type("另有文件规定了口径")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text(DONE)
    expect(title).not_to_have_attribute("data-current", first)
    page.keyboard.press("u")
    expect(title).to_have_attribute("data-current", first)
    expect(page.locator(".decision")).to_have_count(0)
    page.keyboard.press("e")
    area = page.locator("details.edit[open] textarea[name=edit-target]").first
    page.keyboard.press("Tab") if not area.evaluate("one => one === document.activeElement") else None
    expect(area).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator("#said")).to_contain_text(DONE)
    page.keyboard.press("u")
    expect(title).to_have_attribute("data-current", first)


def test_keys_can_be_switched_off(window, sampled):
    """Who speaks to the machine or leans on a key can do without: then keys do nothing."""
    page = window.new_page()
    _open(page, sampled, "dept_goal.csv")
    page.get_by_text("快捷键", exact=True).click()
    page.locator("#keys-on").uncheck()
    at = page.locator("#panel-title").get_attribute("data-current")
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_timeout(500)
    expect(page.locator("#panel-title")).to_have_attribute("data-current", at)
    page.reload()
    expect(page.locator("#keys-on")).not_to_be_checked()


def _grave(page: Page) -> list[tuple[str, list[object]]]:
    """The serious and critical barriers that axe-core finds on a page, with where they are."""
    return [
        (one["id"], [node["target"] for node in one["nodes"]][:3])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def _addresses(page: Page, desk: Running) -> list[str]:
    """One page of each kind."""
    page.goto(desk.address)
    batch = page.locator("h2 a[href^='/batches/']").first.get_attribute("href")
    document = page.get_by_role("link", name="dept_goal.docx", exact=True).get_attribute("href")
    return [
        "/",
        batch,
        f"{batch}/rows?severity=high",
        document,
        f"{document}?at=1.0",
        f"{document}/trail",
        "/accounts",
        "/trail",
        "/nothing",
    ]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_serious_barrier_and_nothing_beyond_the_edge(window, sampled, width, lang):
    """axe-core finds nothing serious on any kind of page, and none is wider than the window."""
    page = window.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    addresses = _addresses(page, sampled)
    page.goto(f"{sampled.address}language/{lang}")
    for address in addresses:
        page.goto(sampled.address.rstrip("/") + address)
        for menu in page.locator("details > summary").all()[:6]:
            if menu.is_visible():
                menu.click()
        grave = _grave(page)
        assert not grave, (address, grave)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_pictures(window, sampled, samples):
    """The pages that the README and the docs show: something was decided, the place at hand has suggestions."""
    rows = [row for row in _suggested(samples) if row.suggestions[0].value]
    vague = next(row for row in _suggested(samples) if len(row.suggestions) > 2)
    page = window.new_page()
    page.goto(sampled.address)
    _picture(page, "desk-home")
    _open(page, sampled, "dept_goal.docx")
    for row in rows[-4:]:
        _to_row(page, row.indicator.row)
        page.keyboard.press("1")
        expect(page.locator("#said")).to_contain_text(DONE)
    _to_row(page, vague.indicator.row)
    page.wait_for_timeout(600)
    page.evaluate("window.scrollTo(0, 0)")
    expect(page.locator("#head .now")).to_be_visible()
    _picture(page, "desk-document")
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate("document.getElementById('panel').scrollIntoView()")
    _picture(page, "desk-narrow")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("nav a[href^='/batches/']").click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("figure.plot img").first).to_be_visible()
    page.locator("#batch-summary").evaluate("one => one.scrollIntoView()")
    _picture(page, "desk-batch")


def test_a_team_hands_a_document_over(chromium, tmp_path, samples):
    """A head adds accounts, a submitter hands in, a reviewer decides and hands back, the submitter mends it."""
    with running_desk(tmp_path / "desk.sqlite") as desk:
        windows = {
            name: chromium.new_context(locale="zh-CN").new_page()
            for name in ("head", "submitter", "reviewer")
        }
        head, submitter, reviewer = windows.values()
        head.goto(f"{desk.address}accounts")
        for name, role in (("head", "head"), ("submitter", "submitter"), ("reviewer", "reviewer")):
            form = head.locator("form.accounts")
            form.locator("[name=name]").fill(name)
            form.locator("[name=role]").select_option(role)
            form.locator("[name=password]").fill(PASSWORD)
            form.get_by_role("button").click()
            if name == "head":
                head.wait_for_timeout(2_200)  # from now on the desk asks who comes
                _sign_in(head, desk, "head")
                head.goto(f"{desk.address}accounts")
        _sign_in(submitter, desk, "submitter")
        _sign_in(reviewer, desk, "reviewer")
        submitter.locator("input[name=file]").set_input_files(samples / "dept_goal.docx")
        submitter.locator("#queue-files a").click()
        expect(submitter.locator("#panel")).to_be_visible()
        expect(submitter.locator("form.accept")).to_have_count(0)
        document = submitter.url
        assert reviewer.goto(document).status == 404
        head.goto(document)
        head.get_by_label("reviewer", exact=True).check()
        head.get_by_role("button", name="分派").click()
        reviewer.goto(document)
        _wait(reviewer)
        reviewer.keyboard.press("s")
        expect(reviewer.locator("#said")).to_contain_text(DONE)
        reviewer.locator("#together textarea").fill("请按问题修改后再报")
        reviewer.get_by_role("button", name="退回修改（写明意见）").click()
        submitter.goto(document)
        expect(submitter.locator(".comments")).to_contain_text("请按问题修改后再报")
        _wait(submitter)
        submitter.keyboard.press("n")
        expect(submitter.locator("details.own").first).to_be_visible()
        submitter.locator("input[type=file][name=file]").set_input_files(samples / "dept_goal.docx")
        submitter.get_by_role("button", name="送审修改稿").click()
        expect(submitter.locator("#panel")).to_be_visible(timeout=20_000)
        assert reviewer.goto(submitter.url).status == 200
        head.goto(f"{document.split('?')[0]}/trail")
        for word in ("上传", "分派", "确认问题", "退回"):
            expect(head.locator("table")).to_contain_text(word)
        for page in windows.values():
            page.context.close()


def _sign_in(page: Page, desk: Running, name: str) -> None:
    page.goto(f"{desk.address}sign-in")
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator(".who")).to_contain_text(name)
