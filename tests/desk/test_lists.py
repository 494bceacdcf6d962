"""The lists of documents: they say what the pages of the documents say, quickly, and where they cannot, they say that."""

from __future__ import annotations

import pytest
from lxml import html
from sqlalchemy import update

import zhibiao
from zhibiao.desk.desk import Kept
from zhibiao.desk.pages import listed
from zhibiao.desk.store.tables import readings
from zhibiao.records import SEVERITIES

from .browsing import Browser


@pytest.fixture
def batch(browser, samples):
    """A batch of two documents; of the first a wording is taken and a finding ignored."""
    made = browser.hand_in(samples / "dept_goal.docx", samples / "project_goal.html")
    document = browser.documents(made)["dept_goal.docx"]
    taken, ignored = _rows(samples)
    browser.decide(document, f"1.{taken.indicator.row}", "accept", suggestion="1")
    place = f"1.{ignored.indicator.row}"
    answer = browser.decide(document, place, "ignore", code=ignored.findings[0].code, reason="另有文件规定")
    assert answer.status_code == 303
    return made


def _rows(samples):
    """A row of the Word sample to take a wording of, and another one to ignore a finding of."""
    rows = zhibiao.review(samples / "dept_goal.docx").tables[0].rows
    taken = next(row for row in rows if row.findings and row.suggestions)
    return taken, next(row for row in rows if row.findings and row is not taken)


def _cells(page: html.HtmlElement, name: str) -> list[str]:
    """The cells of a document in a list: body, rows, index, findings, progress."""
    (line,) = page.xpath(f"//tr[@data-document][.//a[text()='{name}']]")
    return [" ".join(cell.text_content().split()) for cell in line.xpath("./td")][1:]


def _cool(browser: Browser) -> None:
    """Forget what was worked out, as after a new start."""
    desk = browser.client.app.state.desk
    for kept in ("figures", "standings", "reviews", "readings", "overviews"):
        object.__setattr__(desk, kept, Kept(10))


def test_lists_say_what_the_page_of_the_document_says(browser, batch, samples):
    """Findings without the ignored one, the index now, the progress: on the first page, the page of the batch, and its own."""
    review, (_, ignored) = zhibiao.review(samples / "dept_goal.docx"), _rows(samples)
    counts = {one: sum(finding.severity == one for finding in review.all_findings()) for one in SEVERITIES}
    counts[ignored.findings[0].severity] -= sum(
        one.code == ignored.findings[0].code for one in ignored.findings
    )
    cells = _cells(browser.page("/"), "dept_goal.docx")
    assert cells == _cells(browser.page(batch), "dept_goal.docx")
    assert cells[3] == " ".join(
        f"{word} {counts[one]}" for one, word in zip(SEVERITIES, "高中低", strict=True)
    )
    head = browser.page(browser.documents(batch)["dept_goal.docx"]).get_element_by_id("head")
    said = " ".join(head.text_content().split())
    settled, places = cells[4].removeprefix("已处理 ").removesuffix(" 处").split(" / ")
    assert f"已处理 {settled} / {places}" in said
    assert f"可衡量性指数 {cells[2]}" in said
    totals = " ".join(browser.page(batch).xpath("//div[@class='numbers']")[0].text_content().split())
    other = zhibiao.review(samples / "project_goal.html").all_findings()
    assert f"{counts['high'] + sum(one.severity == 'high' for one in other)}高 问题（条）" in totals


def test_what_is_not_at_hand_is_said_to_be_as_handed_in(browser, batch, monkeypatch):
    """Without time to work it out a list shows what was read, and says so; with time the numbers of now again."""
    monkeypatch.setattr(listed, "SECONDS", -1.0)
    _cool(browser)
    cold = _cells(browser.page("/"), "dept_goal.docx")
    assert (cold[3].endswith("送审时"), cold[4]) == (True, "—")
    assert "送审时" not in _cells(browser.page("/"), "project_goal.html")[3]
    monkeypatch.setattr(listed, "SECONDS", 60.0)
    now = _cells(browser.page("/"), "dept_goal.docx")
    assert ("送审时" in now[3], now[4].startswith("已处理")) == (False, True)


def test_what_was_worked_out_is_at_hand_after_a_start(browser, batch, monkeypatch, samples):
    """The figures stand in the database until something is decided; then they are worked out anew."""
    now = _cells(browser.page("/"), "dept_goal.docx")
    monkeypatch.setattr(listed, "SECONDS", -1.0)
    _cool(browser)
    assert _cells(browser.page("/"), "dept_goal.docx") == now
    assert browser.post(f"{browser.documents(batch)['dept_goal.docx']}/undo").status_code == 303
    monkeypatch.setattr(listed, "SECONDS", 60.0)
    assert _cells(browser.page("/"), "dept_goal.docx")[3:] != now[3:]


def test_the_first_page_works_out_nothing_where_nothing_was_decided(browser, samples, monkeypatch):
    """Documents that nobody has decided about are listed from the facts of reading, with their places."""
    browser.hand_in(samples / "project_goal.html")
    monkeypatch.setattr(listed, "stand_of", None)
    assert _cells(browser.page("/"), "project_goal.html")[4].startswith("已处理 0 / ")


def test_a_document_that_cannot_be_worked_out_does_not_take_the_list_along(browser, batch):
    """A reading of another version: the first page lists the document as handed in, or as being read again."""
    desk = browser.client.app.state.desk
    with desk.database.write() as connection:
        connection.execute(update(readings).values(data=b"0 of another version", made=1.0))
    _cool(browser)
    assert _cells(browser.page("/"), "dept_goal.docx")[3].endswith("送审时")


def test_rows_behind_a_number_say_what_was_decided(browser, batch):
    """The list of all rows has what was done about each, in both languages."""
    text = browser.page(f"{batch}/rows").xpath("//table[contains(@class, 'listing')]")[0].text_content()
    assert all(word in text for word in ("采纳", "忽略", "未处理"))
    browser.client.get("/language/en")
    cells = browser.page(f"{batch}/rows").xpath("//td[contains(@class, 'acts')]")
    assert {"accepted", "open"} <= {" ".join(cell.text_content().split()) for cell in cells}


def test_batches_of_one_day_have_different_names(browser, samples):
    """Two uploads right after each other can be told apart."""
    for _ in range(2):
        browser.hand_in(samples / "project_goal.html")
    names = browser.page("/").xpath("//h2/a/text()")
    assert len(set(names)) == len(names) == 2
