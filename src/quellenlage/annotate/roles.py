"""Descriptions of somebody by his role: *der nordkoreanische Machthaber*, *Russlands Präsident*, *der Kremlchef*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenlage.annotate.words import Word, could_be_adjective, hull, is_role
from quellenlage.domain.annotations import By, Entity

_ARTICLES = frozenset(("der", "die", "das", "dem", "den", "des"))


def role_phrases(words: Sequence[Word], names: Sequence[Entity]) -> Iterator[Entity]:
    """Nominal mentions: a role noun that a state, body or article makes definite, or that stands beside a name.

    `name` is that of the person the phrase stands beside; without one, that of the only person whom the article gives
    the same role of the same state; else the words themselves.
    """
    starts = {e.start: e for e in names if e.type == "PER" and not e.part}
    by_span = {(e.start, e.end): e for e in names}
    parts = {e.start: e for e in names if e.part}
    listed = list(words)
    phrases = []
    for at, word in enumerate(words):
        if not is_role(word.text):
            continue
        first, owner = _opening(words, at, by_span, parts)
        beside = _beside(words, at, starts)
        if owner is None and (beside is None or first == at):
            continue
        if beside is None and words[first].lower not in _ARTICLES and (first == at) == (words[at].start not in parts):
            continue  # nordkoreanische Soldaten: nobody in particular
        phrases.append((first, at + 1, owner, word.text.rsplit("-", 1)[-1], beside))
    holders: dict[tuple[str | None, str], set[str]] = {}
    for _, _, owner, role, beside in phrases:
        if beside is not None:
            holders.setdefault((owner, _bare(role)), set()).add(beside.name)
    for first, end, owner, role, beside in phrases:
        span = hull(listed, first, end)
        known = {beside.name} if beside is not None else holders.get((owner, _bare(role)), set())
        text = " ".join(w.text for w in words[first:end])
        name = (
            next(iter(known))
            if len(known) == 1
            else text.removeprefix(words[first].text + " ")
            if words[first].lower in _ARTICLES
            else text
        )
        reason = (
            "stands beside a name"
            if beside is not None
            else "only person with this role"
            if len(known) == 1
            else "role without a name"
        )
        yield Entity(
            start=span.start,
            end=span.end,
            text=text,
            type="PER",
            name=name,
            nominal=True,
            by=By(rule="role", reason=f"{reason}: {role}"),
        )


def _opening(
    words: Sequence[Word], at: int, names: dict[tuple[int, int], Entity], parts: dict[int, Entity]
) -> tuple[int, str | None]:
    """Index of the phrase's first word, and the state or body that the role belongs to."""
    first = at
    owner = parts[words[at].start].name if words[at].start in parts else None
    while first > 0 and at - first < 4:
        before = words[first - 1]
        entity = names.get((before.start, before.end))
        if entity is not None and (entity.adjectival or (entity.type in ("GPE", "ORG") and before.text.endswith("s"))):
            owner = entity.name
            first -= 1
            if not entity.adjectival:
                return first, owner
        elif could_be_adjective(before):
            first -= 1
        elif before.lower in _ARTICLES:
            return first - 1, owner
        else:
            break
    # without an article only the state's adjective belongs to the phrase (reiste Präsident ...)
    while first < at and (words[first].start, words[first].end) not in names:
        first += 1
    return first, owner


def _beside(words: Sequence[Word], at: int, starts: dict[int, Entity]) -> Entity | None:
    if at + 1 < len(words) and words[at + 1].start in starts:
        return starts[words[at + 1].start]
    return None


def _bare(role: str) -> str:
    for ending in ("innen", "es", "en", "s", "n"):
        if role.endswith(ending) and len(role) > len(ending) + 4:
            return role.removesuffix(ending)
    return role
