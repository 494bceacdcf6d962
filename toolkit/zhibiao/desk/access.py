"""Who may do what with a document. Who may see it is asked in store/filed.py, together with the document itself."""

from __future__ import annotations

from zhibiao.desk.store.filed import Filed
from zhibiao.desk.store.people import Person


def may_decide(person: Person, document: Filed) -> bool:
    """Whether a person who sees the document may decide about its rows now.

    With the reviewers (stage `review`): those it is assigned to, and heads. Handed back (`returned`): who handed it
    in. Closed: nobody.
    """
    if document.stage == "review":
        return person.role in ("reviewer", "head")
    if document.stage == "returned":
        return document.owner_id == person.id
    return False


def may_hand_back(person: Person, document: Filed) -> bool:
    """Whether a person may hand the document back to who handed it in, or close it."""
    return document.stage == "review" and person.role in ("reviewer", "head")


def may_open(person: Person, document: Filed) -> bool:
    """Whether a person may give a document that was closed to the reviewers again."""
    return document.stage == "closed" and person.is_head


def acts(person: Person, document: Filed) -> dict[str, str]:
    """What a person may do with a document besides deciding, each act with the stage that it leads to."""
    every = (
        ("hand_back", may_hand_back(person, document), "returned"),
        ("hand_in", may_hand_in(person, document), "review"),
        ("close", may_hand_back(person, document), "closed"),
        ("open", may_open(person, document), "review"),
    )
    return {verb: stage for verb, may, stage in every if may}


def may_hand_in(person: Person, document: Filed) -> bool:
    """Whether a person may give a document that was handed back to the reviewers again."""
    return document.stage == "returned" and (document.owner_id == person.id or person.is_head)
