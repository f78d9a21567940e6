"""A member of a claim as a reader sees it: its words, who says it, and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quellenlage.domain.annotations import Statement
from quellenlage.domain.dossier import Claim, Member
from quellenlage.domain.span import Span
from quellenlage.domain.standing import against_it
from quellenlage.german.lexicon import load_words
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView
from quellenlage.report.naming import named
from quellenlage.report.nominative import nominative
from quellenlage.report.shown import listed, one_line
from quellenlage.report.terms import CERTAINTIES, SAID_NOTHING, STANCES, VIAS
from quellenlage.report.translate import Translator

JOINED = " und "
"""Between two who say something together, as the analysis names them."""
SHORTEST, ENDING = 5, 2
"""Letters that a word has more of which says what somebody is, and those of its ending."""


def claim_text(claim: Claim, library: Library) -> str:
    """The claim in the words of its clearest member; what is not quoted verbatim reads better as the sentence that
    reports it."""
    clearest = clearest_member(claim, library)
    if clearest.mode == "direct" and (said := statement_text(clearest, library)):
        return said
    return member_evidence(clearest, library).sentence.strip() or one_line(claim.text)


def clearest_member(claim: Claim, library: Library) -> Member:
    """The member whose words the claim has; the first for it where none is left among those shown."""
    wanted = letters(claim.text)
    against = against_it(claim)
    for_it = [m for m in claim.members if m.statement not in against]
    named = (m for m in for_it if letters(words(m.article, quote(m, library), library)) == wanted)
    return next(named, for_it[0])


def speakers_of(claim: Claim, library: Library) -> tuple[str, ...]:
    """Everybody who says it, each once; not who stands against it."""
    against = against_it(claim)
    return without_parts(each_once(speaker(m, library) for m in claim.members if m.statement not in against))


def opponents_of(claim: Claim, library: Library) -> tuple[str, ...]:
    """Everybody who denies or contradicts it or gives another number, each once; not who says it, too: a number that
    one speaker gives twice (*mehrere*, *mindestens 40*) sets him against nobody."""
    against = against_it(claim)
    say_it = {letters(name) for name in speakers_of(claim, library)}
    found = each_once(speaker(m, library) for m in claim.members if m.statement in against)
    return tuple(name for name in found if letters(name) not in say_it)


def opposed(claim: Claim, library: Library) -> str:
    """The same in words; empty for nobody."""
    names = ", ".join(opponents_of(claim, library))
    return library.translate("against it: {names}").format(names=names) if names else ""


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Names that are not empty, each in its first spelling: *Min-seo* and *Minseo* are one."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(letters(name), name)
    return tuple(name for letters, name in found.items() if letters)


def without_parts(names: Sequence[str]) -> tuple[str, ...]:
    """Names without those that another one, which joins several, has in it: *Lohe und Brake*, *Brake*."""
    joined = {part for name in names if JOINED in name for part in name.split(JOINED)}
    return tuple(name for name in names if name not in joined)


def in_a_sentence(names: Sequence[str], library: Library) -> str:
    """Names as a list in a sentence; of those who say something together each stands for himself."""
    parts = (name.split(JOINED) for name in names)
    single = (p if all(one in library.names for one in p) else [JOINED.join(p)] for p in parts)
    return listed(list(dict.fromkeys(name for some in single for name in some)), library.translate)


def letters(text: str) -> str:
    """The letters and digits of a text, by which spellings are compared."""
    return "".join(filter(str.isalnum, text.casefold()))


def begun(words: str) -> str:
    """Words with an ellipsis before them if they begin in the middle of a sentence."""
    return f"… {words}" if words[:1].islower() and " " in words else words


def speaker(member: Member, library: Library) -> str:
    """The speaker's name, or the article's words for a speaker without one (see `naming.named`); empty where nobody is
    named, and where the words are those of the statement itself or its whole sentence."""
    key = (member.article, member.statement, member.start, member.speaker)
    if key not in library.voices:
        library.voices[key] = _speaker(member, library)
    return library.voices[key]


def _speaker(member: Member, library: Library) -> str:
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
    return library.statement(member.article, member.statement)


def quote(member: Member, library: Library) -> tuple[Span, ...]:
    """The spans that hold the statement's words; where the text does not give what is said, those of the cue."""
    found = statement_of(member, library)
    return (found.quote if found else ()) or (Span(member.start, member.end),)


def statement_text(member: Member, library: Library) -> str:
    """The statement's own words; parts that stand apart are joined by an ellipsis in brackets, and one stands before
    words that begin in the middle of a sentence. What says nothing alone is shown as its sentence: a pronoun
    (*bestreitet dies*), what is only a phrase of the reporting sentence (*drohte mit einer Klage*, *schloss Kürzungen
    nicht aus*), and what a modal verb of hearsay says of its own subject (*will nichts gewusst haben*)."""
    own = words(member.article, quote(member, library), library)
    found = statement_of(member, library)
    of_itself = found is not None and found.by.rule == "hearsay" and bool(found.speaker)
    if member.mode == "reported" or of_itself or own.lower() in load_words("pointing_words"):
        return member_evidence(member, library).sentence.strip() or begun(own)
    return begun(own)


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


def stance(key: str, found: Statement | None, _: Translator) -> str:
    """What is done in saying it, in words; what says nothing (*wollte sich nicht äußern*) is named as that."""
    reason = found.by.reason.partition(": ")[0] if found else ""
    return _(SAID_NOTHING.get(reason, STANCES[key]))


def via(member: Member, library: Library) -> tuple[str, ...]:
    """Through whom it came, from the speaker to the outlet."""
    _ = library.translate
    return tuple(passed_on(one_line(link.name), _(VIAS[link.kind]), _) for link in member.via)


def passed_on(name: str, kind: str, _: Translator) -> str:
    """Through whom something came; what it is, as far as the name does not say so (*russische Agenturen*)."""
    form = _("via {name}") if says_kind(name, kind) else _("via {name} ({kind})")
    return form.format(name=name, kind=kind)


def says_kind(name: str, kind: str) -> bool:
    """True if a word of the name holds the noun of the kind or is a part of it, in whatever ending: *Agenturen* of
    *Nachrichtenagentur*, *Staatsmedien* with *Medium*."""
    noun = kind.casefold().split()[-1]
    words = [word.casefold() for word in name.split() if len(word) > SHORTEST]
    return any(word[:-ENDING] in noun or noun[:-ENDING] in word for word in words)
