"""The places that a reader goes through, their order, and what a filter leaves of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.datastructures import QueryParams

import zhibiao
from zhibiao.desk.decided.current import current
from zhibiao.desk.decided.decisions import Decision, check
from zhibiao.desk.decided.stops import (
    Filter,
    count_settled,
    find_stops,
    neighbours,
    next_stop,
    read_place,
    stop_at,
    write_place,
)
from zhibiao.report.flat import full_wording
from zhibiao.settings import Settings


@pytest.fixture(scope="module")
def review(samples):
    """The review of the workbook sample: two tables."""
    return zhibiao.review(samples / "project_selfeval.xlsx")


def test_rows_of_a_table_before_the_table_as_a_whole(review):
    """The reader goes through the rows of a table, then through what is said about it as a whole, then to the next."""
    places = [stop.place for stop in find_stops(review, {}, "zh")]
    tables = [place[0] for place in places]
    assert tables == sorted(tables)
    for number in set(tables):
        rows = [row for table, row in places if table == number]
        assert rows[:-1] == sorted(rows[:-1])
        assert 0 not in rows[:-1]
    assert {0} & {row for _, row in places}


def test_every_finding_stands_at_one_place(review):
    """No finding is missing from the way through a document, none comes twice."""
    found = [finding for stop in find_stops(review, {}, "zh") for finding in stop.findings]
    assert sorted(map(str, found)) == sorted(map(str, review.all_findings()))


def test_next_is_the_next_that_is_open_and_the_first_again_after_the_last(review):
    """From any place the way leads to the next one that is not settled, round the end, and ends when all are."""
    stops = find_stops(review, {}, "zh")
    open_places = [stop.place for stop in stops if not stop.settled]
    assert next_stop(stops, None).place == open_places[0]
    assert next_stop(stops, open_places[0]).place == open_places[1]
    assert next_stop(stops, open_places[-1]).place == open_places[0]
    decided = {place: Decision(table=place[0], row=place[1], confirmed=True) for place in open_places}
    assert next_stop(find_stops(review, decided, "zh"), open_places[0]) is None


def test_neighbours_do_not_turn_round(review):
    """Before the first and after the last place there is none; others have both; so has a row that is no stop."""
    stops = find_stops(review, {}, "zh")
    assert neighbours(stops, stops[0].place) == (None, stops[1])
    assert neighbours(stops, stops[-1].place) == (stops[-2], None)
    rows = {(n, row.indicator.row) for n, table in enumerate(review.tables, start=1) for row in table.rows}
    quiet = sorted(rows - {stop.place for stop in stops})
    before, after = neighbours(stops, quiet[0])
    assert before is None or before.place < quiet[0]
    assert after is not None


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("severity=high", lambda stop: any(f.severity == "high" for f in stop.findings)),
        (
            "severity=high&severity=low",
            lambda stop: any(f.severity in ("high", "low") for f in stop.findings),
        ),
        ("rule=CP01", lambda stop: any(f.code == "CP01" for f in stop.findings)),
        ("category=O1", lambda stop: stop.label is not None and stop.label.category == "O1"),
        ("open=1", lambda stop: not stop.settled),
        ("severity=nonsense&rule=&category=", lambda stop: True),
    ],
)
def test_filters_leave_what_they_say(review, query, wanted):
    """A filter leaves the places that it names; what it does not know it ignores; its address asks for the same."""
    stops = find_stops(review, {}, "zh")
    chosen = Filter.read(QueryParams(query))
    assert [stop for stop in stops if chosen.lets(stop)] == [stop for stop in stops if wanted(stop)]
    assert Filter.read(QueryParams(chosen.query())) == chosen


def test_one_finding_has_to_fit_rule_and_severity(review):
    """A place with CP01 and some other high finding is no place with a high CP01."""
    stop = next(stop for stop in find_stops(review, {}, "zh") if stop.findings)
    low = replace(stop.findings[0], code="CP01", severity="low")
    high = replace(stop.findings[0], code="VG01", severity="high")
    both = replace(stop, findings=(low, high))
    assert not Filter(severities=("high",), rule="CP01").lets(both)
    assert Filter(severities=("high",), rule="VG01").lets(both)


def test_places_that_are_none(review):
    """An address that names no place of the document opens none."""
    for text in ("", "1", "1.2.3", "a.b", "-1.2", "1.9999999", "１.２"):
        assert read_place(text) is None
    for place in ((0, 1), (9, 1), (1, 999)):
        assert stop_at(review, place, {}, "zh") is None
    assert read_place(write_place((2, 13))) == (2, 13)


def test_places_without_findings_count_in_no_progress(samples):
    """A row with a suggestion only can be taken or left: it is no part of what is to be settled, decided or not."""
    review = zhibiao.review(samples / "dept_goal.docx")
    stops = find_stops(review, {}, "zh")
    optional = [stop for stop in stops if stop.optional]
    assert optional and all(stop.row.suggestions for stop in optional)
    assert count_settled(stops) == (0, len(stops) - len(optional))
    place = optional[0].place
    taken = {place: Decision(table=place[0], row=place[1], suggestion=1)}
    assert count_settled(find_stops(review, taken, "zh")) == (0, len(stops) - len(optional))
    wanted = next(stop.place for stop in stops if not stop.optional)
    confirmed = {wanted: Decision(table=wanted[0], row=wanted[1], confirmed=True)}
    assert count_settled(find_stops(review, confirmed, "zh"))[0] == 1


def test_a_wording_with_grave_findings_of_its_own_settles_nothing(samples):
    """What a taken wording has against it stays open until it is ignored; a number to be filled in is no finding."""
    review = zhibiao.review(samples / "dept_goal.docx")
    row = next(row for row in review.tables[0].rows if row.indicator.name == "预算执行率")
    place = (1, row.indicator.row)
    worse = Decision(table=1, row=place[1], suggestion=0, edit=(("target", "≥90%"),))

    def stop_of(decision):
        now = current(review, [decision], "zh", Settings())
        return stop_at(review, place, {place: decision}, "zh", now)

    stop = stop_of(worse)
    assert ["HS01"] == [one.code for one in stop.left_over] == [one.code for one in stop.open]
    assert (stop.settled, stop.mark) == (False, "")
    check(review, replace(worse, ignored=(("HS01", "口径变了"),)), worse, stop.left_over)
    allowed = stop_of(replace(worse, ignored=(("HS01", "口径变了"),)))
    assert (allowed.left_over, allowed.settled, allowed.mark) == ((), True, "taken")
    assert stop_of(Decision(table=1, row=place[1], suggestion=1)).settled

    vague = next(
        row for row in review.tables[0].rows if row.target.tier == "vague" and len(row.suggestions) > 1
    )
    place = (1, vague.indicator.row)
    number = next(at for at, one in enumerate(vague.suggestions, 1) if "〈由单位" in full_wording(one))
    taken = Decision(table=1, row=place[1], suggestion=number)
    now = current(review, [taken], "zh", Settings())
    assert "VG04" in {one.code for one in now.all_findings() if one.row == place[1]}
    assert "VG04" not in {one.code for one in stop_of(taken).left_over}


def test_marks_tell_decisions_apart(samples):
    """Taken, sent back and ignored have marks of their own; a suggestion that was left alone has none."""
    review = zhibiao.review(samples / "dept_goal.docx")
    stops = find_stops(review, {}, "zh")
    assert {stop.mark for stop in stops} == {""}
    (table, row), codes = next(
        (stop.place, [one.code for one in stop.findings]) for stop in stops if stop.findings
    )
    for mark, facts in (
        ("returned", {"confirmed": True}),
        ("ignored", {"ignored": tuple((code, "误报") for code in codes)}),
        ("taken", {"suggestion": 0, "edit": (("target", "1"),)}),
    ):
        decision = Decision(table=table, row=row, **facts)
        assert stop_at(review, (table, row), {(table, row): decision}, "zh").mark == mark
