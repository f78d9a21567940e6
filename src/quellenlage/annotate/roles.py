"""Descriptions of somebody by his role: *der nordkoreanische Machthaber*, *Russlands Präsident*, *der Kremlchef*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from quellenlage.annotate.tags import Tags
from quellenlage.annotate.words import Word, could_be_adjective, hull, is_role
from quellenlage.domain.annotations import By, Entity
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_table, load_words

_DEFINITE = frozenset(("der", "die", "das", "dem", "den", "des", "zum", "zur", "beim", "vom"))
_OWNED = frozenset(("der", "des", "von", "vom", "für", "im", "in", "am", "an", "beim", "bei", "aus"))
"""Words behind a role that open what it belongs to."""
_GENITIVE_ARTICLES = frozenset(("der", "des"))
_ARTICLES = frozenset(("der", "die", "das", "dem", "den", "des"))
_POSSESSIVES = frozenset(form + end for form in ("sein", "ihr") for end in ("", "e", "en", "em", "er", "es"))
_LONGEST_OWNER = 10
"""Words between a role and the comma before the name of who has it."""
_CLOSING_APPOSITION = frozenset((",", ".", ";", ":", ")", "–", "(", "“", "”", "«"))
_EARLY = 80
"""Words of an article's head and first sentences, where *der Landrat* may stand before his name is told."""


def role_phrases(words: Sequence[Word], tags: Tags, names: Sequence[Entity]) -> Iterator[Entity]:
    """Nominal mentions: a role noun that a state, body or article makes definite, or that stands beside a name.

    `name` is that of the person the phrase stands beside; without one, that of the only person whom the article gives
    the same role of the same state; else the words themselves.
    """
    starts = {e.start: e for e in names if e.type == "PER" and not (e.part or e.nominal)}
    by_span = {(e.start, e.end): e for e in names}
    parts = {e.start: e for e in names if e.part}
    listed = list(words)
    phrases: list[tuple[int, int, str | None, str, Entity | None]] = []
    alone = []
    holders: dict[tuple[str | None, str], set[str]] = {}
    titled: dict[str, list[tuple[int, str]]] = {}
    for at, word in enumerate(words):
        if not is_role(word.text):
            continue
        first, owner = _opening(words, at, by_span, parts)
        beside = _beside(words, at, starts)
        role = word.text.rsplit("-", 1)[-1]
        apposed = None
        if beside is None:
            apposed = _apposed(words, tags, at, starts) or _behind_its_body(words, tags, at, starts)
        if apposed is not None and words[first].lower in _ARTICLES:
            titled.setdefault(_bare(role), []).append((at, apposed[1].name))
            phrases.append((first, apposed[0], owner, role, apposed[1]))
            continue
        holder = beside or _before(words, at, starts)
        if holder is not None:
            titled.setdefault(_bare(role), []).append((at, holder.name))
        elif owner is None and _is_one(words, tags, at):
            alone.append((at, role))
        if owner is None and (beside is None or first == at):
            continue
        if beside is None and "Plur" in tags.tokens[at].morph.get("Number", []):
            continue  # die beiden Staatschefs, nordkoreanische Soldaten: no single person
        if beside is None and words[first].lower not in _ARTICLES and (first == at) == (words[at].start not in parts):
            continue  # nordkoreanische Soldaten: nobody in particular
        phrases.append((first, at + 1, owner, role, beside))
    for _, _, owner, role, beside in phrases:
        if beside is not None:
            holders.setdefault((owner, _bare(role)), set()).add(beside.name)
    peers = _peers(holders)
    for first, end, owner, role, beside in phrases:
        span = hull(listed, first, end)
        known = {beside.name} if beside is not None else holders.get((owner, _bare(role)), set())
        if beside is None and not known and role.lower().startswith("amtskolleg"):
            known = peers.get(owner, set())
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
            else "only one of that state with a role that others have too"
            if len(known) == 1 and role.lower().startswith("amtskolleg")
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
    yield from _alone(words, alone, titled)


def _peers(holders: Mapping[tuple[str | None, str], set[str]]) -> dict[str | None, set[str]]:
    """By state or body, the people whose role somebody of another one has too: who can be an *Amtskollege*."""
    of_role: dict[str, set[str | None]] = defaultdict(set)
    for owner, role in holders:
        of_role[role].add(owner)
    peers: dict[str | None, set[str]] = defaultdict(set)
    for (owner, role), names in holders.items():
        if len(of_role[role]) > 1:
            peers[owner] |= names
    return peers


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
        elif before.lower in _ARTICLES or (owner is not None and before.lower in _POSSESSIVES):
            return first - 1, owner
        else:
            break
    # without an article only the state's adjective belongs to the phrase (reiste Präsident ...)
    while first < at and (words[first].start, words[first].end) not in names:
        first += 1
    return first, owner


def _beside(words: Sequence[Word], at: int, starts: dict[int, Entity]) -> Entity | None:
    after = _behind_titles(words, at + 1)
    return starts.get(words[after].start) if after < len(words) else None


def _behind_titles(words: Sequence[Word], at: int) -> int:
    """Index of the first word that is no title (*Prof. Dr. Anna Berg*: *Anna*)."""
    while at < len(words) and words[at].text in load_words("name_titles"):
        at += 1
    return at


