"""The taxonomy as SKOS in Turtle: concept schemes that thesaurus tools and graph stores read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from zhibiao.taxonomy.entries import Category, Entry, all_entries, categories
from zhibiao.taxonomy.export import LICENCE, TITLE, TITLE_EN
from zhibiao.taxonomy.files import load_yaml
from zhibiao.taxonomy.frame import Place, Profile
from zhibiao.taxonomy.profiles import profiles
from zhibiao.taxonomy.retired import retired_codes

BASE = "urn:zhibiao:"
"""Where the concepts' names begin. Names, not addresses: nothing has to be online for them."""

SCHEME = "taxonomy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One triple. `value` is text in the language `lang`, or, where `lang` is "name", the name of another concept
    without the base, or a term of a vocabulary (skos:Concept).
    """

    about: str
    property: str
    value: str
    lang: str = ""


def as_turtle(version: str = "", base: str = BASE) -> str:
    """The taxonomy and the frames in Turtle. `base` begins every name; give your own to publish under it.

    Dimension > category > indicator by skos:broader; every frame is a scheme of its own, its labels mapped to the
    categories: exactMatch where a label holds one category and no other label of the frame does, else closeMatch.
    """
    from rdflib import Graph
    from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
    from rdflib.term import Literal, Node, URIRef

    graph = Graph(bind_namespaces="none")
    spaces = {"skos": SKOS, "dcterms": DCTERMS, "owl": OWL, "rdf": RDF}
    for prefix, space in spaces.items():
        graph.bind(prefix, space)
    graph.bind("zb", base)
    for one in statements(version):
        prefix, _, term = one.property.partition(":")
        known, _, kind = one.value.partition(":")
        value: Node = (
            Literal(one.value, lang=one.lang or None) if one.lang != "name" else URIRef(base + one.value)
        )
        if one.lang == "name" and known in spaces:
            value = spaces[known][kind]
        graph.add((URIRef(base + one.about), spaces[prefix][term], value))
    return graph.serialize(format="turtle")


def statements(version: str = "") -> Iterator[Statement]:
    """Everything that the Turtle says, one statement each.

    >>> next(one.value for one in statements() if one.about == "O1" and one.property == "skos:broader")
    'O'
    """
    yield from _scheme(version)
    for category in categories():
        yield from _category(category)
    for entry in all_entries():
        yield from _entry(entry)
    for old in retired_codes():
        yield Statement(about=old.code, property="owl:deprecated", value="true")
        if old.successor:
            yield Statement(about=old.code, property="dcterms:isReplacedBy", value=old.successor, lang="name")
    for profile in profiles():
        yield from _frame(profile)


def name_of(*parts: str) -> str:
    """The name of a concept without the base, with what a name may not hold escaped.

    >>> name_of("O1.07"), name_of("frame", "nanjing", "履职")
    ('O1.07', 'frame/nanjing/%E5%B1%A5%E8%81%8C')
    """
    return "/".join(quote(part, safe=".") for part in parts)


def _scheme(version: str) -> Iterator[Statement]:
    yield Statement(about=SCHEME, property="rdf:type", value="skos:ConceptScheme", lang="name")
    yield Statement(about=SCHEME, property="dcterms:title", value=TITLE, lang="zh")
    yield Statement(about=SCHEME, property="dcterms:title", value=TITLE_EN, lang="en")
    yield Statement(about=SCHEME, property="dcterms:license", value=LICENCE)
    if version:
        yield Statement(about=SCHEME, property="owl:versionInfo", value=version)
    for dimension in load_yaml("taxonomy_dimensions.yml"):
        yield from _concept(dimension["code"], SCHEME, "")
        yield from _labels(dimension["code"], dimension["zh"], dimension["en"])
        yield Statement(about=dimension["code"], property="skos:notation", value=dimension["code"])


def _category(category: Category) -> Iterator[Statement]:
    # X, what is no indicator, belongs to no dimension: it stands on top.
    yield from _concept(category.code, SCHEME, category.dimension if category.dimension != "X" else "")
    yield from _labels(category.code, category.zh, category.en)
    yield from _text(category.code, category.definition)
    for boundary in category.boundaries:
        rule = f"与 {boundary.against} 的界线：{boundary.rule}"
        yield Statement(about=category.code, property="skos:scopeNote", value=rule, lang="zh")
    for text in category.positive:
        yield Statement(about=category.code, property="skos:example", value=text, lang="zh")


def _entry(entry: Entry) -> Iterator[Statement]:
    yield from _concept(entry.code, SCHEME, entry.category)
    yield from _labels(entry.code, entry.zh, entry.en, entry.aliases)
    yield from _text(entry.code, entry.definition)
    for one in entry.formulas:
        formula = f"公式：{one.text}（{one.source}，{one.mark}）"
        yield Statement(about=entry.code, property="skos:scopeNote", value=formula, lang="zh")


def _frame(profile: Profile) -> Iterator[Statement]:
    scheme = name_of("frame", profile.code)
    yield Statement(about=scheme, property="rdf:type", value="skos:ConceptScheme", lang="name")
    yield Statement(about=scheme, property="dcterms:title", value=profile.zh, lang="zh")
    yield Statement(about=scheme, property="dcterms:title", value=profile.en, lang="en")
    source = f"{profile.source}（{profile.mark}）"
    yield Statement(about=scheme, property="dcterms:source", value=source, lang="zh")
    for level1 in dict.fromkeys(place.level1 for place in profile.places):
        top = name_of("frame", profile.code, level1)
        yield from _concept(top, scheme, "")
        yield from _labels(top, level1, "")
    times = Counter(code for place in profile.places for code in place.codes)
    for place in profile.places:
        yield from _place(profile.code, place, exact=len(place.codes) == 1 and times[place.codes[0]] == 1)


def _place(profile: str, place: Place, *, exact: bool) -> Iterator[Statement]:
    scheme, top = name_of("frame", profile), name_of("frame", profile, place.level1)
    concept = name_of("frame", profile, place.level1, place.level2) if place.level2 else top
    if place.level2:
        yield from _concept(concept, scheme, top)
        yield from _labels(concept, place.level2, "", place.variants)
    if place.seen:
        yield Statement(
            about=concept, property="skos:note", value="读自：" + "；".join(place.seen), lang="zh"
        )
    for code in place.codes:
        match = "skos:exactMatch" if exact else "skos:closeMatch"
        yield Statement(about=concept, property=match, value=code, lang="name")


def _concept(concept: str, scheme: str, broader: str) -> Iterator[Statement]:
    yield Statement(about=concept, property="rdf:type", value="skos:Concept", lang="name")
    yield Statement(about=concept, property="skos:inScheme", value=scheme, lang="name")
    if broader:
        yield Statement(about=concept, property="skos:broader", value=broader, lang="name")
        yield Statement(about=broader, property="skos:narrower", value=concept, lang="name")
    else:
        yield Statement(about=concept, property="skos:topConceptOf", value=scheme, lang="name")
        yield Statement(about=scheme, property="skos:hasTopConcept", value=concept, lang="name")


def _labels(concept: str, zh: str, en: str, others: tuple[str, ...] = ()) -> Iterator[Statement]:
    yield Statement(about=concept, property="skos:prefLabel", value=zh, lang="zh")
    if en:
        yield Statement(about=concept, property="skos:prefLabel", value=en, lang="en")
    for text in others:
        # SKOS forbids a label that is preferred and alternative at once.
        if text != zh:
            yield Statement(about=concept, property="skos:altLabel", value=text, lang="zh")


def _text(concept: str, definition: str) -> Iterator[Statement]:
    yield Statement(about=concept, property="skos:notation", value=concept)
    yield Statement(about=concept, property="skos:definition", value=definition, lang="zh")
