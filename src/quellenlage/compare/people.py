"""Whether two bearers of a name are one person: same, different or unsure, with reasons. Never by surname alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Literal, NamedTuple

from quellenlage.german.person_names import PersonName, is_given, likeness_of_family, likeness_of_given
from quellenlage.german.roles import Role, same_role

Decision = Literal["same", "different", "unsure"]

SAME_PERSON, MAYBE = 0.75, 0.3
"""Scores from which on two bearers are one person, or may be. The weights below are set so that a full name alone is
enough, a surname needs a role and a story, and a surname with a story alone never is."""
TWO_GIVEN = 0.7
"""What a name of two given names counts, spelled in two ways: enough for one person with a role or a story in common.
Own choice; of 100 merged people drawn and read, one such pair was two people."""
AT_ONE_TIME = timedelta(days=31)
"""Two offices are held at one time in one month, or in two that follow each other."""


class Held(NamedTuple):
    """A role as an article gives it: of which state or body, where it says so, and in which month (its first day), so
    that an office of years is some dozen entries."""

    role: Role
    owner: str | None
    month: date | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """A name with what is known of who bears it: in one article, or in all that were found to be one person's."""

    name: PersonName
    roles: Set[Held]
    stories: Set[str]


class Setting(NamedTuple):
    """What the comparison knows besides: whether, in a story of both, nobody else bears the family name."""

    only_bearer: bool


Feature = Callable[[Bearer, Bearer, Setting], tuple[float, str]]
"""Two bearers to a score from 0 to 1 and its reason."""


def same_name(a: Bearer, b: Bearer, _: Setting) -> tuple[float, str]:
    """Given and family name alike, whatever the hyphens, accents and blanks."""
    return float(bool(a.name.given and b.name.given) and a.name.key == b.name.key), "same name"


def spelled_otherwise(a: Bearer, b: Bearer, _: Setting) -> tuple[float, str]:
    """Given and family name put into Latin letters in two ways; less where the family name is a given name itself:
    too many are called Muhammad Ali or Mohammed Ali for the name alone to tell."""
    given, family = likeness_of_given(a.name.given, b.name.given), likeness_of_family(a.name, b.name)
    pair = {given, family}
    alike = pair <= {"same", "spelled otherwise"} and "spelled otherwise" in pair
    return alike * (TWO_GIVEN if is_given(a.name.family) else 1.0), "spelled otherwise"


def given_name_shortened(a: Bearer, b: Bearer, _: Setting) -> tuple[float, str]:
    """One has an initial, a short form or a part of the other's given name."""
    given, family = likeness_of_given(a.name.given, b.name.given), likeness_of_family(a.name, b.name)
    return float(given in ("initial", "short form", "part") and family == "same"), "given name shortened"


def family_name_alone(a: Bearer, b: Bearer, _: Setting) -> tuple[float, str]:
    """One is called by the family name only."""
    given, family = likeness_of_given(a.name.given, b.name.given), likeness_of_family(a.name, b.name)
    return float(given == "unknown" and family == "same"), "family name alone"


def shared_role(a: Bearer, b: Bearer, _: Setting) -> tuple[float, str]:
    """Both hold the same office or do the same work. It is said in the words of `b`: of `a`, all articles of the corpus
    that name the person may have been taken together already, and any of them could bring another word."""
    shared = sorted({y.role.said for y in b.roles if any(same_role(x.role, y.role) for x in a.roles)})
    return float(bool(shared)), f"same role: {shared[0]}" if shared else ""


def same_story(a: Bearer, b: Bearer, _: Setting) -> tuple[float, str]:
    """Both stand in one story."""
    return float(bool(a.stories & b.stories)), "same story"


def only_bearer(_a: Bearer, _b: Bearer, setting: Setting) -> tuple[float, str]:
    """Nobody else in a story of both bears the family name."""
    return float(setting.only_bearer), "nobody else of that name in the story"


def other_field(a: Bearer, b: Bearer, _: Setting) -> tuple[float, str]:
    """Their roles belong to different walks of life (sport, politics)."""
    left, right = ({h.role.field for h in x.roles if h.role.field} for x in (a, b))
    return float(bool(left and right and not left & right)), "other walk of life"


FEATURES: tuple[tuple[Feature, float], ...] = (
    (same_name, 1.0),
    (spelled_otherwise, 0.8),
    (given_name_shortened, 0.5),
    (family_name_alone, 0.3),
    (shared_role, 0.4),
    (same_story, 0.2),
    (only_bearer, 0.2),
    (other_field, -0.4),
)
"""What makes two bearers of a name one person, or parts them, and how much it counts."""


class Verdict(NamedTuple):
    """What was decided, how strong the evidence is, and why."""

    decision: Decision
    score: float
    reasons: tuple[str, ...]


def compare_people(a: Bearer, b: Bearer, setting: Setting) -> Verdict:
    """Whether two bearers are one person. Different given names and offices that nobody holds at one time decide
    against it, whatever else is alike."""
    against = _against(a, b)
    if against is not None:
        return Verdict("different", 0.0, (against,))
    found = {feature: feature(a, b, setting) for feature, _ in FEATURES}
    # rounded: sums of the weights must meet the thresholds exactly
    score = round(sum(weight * found[feature][0] for feature, weight in FEATURES), 6)
    reasons = tuple(reason for value, reason in found.values() if value)
    # a surname needs a role: the only bearer of a surname in a story may be somebody new
    if found[family_name_alone][0] and not found[shared_role][0]:
        return Verdict("unsure" if score >= MAYBE else "different", score, reasons)
    return Verdict("same" if score >= SAME_PERSON else "unsure" if score >= MAYBE else "different", score, reasons)


def _against(a: Bearer, b: Bearer) -> str | None:
    # a name whose letters are all the same may still be parted otherwise (Soo-min, Soo Min)
    if a.name.key != b.name.key:
        if likeness_of_family(a.name, b.name) == "other":
            return "other family name"
        if likeness_of_given(a.name.given, b.name.given) == "other":
            return "other given name"
    return next(_conflicting_offices(a.roles, b.roles), None)


def _conflicting_offices(a: Set[Held], b: Set[Held]) -> Iterator[str]:
    """Offices of one kind in two states at one time, and two ministries of one state. Where the two share a role that
    may be of one state, a slip in one article does not part them."""
    if any(
        same_role(x.role, y.role) and (x.owner == y.owner or not (x.owner and y.owner)) for y in b for x in a
    ):  # of somebody well known there are hundreds, and most of the time the first one will do
        return
    for x, y in product(a, b):
        if x.month is None or y.month is None or abs(x.month - y.month) > AT_ONE_TIME:
            continue
        one_office = bool(x.role.office) and x.role.office == y.role.office
        ministers = x.role.tail == y.role.tail == "minister" and "minister" not in (x.role.noun, y.role.noun)
        if (one_office and x.owner != y.owner) or (
            ministers and not same_role(x.role, y.role) and (x.owner is None or y.owner is None or x.owner == y.owner)
        ):
            yield f"other office at that time: {x.role.said}, {y.role.said}"
