"""The pages over HTTP, as a browser without scripts would use them: hand in, decide, download; and as the script does."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from urllib.parse import unquote

import pytest
from lxml import html
from sqlalchemy import update

import zhibiao
from zhibiao.desk.store.tables import readings


@pytest.fixture
def document(browser, samples):
    """The address of the Word sample, read."""
    batch = browser.hand_in(samples / "dept_goal.docx")
    return browser.documents(batch)["dept_goal.docx"]


def _first(samples):
    """The first row of the Word sample with a suggestion."""
    review = zhibiao.review(samples / "dept_goal.docx")
    return next(row for row in review.tables[0].rows if row.findings and row.suggestions)


def test_everything_that_was_handed_in_is_read_or_says_why(browser, samples, tmp_path):
    """A batch of all formats, a zip and a broken file: each is read, or has a code and advice."""
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    zipped = tmp_path / "包.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(samples / "dept_goal.csv", "里面/表.csv")
    names = ("dept_goal.docx", "project_selfeval.xlsx", "project_goal.html", "longterm_goal.txt")
    batch = browser.hand_in(*(samples / name for name in names), broken, zipped)
    queue = {one["name"]: one for one in browser.client.get(f"{batch}/queue").json()["files"]}
    assert {name: queue[name]["state"] for name in queue} == {
        **dict.fromkeys((*names, "里面/表.csv"), "read"),
        "坏.docx": "failed",
    }
    assert queue["坏.docx"]["failure"].startswith("[RD07]")
    page = browser.page(browser.documents(batch)["坏.docx"])
    assert "RD07" in page.text_content()


def test_a_batch_says_how_many_were_read_and_why_the_others_not(browser, samples, tmp_path):
    """Documents of one name are told apart by their folders; a damaged file and one of another kind say why."""
    zipped = tmp_path / "包.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(samples / "dept_goal.docx", "甲局/我的目标表.docx")
        archive.write(samples / "dept_goal.docx", "乙局/我的目标表.docx")
        archive.writestr("坏.docx", b"PK nothing")
        archive.writestr("readme.md", b"# read me")
    batch = browser.hand_in(zipped)
    page = browser.page(batch)
    assert page.xpath("string(//h2[@id='documents']/span)").strip() == "4 份文件，读成 2 份"
    assert "4 份文件，读成 2 份" in browser.page("/").text_content()
    said = {row.xpath("string(.//a)"): row.text_content() for row in page.xpath("//tr[@data-document]")}
    assert set(said) == {"甲局/我的目标表.docx", "乙局/我的目标表.docx", "坏.docx", "readme.md"}
    assert "[RD06]" in said["readme.md"]
    assert "[RD07]" in said["坏.docx"]
    names = zipfile.ZipFile(io.BytesIO(browser.client.get(f"{batch}/out/form").content)).namelist()
    assert sorted(names) == ["乙局_我的目标表_docx_审核意见.docx", "甲局_我的目标表_docx_审核意见.docx"]
    named = browser.client.get(f"{browser.documents(batch)['甲局/我的目标表.docx']}/out/form")
    assert unquote(named.headers["content-disposition"]).endswith("''我的目标表_审核意见.docx")


def test_of_a_file_of_another_kind_in_a_zip_nothing_is_kept(browser, samples, tmp_path):
    """Its page says why it was not read, and offers neither to read it again nor to download it."""
    zipped = tmp_path / "包.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(samples / "dept_goal.csv", "表.csv")
        archive.writestr("图.png", b"png")
    batch = browser.hand_in(zipped)
    document = browser.documents(batch)["图.png"]
    page = browser.page(document)
    assert "[RD06]" in page.xpath("string(//main)")
    assert not page.xpath("//main//form | //main//a[contains(@href, 'original')]")
    assert browser.client.get(f"{document}/original").status_code == 404
    assert "WB12" in browser.post(f"{document}/again").text


def test_accepting_goes_on_and_writes_the_document(browser, document, samples, tmp_path):
    """After accepting the reader is at the next place, the figures have moved, and the downloaded cell says it."""
    row = _first(samples)
    at = f"1.{row.indicator.row}"
    answer = browser.decide(document, at, "accept", suggestion="1")
    assert answer.status_code == 303
    assert f"at={at}" not in answer.headers["location"]
    panel = browser.panel(document, at)
    assert "采纳建议 1" in panel.text_content()
    download = browser.client.get(f"{document}/out/revised")
    assert "attachment" in download.headers["content-disposition"]
    assert unquote(download.headers["content-disposition"]).endswith("dept_goal_修订.docx")
    written = tmp_path / "revised.docx"
    written.write_bytes(download.content)
    again = zhibiao.read(written).tables[0].indicators[row.indicator.row - 1]
    suggestion = row.suggestions[0]
    whole = suggestion.parts[0] if suggestion.parts else suggestion
    assert again.name == (whole.name or row.indicator.name)
    assert again.target != row.indicator.target


def test_the_figures_move_as_decisions_fall(browser, document, samples):
    """The index that the page says is that of the library after the same wordings, and progress counts on."""
    before = browser.page(document).get_element_by_id("head").text_content()
    review = zhibiao.review(samples / "dept_goal.docx")
    rows = [row.indicator.row for row in review.tables[0].rows if row.suggestions]
    for number in rows[:8]:
        answer = browser.decide(document, f"1.{number}", "accept", script=True, suggestion="1")
        assert answer.status_code == 200, answer.text
    after = html.fromstring(answer.json()["head"]).text_content()
    assert before != after
    assert "→" in after


def test_own_words_keep_only_what_changed(browser, document, samples, tmp_path):
    """The form of a suggestion sends all cells; those that were not changed are not in the decision."""
    row = _first(samples)
    at = f"1.{row.indicator.row}"
    form = browser.panel(document, at).xpath(".//details[contains(@class,'edit')]//form")[0]
    fields = {one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")}
    fields |= {one.get("name"): one.text or "" for one in form.xpath(".//textarea")}
    fields["edit-target"] = "≥91%"
    assert browser.post(form.get("action"), fields).status_code == 303
    kept = json.loads(browser.client.get(f"{document}/out/decisions").content)["choices"]
    assert [(one["row"], one["suggestion"], one["edit"]) for one in kept] == [
        (row.indicator.row, 1, {"target": "≥91%"})
    ]


def test_ignoring_needs_a_reason_and_shows_it(browser, document, samples):
    """Without a reason nothing is kept; with one the finding stays visible with it and is out of the lists."""
    row = _first(samples)
    at, code = f"1.{row.indicator.row}", row.findings[0].code
    refused = browser.decide(document, at, "ignore", code=code, reason=" ")
    assert refused.status_code == 400
    assert "WB11" in refused.text
    assert browser.decide(document, at, "ignore", code=code, reason="另有文件规定").status_code == 303
    panel = browser.panel(document, at)
    assert "另有文件规定" in panel.text_content()
    assert panel.xpath(".//li[contains(@class,'ignored')]")


def test_undo_takes_back_one_decision_after_the_other(browser, document, samples):
    """Undo restores what stood before, also over several rows, and says so when nothing is left."""
    row = _first(samples)
    at = f"1.{row.indicator.row}"
    browser.decide(document, at, "accept", suggestion="1")
    browser.decide(document, at, "category", category="O2")
    for _ in range(2):
        assert browser.post(f"{document}/undo").status_code == 303
    assert "已处理" not in browser.panel(document, at).xpath("string(.//div[@class='decision'])")
    nothing = browser.post(f"{document}/undo")
    assert (nothing.status_code, "WB13" in nothing.text) == (400, True)


def test_a_decision_that_somebody_overtook_is_not_kept(browser, document, samples):
    """Two pages open on one row: the second to send gets 409 and sees the first one's decision."""
    row = _first(samples)
    at = f"1.{row.indicator.row}"
    form = browser.panel(document, at).xpath(".//form[input[@name='do' and @value='accept']]")[0]
    hidden = {one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")}
    assert browser.post(form.get("action"), hidden, script=True).status_code == 200
    late = browser.post(form.get("action"), hidden, script=True)
    assert (late.status_code, late.json()["code"]) == (409, "WB07")
    news = browser.client.get(f"{document}/news?after=0").json()["lines"]
    assert [(one["at"], one["verb"], one["own"]) for one in news] == [(at, "accept", True)]


def test_filters_are_kept_on_the_way(browser, document):
    """With a filter the way leads through its places only, before and after a decision."""
    page = browser.page(f"{document}?severity=high")
    places = [one.get("data-at") for one in page.xpath("//details[@class='outline']//a")]
    assert 0 < len(places) < len(browser.page(document).xpath("//details[@class='outline']//a"))
    answer = browser.decide(f"{document}", places[0], "confirm", **{"filter-severity": "high"})
    assert "severity=high" in answer.headers["location"]
    assert answer.headers["location"].split("at=")[1].split("#")[0] in places


def test_a_corrected_category_can_be_learnt(browser, document, samples, tmp_path):
    """The correction comes out as a row that `zhibiao train --add` reads."""
    from zhibiao.learn.added import read_added

    row = _first(samples)
    browser.decide(document, f"1.{row.indicator.row}", "category", category="O2")
    file = tmp_path / "corrections.tsv"
    file.write_bytes(browser.client.get(f"{document}/out/corrections").content)
    assert [(one.name, one.category) for one in read_added(file)] == [(row.indicator.name, "O2")]


@pytest.mark.parametrize("kind", ["revised", "changes", "annotated", "form", "findings", "decisions"])
def test_every_download_is_a_file_of_its_kind(browser, document, kind):
    """Each kind comes as an attachment that opens: Word, workbook or JSON."""
    answer = browser.client.get(f"{document}/out/{kind}")
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    if kind == "decisions":
        assert json.loads(answer.content)["source"] == "dept_goal.docx"
    else:
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_the_whole_batch_as_one_zip(browser, samples):
    """All revised documents of a batch come in one zip; the kind of those that share a name is part of it."""
    batch = browser.hand_in(samples / "dept_goal.docx", samples / "dept_goal.csv")
    answer = browser.client.get(f"{batch}/out/revised")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert sorted(names) == ["dept_goal_csv_修订.csv", "dept_goal_docx_修订.docx"]
    forms = browser.client.get(f"{batch}/out/form")
    names = zipfile.ZipFile(io.BytesIO(forms.content)).namelist()
    assert sorted(names) == ["dept_goal_csv_审核意见.docx", "dept_goal_docx_审核意见.docx"]


def test_the_language_keeps_the_place_and_the_filter(browser, document):
    """The switch leads back to the address as it was, with what it asked for."""
    page = browser.page(f"{document}?severity=high&at=1.8")
    (link,) = page.xpath("//header//a[@hreflang]/@href")
    assert browser.client.get(link).headers["location"] == f"{document}?severity=high&at=1.8"


def test_a_filter_that_nothing_passes_is_not_the_end(browser, document):
    """It says so, and how to go back to all places."""
    panel = browser.page(f"{document}?rule=ZZ99").xpath("//*[@id='at-hand']")[0]
    assert "没有符合筛选条件的地方" in panel.text_content()
    assert document in panel.xpath(".//a/@href")


def test_a_filter_whose_places_are_all_settled_says_that(browser, document, samples):
    """Not that there are none: they were there, and are done."""
    rows = zhibiao.review(samples / "dept_goal.docx").tables[0].rows
    (row,) = (row for row in rows if "DT01" in {finding.code for finding in row.findings})
    browser.decide(document, f"1.{row.indicator.row}", "confirm")
    for query, said in (("rule=DT01&open=1", "都处理完了"), ("rule=ZZ99&open=1", "没有符合筛选条件的地方")):
        panel = browser.page(f"{document}?{query}").xpath("//*[@id='at-hand']")[0]
        assert said in panel.text_content()
        assert document in panel.xpath(".//a/@href")


def test_numbers_of_the_batch_lead_to_their_rows(browser, samples):
    """Every link of the page of a batch opens, and plots are pictures."""
    batch = browser.hand_in(samples / "dept_goal.docx", samples / "project_selfeval.xlsx")
    page = browser.page(batch)
    links = {
        link for link in page.xpath("//main//a/@href") if "/out/" not in link and not link.startswith("#")
    }
    assert any("/rows?" in link for link in links)
    for link in sorted(links):
        assert browser.client.get(link).status_code == 200, link
    pictures = page.xpath("//main//img/@src")
    assert pictures
    for picture in pictures:
        answer = browser.client.get(picture)
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert b"<svg" in answer.content


def test_the_pages_speak_english(browser, document):
    """The switch changes every page of this browser, and back."""
    assert browser.client.get("/language/en?next=/").headers["location"] == "/"
    page = browser.page(document)
    assert page.get("lang") == "en"
    assert "Downloads" in page.text_content()
    browser.client.get("/language/zh")
    assert "下载" in browser.page(document).text_content()


def test_a_suggestion_names_the_cells_that_it_changes(browser, document, samples):
    """Before it is taken: struck out what is there, and what would stand there then, both said in words too."""
    at = f"1.{_first(samples).indicator.row}"
    changes = browser.panel(document, at).xpath(
        "(.//li[contains(@class,'suggestion')])[1]//div[@class='changes']"
    )[0]
    assert changes.xpath(".//dt/text()")
    assert changes.xpath("string(.//del)").startswith("原为")
    assert changes.xpath("string(.//ins)").startswith("改为")


def test_a_settled_row_shows_its_decision_and_folds_the_acts(browser, document, samples):
    """What was decided stands open; findings and acts are there for who wants to decide anew."""
    at = f"1.{_first(samples).indicator.row}"
    assert not browser.panel(document, at).xpath(".//details[@class='again']")
    browser.decide(document, at, "accept", suggestion="1")
    panel = browser.panel(document, at)
    (fold,) = panel.xpath(".//details[@class='again'][not(@open)]")
    assert fold.xpath("string(./summary)") == "重新处理"
    assert len(fold.xpath(".//form[contains(@class,'accept')]")) == len(
        panel.xpath(".//form[contains(@class,'accept')]")
    )
    assert panel.xpath("string(.//div[@class='decision']/h3)").startswith("已处理")
    browser.decide(document, at, "clear")
    assert not browser.panel(document, at).xpath(".//div[contains(@class,'decision')]")


def test_the_table_shows_what_was_taken_beside_what_was_there(browser, document, samples):
    """Without a script too; the script is told the same, and nothing is left of it after an undo."""
    row = _first(samples)
    at = f"1.{row.indicator.row}"
    answer = browser.decide(document, at, "accept", script=True, suggestion="1").json()
    text = answer["rows"][at]["texts"]["target"]
    cell = f"//td[@data-at='{at}'][@data-field='target']"
    (target,) = browser.page(document).xpath(cell)
    assert target.xpath("string(.//*[@role='deletion'])") == row.indicator.target
    assert target.xpath("ins/text()") == text["texts"]
    assert text["struck"] is True
    browser.post(f"{document}/undo")
    (target,) = browser.page(document).xpath(cell)
    assert not target.xpath("ins | .//*[@role='deletion']")


def test_a_corrected_category_settles_nothing(browser, document, samples):
    """It says so, that a person gave it, and that the suggestions were made for the other category."""
    row = _first(samples)
    at = f"1.{row.indicator.row}"
    browser.decide(document, at, "category", category="S1")
    panel = browser.panel(document, at)
    (box,) = panel.xpath(".//div[contains(@class,'decision')]")
    assert "partly" in box.get("class")
    assert box.xpath("string(h3)").startswith("类别已更正")
    assert "没有处理" in box.text_content()
    assert "已处理" not in box.text_content()
    assert panel.xpath("string(.//details[@class='label']/summary/span)") == "人工更正"
    assert "按原来的类别" in panel.text_content()
    assert not panel.xpath(".//details[@class='again']")


def test_rules_and_figures_are_said_in_words(browser, document):
    """The filter names rules in Chinese, numbers have units, a severity leads to its places, sources say if read."""
    page = browser.page(document)
    options = page.xpath("//select[@name='rule']/option[@value!='']")
    assert options
    assert not [one.text for one in options if not re.search("[\u4e00-\u9fff]{3}", one.text)]
    assert page.xpath("//dl[contains(@class,'moved')]//dt/text()") == ["不符合", "未能判断"]
    assert all("项" in text for text in page.xpath("//dl[contains(@class,'moved')]//dd/text()[1]"))
    links = page.xpath("//div[@id='head']//a[contains(@class,'badge')]")
    assert [link.text_content().split()[0] for link in links] == ["高", "中", "低"]
    assert browser.page(links[0].get("href")).xpath("//input[@name='severity'][@checked]/@value") == ["high"]
    sources = page.xpath("//div[@id='at-hand']//span[@class='source']")
    assert sources
    assert all("原文）" in one.text_content() or "自订" in one.text_content() for one in sources)


def test_the_page_in_english_is_english(browser, document, samples):
    """Nothing that the desk itself says stays Chinese beside the document's own words."""
    at = f"1.{_first(samples).indicator.row}"
    browser.decide(document, at, "accept", suggestion="1")
    browser.client.get("/language/en?next=/")
    page = browser.page(f"{document}?at={at}")
    for one in page.xpath("//*[@lang='zh-CN'] | //script | //style"):
        one.drop_tree()
    texts = [text for text in page.xpath("//main//text()") if re.search("[\u4e00-\u9fff]", text)]
    sources = page.xpath("//span[@class='source']/text()")
    messages = page.xpath("//li[contains(@class,'finding')]//p/text()")
    assert [text for text in texts if text not in sources and text not in messages] == []


def test_what_another_version_read_is_read_anew(browser, document, samples):
    """A reading that this version cannot use is made anew, without losing a decision; the page says so meanwhile."""
    row = _first(samples)
    at = f"1.{row.indicator.row}"
    browser.decide(document, at, "accept", suggestion="1")
    desk = browser.client.app.state.desk
    with desk.database.write() as connection:
        connection.execute(update(readings).values(data=b"0 of another version", made=1.0))
    assert browser.page(document).get_element_by_id("queue") is not None
    batch = browser.page("/").xpath("//h2/a/@href")[0]
    while browser.client.get(f"{batch}/queue").json()["waiting"]:
        time.sleep(0.1)
    assert "采纳建议 1" in browser.panel(document, at).text_content()


def test_a_file_that_could_not_be_read_can_be_tried_again(browser, tmp_path):
    """The page of a failed file has a button that queues it once more; one that was read has none."""
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    batch = browser.hand_in(broken)
    address = browser.documents(batch)["坏.docx"]
    form = browser.page(address).xpath("//form[contains(@action, '/again')]")[0]
    assert browser.post(form.get("action")).status_code == 303
    while browser.client.get(f"{batch}/queue").json()["waiting"]:
        time.sleep(0.1)
    assert "RD07" in browser.page(address).text_content()
    assert "再读一次" in browser.page(f"{address}/trail").text_content()
