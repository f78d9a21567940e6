"""A member of a claim as a reader sees it: its words, who says it, and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quellenlage.domain.annotations import Statement
from quellenlage.domain.dossier import Claim, Member
from quellenlage.domain.span import Span
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView
from quellenlage.report.naming import named
from quellenlage.report.nominative import nominative
from quellenlage.report.shown import one_line
from quellenlage.report.terms import CERTAINTIES, VIAS


def claim_text(claim: Claim, library: Library) -> str:
    """The claim in the words of its first member; what is not quoted verbatim reads better as the sentence that reports
    it."""
    first = claim.members[0]
    if first.mode == "direct" and (said := statement_text(first, library)):
        return said
    return member_evidence(first, library).sentence.strip() or one_line(claim.text)


def speakers_of(claim: Claim, library: Library) -> tuple[str, ...]:
    """Everybody who says it, each once."""
    return each_once(speaker(m, library) for m in claim.members)


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Names that are not empty, each in its first spelling: *Min-seo* and *Minseo* are one."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(letters(name), name)
    return tuple(name for letters, name in found.items() if letters)


def letters(text: str) -> str:
    """The letters and digits of a text, by which spellings are compared."""
    return "".join(filter(str.isalnum, text.casefold()))


def begun(words: str) -> str:
    """Words with an ellipsis before them if they begin in the middle of a sentence."""
    return f"… {words}" if words[:1].islower() and " " in words else words


def speaker(member: Member, library: Library) -> str:
    """The speaker's name, or the article's words for a speaker without one (see `naming.named`); empty where nobody is
    named, and where the words are those of the statement itself or its whole sentence."""
    found = statement_of(member, library)
    label = one_line(member.speaker or "") or (words(member.article, found.speaker, library) if found else "")
    shown = {
        letters(words(member.article, quote(member, library), library)),
        letters(member_evidence(member, library).sentence),
    }
    if letters(label) in shown:
        return ""
    # one word for somebody without a name: "Berichten zufolge"
    alone = not member.speaker and " " not in label and label not in library.names
    return (nominative(label) if alone and named(label, library.names) else None) or named(label, library.names)


def member_evidence(member: Member, library: Library) -> EvidenceView:
    """Where the member stands."""
    return library.evidence(member.article, quote(member, library))


def statement_of(member: Member, library: Library) -> Statement | None:
    """The statement that a member of a claim stands for, if its article was given."""
    annotated = library.articles.get(member.article)
    if annotated is None:
        return None
    return next((s for s in annotated.annotations.statements if s.id == member.statement), None)


def quote(member: Member, library: Library) -> tuple[Span, ...]:
    """The spans that hold the statement's words; where the text does not give what is said, those of the cue."""
    found = statement_of(member, library)
    return (found.quote if found else ()) or (Span(member.start, member.end),)


def statement_text(member: Member, library: Library) -> str:
    """The statement's own words; parts that stand apart are joined by an ellipsis in brackets, and one stands before
    words that begin in the middle of a sentence."""
    return begun(words(member.article, quote(member, library), library))


def words(article: str, spans: Sequence[Span], library: Library) -> str:
    """The words of `spans` on one line, parted by an ellipsis in brackets; empty without the article's text."""
    annotated = library.articles.get(article)
    if annotated is None:
        return ""
    parts = (one_line(span.of(annotated.article.text)) for span in sorted(spans))
    return " […] ".join(part for part in parts if part)


def hedge(member: Member, library: Library) -> str:
    """How sure the article gives it, where it is less than certain."""
    found = statement_of(member, library)
    return library.translate(CERTAINTIES[found.certainty]) if found and found.certainty in CERTAINTIES else ""


def via(member: Member, library: Library) -> tuple[str, ...]:
    """Through whom it came, from the speaker to the outlet."""
    _ = library.translate
    form = _("via {name} ({kind})")
    return tuple(form.format(name=one_line(link.name), kind=_(VIAS[link.kind])) for link in member.via)
