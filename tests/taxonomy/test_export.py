"""The exports: what is written can be read back, and nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import json

import pytest
from rdflib import Graph
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from rdflib.term import Literal, URIRef

from zhibiao.errors import ZhibiaoError
from zhibiao.report.to_csv import rows_text, unguard
from zhibiao.taxonomy.crosswalk import show_in
from zhibiao.taxonomy.entries import all_entries, categories, entry_from
from zhibiao.taxonomy.export import as_json, entry_from_row, indicator_rows
from zhibiao.taxonomy.profiles import profiles
from zhibiao.taxonomy.to_skos import as_turtle, name_of

ZB = "urn:zhibiao:"


def test_csv_comes_back_as_the_same_indicators() -> None:
    """Written as a spreadsheet-safe csv and read again: 583 or more equal records, unique codes."""
    text = rows_text(indicator_rows())
    rows = [{key: unguard(value) for key, value in row.items()} for row in csv.DictReader(io.StringIO(text))]
    assert tuple(map(entry_from_row, rows)) == all_entries()
    assert {row["dimension"] for row in rows} == set("COESM")
    assert all(row["category"] == row["code"][:2] for row in rows)


def test_a_table_without_a_column_is_refused() -> None:
    """A csv that lost its definitions is no taxonomy: DT01 names the column."""
    row = {key: str(value) for key, value in indicator_rows()[0].items() if key != "definition"}
    with pytest.raises(ZhibiaoError, match="definition"):
        entry_from_row(row)


def test_json_comes_back_as_the_same_taxonomy() -> None:
    """Indicators are equal records again; categories, frames and their labels are all there."""
    document = json.loads(as_json("1.2.3"))
    assert document["version"] == "1.2.3"
    assert document["licence"] == "Apache-2.0"
    assert tuple(map(entry_from, document["indicators"])) == all_entries()
    assert [one["code"] for one in document["categories"]] == [one.code for one in categories()]
    assert [one["code"] for one in document["frames"]] == [one.code for one in profiles()]
    assert document["retired"] == []
    for frame in document["frames"]:
        for label in frame["labels"]:
            assert show_in(frame["code"], label["home"]) == (label["level1"], label["level2"])


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The Turtle, parsed back by rdflib."""
    return Graph().parse(data=as_turtle("1.2.3"), format="turtle")


def _labels() -> int:
    """Labels of all frames: level 2, and each level 1 once a frame."""
    return sum(
        len({place.level1 for place in profile.places}) + sum(bool(place.level2) for place in profile.places)
        for profile in profiles()
    )


def test_turtle_has_every_concept_once(graph: Graph) -> None:
    """Five dimensions, the categories with X, the indicators, the labels of the frames; a scheme each."""
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == 5 + len(categories()) + len(all_entries()) + _labels()
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(schemes) == 1 + len(profiles())
    assert all((concept, SKOS.inScheme, None) in graph for concept in concepts)
    notations = [str(value) for value in graph.objects(None, SKOS.notation)]
    assert len(notations) == len(set(notations)) == 5 + len(categories()) + len(all_entries())


def test_turtle_leads_from_dimension_to_indicator(graph: Graph) -> None:
    """broader and narrower are each other's mirror; every indicator reaches a top concept in two steps."""
    up = set(graph.subject_objects(SKOS.broader))
    assert {(below, above) for above, below in graph.subject_objects(SKOS.narrower)} == up
    for entry in all_entries():
        category = graph.value(URIRef(ZB + entry.code), SKOS.broader)
        assert category == URIRef(ZB + entry.category)
        dimension = graph.value(category, SKOS.broader)
        assert (dimension, SKOS.topConceptOf, URIRef(ZB + "taxonomy")) in graph


def test_turtle_has_labels_definitions_and_aliases(graph: Graph) -> None:
    """One preferred label a language, none of them also an alternative; every alias and definition is kept."""
    for entry in all_entries():
        concept = URIRef(ZB + entry.code)
        assert {*graph.objects(concept, SKOS.prefLabel)} == {
            Literal(entry.zh, lang="zh"),
            Literal(entry.en, lang="en"),
        }
        assert {str(text) for text in graph.objects(concept, SKOS.altLabel)} == set(entry.aliases) - {
            entry.zh
        }
        assert str(graph.value(concept, SKOS.definition)) == entry.definition
        assert len(set(graph.objects(concept, SKOS.scopeNote))) == len(entry.formulas)
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert len([*graph.objects(concept, SKOS.prefLabel)]) == len(
            {text.language for text in graph.objects(concept, SKOS.prefLabel)}
        )


def test_turtle_maps_the_labels_of_the_frames(graph: Graph) -> None:
    """As many mappings as the profiles have; exact only where one label and one category stand alone."""
    exact = set(graph.subject_objects(SKOS.exactMatch))
    close = set(graph.subject_objects(SKOS.closeMatch))
    assert len(exact) + len(close) == sum(
        len(place.codes) for profile in profiles() for place in profile.places
    )
    assert not exact & close
    for profile in profiles():
        scheme = URIRef(ZB + name_of("frame", profile.code))
        own = [code for label, code in exact if (label, SKOS.inScheme, scheme) in graph]
        assert len(own) == len(set(own))
    quantity = URIRef(ZB + name_of("frame", "mof_2020_10", "产出指标", "数量指标"))
    assert (quantity, SKOS.exactMatch, URIRef(ZB + "O1")) in graph
    duties = URIRef(ZB + name_of("frame", "nanjing", "履职"))
    assert {*graph.objects(duties, SKOS.closeMatch)} == {URIRef(ZB + code) for code in ("O1", "O2", "O3")}


def test_turtle_says_version_title_and_licence(graph: Graph) -> None:
    """The scheme carries what a catalogue asks for."""
    scheme = URIRef(ZB + "taxonomy")
    assert str(graph.value(scheme, OWL.versionInfo)) == "1.2.3"
    assert str(graph.value(scheme, DCTERMS.license)) == "Apache-2.0"
    assert {text.language for text in graph.objects(scheme, DCTERMS.title)} == {"zh", "en"}


def test_turtle_can_be_published_under_an_own_base() -> None:
    """All names begin with the base that was given."""
    graph = Graph().parse(data=as_turtle(base="https://example.org/kpi#"), format="turtle")
    names = {str(concept) for concept in graph.subjects(RDF.type, SKOS.Concept)}
    assert all(name.startswith("https://example.org/kpi#") for name in names)


def test_turtle_is_the_same_every_time() -> None:
    """Two runs give the same text, so that a difference is a change of the taxonomy."""
    assert as_turtle("1") == as_turtle("1")