def _apposed(words: Sequence[Word], tags: Tags, at: int, starts: Mapping[int, Entity]) -> tuple[int, Entity] | None:
    """*der Sprecher des Rates, Jan Kern,*: where the description ends, and whose it is. What the role belongs to stands
    between, then a comma, the name, and another comma or the end of the clause."""
    end = at + 1
    if end >= len(words) or (words[end].text != "," and not _is_owner(words, tags, at, end)):
        return None
    while end < len(words) and end - at <= _LONGEST_OWNER and words[end].text != ",":
        if tags.pos[end] in ("VERB", "AUX", "PUNCT") or words[end].first:
            return None
        end += 1
    if end >= len(words) or words[end].text != ",":
        return None
    person = starts.get(words[after].start) if (after := _behind_titles(words, end + 1)) < len(words) else None
    if person is None:
        return None
    behind = next((i for i in range(after, len(words)) if words[i].start >= person.end), len(words))
    closed = behind == len(words) or words[behind].text in _CLOSING_APPOSITION or words[behind].first
    return (end, person) if closed else None


def _is_owner(words: Sequence[Word], tags: Tags, at: int, behind: int) -> bool:
    """True where what the role at `at` belongs to begins at `behind`: *des Rates*, *im Rat*, *Lerchaus*."""
    named = tags.pos[behind] == "PROPN" and tags.genitive(behind) and tags.head[behind] == at
    return words[behind].lower in _OWNED or (named and words[behind].text.endswith("s"))


def _behind_its_body(
    words: Sequence[Word], tags: Tags, at: int, starts: Mapping[int, Entity]
) -> tuple[int, Entity] | None:
    """*die Direktorin des Geheimdienstes Anna Berg*: where the description ends, and whose it is. Only behind a body of
    the state: the name may be that of whoever else stands there (*der Sprecher des Präsidenten Jan Kern*, *der Anwalt
    des Angeklagten Jan Kern*), or of what is named after somebody (*die Leiterin der Stiftung Anna Berg*)."""
    if at + 1 >= len(words) or words[at + 1].lower not in _GENITIVE_ARTICLES:
        return None
    for body in range(at + 2, min(len(words) - 1, at + 2 + _LONGEST_OWNER)):
        if tags.pos[body] == "ADJ" and not words[body].first:
            continue
        person = starts.get(words[_behind_titles(words, body + 1)].start) if body + 1 < len(words) else None
        owning = tags.pos[body] == "NOUN" and tags.genitive(body) and tags.head[body] == at
        return (body + 1, person) if person is not None and owning and _is_of_state(words[body].text) else None
    return None


@lru_cache(maxsize=1 << 14)
def _is_of_state(noun: str) -> bool:
    """True for an official body, by itself or as the last part of a compound (*des Auslandsgeheimdienstes*)."""
    lemma = noun_lemma(noun).casefold()
    rows = (r for r in load_table("root_bodies") if r["kind"] == "official")
    return any(lemma == r["noun"].casefold() or (not r["alone"] and lemma.endswith(r["noun"].casefold())) for r in rows)


def _bare(role: str) -> str:
    for ending in ("innen", "es", "en", "s", "n"):
        if role.endswith(ending) and len(role) > len(ending) + 4:
            return role.removesuffix(ending)
    return role


def _alone(
    words: Sequence[Word], alone: Sequence[tuple[int, str]], titled: Mapping[str, Sequence[tuple[int, str]]]
) -> Iterator[Entity]:
    """*die Landrätin*, where the article gave this title to one person (*Landrätin Anna Berg*) and does to no other."""
    listed = list(words)
    for at, role in alone:
        bare = _bare(role)
        short = role.lower() in load_words("shortened_roles")
        holders = [
            holder
            for title, given in titled.items()
            if title == bare or (short and title.lower().endswith(bare.lower()))
            for holder in given
        ]
        known = {name for _, name in holders}
        if len(known) != 1 or not (at < _EARLY or any(place < at for place, _ in holders)):
            continue
        first = at
        while could_be_adjective(words[first - 1]):
            first -= 1
        first -= words[first - 1].lower in _ARTICLES
        span = hull(listed, first, at + 1)
        yield Entity(
            start=span.start,
            end=span.end,
            text=" ".join(w.text for w in words[first : at + 1]),
            type="PER",
            name=next(iter(known)),
            nominal=True,
            by=By(rule="role", reason=f"only person with this role: {role}"),
        )


def _is_one(words: Sequence[Word], tags: Tags, at: int) -> bool:
    """True for a role in the singular with a definite article, over adjectives."""
    first = at - 1
    while first > 0 and at - first < 4 and could_be_adjective(words[first]):
        first -= 1
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and (after.lower in _OWNED or (after.capital and not after.first)):
        return False  # der Präsident der Region: another one, perhaps
    return first >= 0 and words[first].lower in _DEFINITE and "Plur" not in tags.tokens[at].morph.get("Number", [])


def _before(words: Sequence[Word], at: int, starts: Mapping[int, Entity]) -> Entity | None:
    """The person whose apposition the role opens: *Anna Berg, die Landrätin*, *Anna Berg (Sprecherin)*."""
    first = at
    while first > 0 and (words[first - 1].lower in _ARTICLES or could_be_adjective(words[first - 1])):
        first -= 1
    if first < 2 or words[first - 1].text not in (",", "("):
        return None
    end = words[first - 2].end
    return next(
        (e for i in range(first - 2, max(-1, first - 7), -1) if (e := starts.get(words[i].start)) and e.end == end),
        None,
    )
