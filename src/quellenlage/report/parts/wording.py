"""The words for one and the same, side by side: each with the outlets that use it."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.dossier import Story, Wording, WordingRow
from quellenlage.domain.standing import has_choice
from quellenlage.german.designations import designation, is_evaluative
from quellenlage.report.evidence import Library
from quellenlage.report.gender import gender_before
from quellenlage.report.lines import EvidenceView, Part, part
from quellenlage.report.nominative import strong
from quellenlage.report.reasons import told
from quellenlage.report.shown import number, one_line
from quellenlage.report.terms import VOICES


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    """One word for somebody or something, in one voice; `about` says whose word it is where it is not the outlets'
    own, and how often it stands; `outlets` are those that use it."""

    label: str
    about: tuple[str, ...]
    outlets: tuple[str, ...]
    voice_key: str
    judging: bool
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingView:
    """The words for one referent; `contrast` is True where some are judging and others are not."""

    anchor: str
    id: str
    referent: str
    words: tuple[WordView, ...]
    contrast: bool
    reasons: tuple[str, ...]


def wording(story: Story, library: Library, anchor: str) -> Part[WordingView]:
    """The words for one and the same where there is a choice, in the order of the dossier."""
    _ = library.translate
    return part(
        (
            (wording_view(w, f"{anchor}-words{n}", library), w.sure)
            for n, w in enumerate(story.wording, 1)
            if has_choice(w)
        ),
        _("These articles have one word only for each that they name."),
    )


def wording_view(row: WordingRow, anchor: str, library: Library) -> WordingView:
    """The words for one referent, those of several outlets as one line, in the order of the dossier. Of articles
    without an outlet each stands for itself: summed, nobody could tell whose word it is."""
    groups: dict[tuple[str, str, str], list[Wording]] = {}
    for n, wording in enumerate(row.labels):
        apart = str(n) if wording.outlet is None else ""
        groups.setdefault((wording.label.casefold(), wording.voice, apart), []).append(wording)
    words = tuple(_word(same, library) for same in groups.values())
    return WordingView(
        anchor=anchor,
        id=row.id,
        referent=one_line(row.referent),
        words=words,
        contrast=len({word.judging for word in words}) > 1,
        reasons=told(row.reasons, library),
    )


def _nominative(wording: Wording, library: Library) -> str:
    """A word without the weak ending it has behind an article (*grüne Senator*, *lange Streit*), as far as the article
    tells its gender, or the noun that it is a person's."""
    label = one_line(wording.label)
    place = next(iter(wording.evidence), None)
    annotated = library.articles.get(place.article) if place else None
    gender = gender_before(annotated, place.end) if place and annotated else ""
    noun = next((w for w in label.split() if w[:1].isupper()), "")
    found = designation(noun)
    # a phrase whose noun is not the last word has another one at its end
    if gender and label.split()[-1] == noun:
        return strong(label, gender)
    return strong(label) if found is not None and found.of == "person" else label


def _word(same: list[Wording], library: Library) -> WordView:
    _ = library.translate
    first = same[0]
    n = sum(w.count for w in same)
    voice = [_(VOICES[first.voice])] if first.voice in VOICES else []
    often = [f"{number(n, _.ui)}×"] if n > 1 else []
    evidence = library.places(tuple(e for w in same for e in w.evidence))
    return WordView(
        label=_nominative(first, library),
        about=(*voice, *often),
        outlets=tuple(dict.fromkeys(place.outlet for place in evidence)),
        voice_key=first.voice,
        judging=is_evaluative(first.label),
        evidence=evidence,
    )
