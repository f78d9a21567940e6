"""Spoken texts: which are, and who is said there to have said what."""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.statements.speeches import find_speech_events, is_speech
from quellenlage.compare.claims import find_claims
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.article import Article
from quellenlage.german.tokens import parse
from quellenlage.pipeline import annotate
from quellenlage.read.furniture import lay_out

SPEECH = (
    "Frau Präsidentin! Meine Damen und Herren! Wir reden heute über die Brücke von Oberau. Der Minister hat hier "
    "behauptet, dass sie im Herbst fertig wird. Ich glaube das nicht. Im Frühjahr versprach er uns, die Züge würden "
    "wieder fahren. Ihr Antrag hilft uns nicht weiter. Die Gemeinde fordert den Neubau. Wir müssen endlich anfangen."
)

TEXTS = {
    SPEECH: True,
    "Sehr geehrter Herr Minister, ich schreibe Ihnen, weil wir seit Jahren auf die Brücke warten. Wir bitten Sie um "
    "eine Antwort.": True,
    # somebody else's ich, in quotation marks
    "„Ich glaube das nicht“, sagte die Bürgermeisterin. „Wir warten seit Jahren, meine Damen und Herren“, rief sie. "
    "Der Minister schwieg. Die Brücke bleibt gesperrt. Danach ging die Sitzung zu Ende.": False,
    # an opinion piece speaks of itself, but to nobody
    "Ich fahre jeden Tag über die Brücke von Oberau. Wir alle kennen ihre Löcher. Man sollte sie sperren.": False,
    "Die Brücke von Oberau wird gesperrt. Das teilte das Ministerium am Montag mit.": False,
    "": False,
    "ich": False,
}


def events(text: str) -> list[Statement]:
    layout = lay_out(text)
    doc = parse(text, layout.blocks)
    article = Article(id="a", text=text, input="-")
    return list(find_speech_events(article, doc, layout, find_entities(article, doc, layout)))


def words(text: str, spans) -> str:
    return " … ".join(s.of(text) for s in spans)


@pytest.mark.parametrize(("text", "spoken"), TEXTS.items())
def test_a_text_is_spoken_where_its_own_voice_says_ich_and_speaks_to_somebody(text: str, spoken: bool) -> None:
    layout = lay_out(text)
    assert is_speech(parse(text, layout.blocks), layout) is spoken


@pytest.mark.parametrize(
    ("cue", "quote", "speaker"),
    [
        ("behauptet", "dass sie im Herbst fertig wird", "Der Minister"),
        ("glaube", "das", "Ich"),
        # somebody spoke, the text does not say what
        ("Antrag", "", "Ihr"),
        ("reden", "über die Brücke von Oberau", "Wir"),
    ],
)
def test_who_says_what_in_a_speech(cue: str, quote: str, speaker: str) -> None:
    found = {words(SPEECH, s.cue): s for s in events(SPEECH)}
    assert (words(SPEECH, found[cue].quote), words(SPEECH, found[cue].speaker)) == (quote, speaker)
    assert found[cue].by.model and cue in found[cue].by.reason


def test_a_statement_without_content_stands_where_its_cue_stands() -> None:
    empty = next(s for s in events(SPEECH) if not s.quote)
    assert empty.span == empty.cue[0]


def test_what_nobody_can_read_is_no_claim() -> None:
    article = Article(id="a", text=SPEECH, input="-")
    found = annotate(article)
    claimed = {m.statement for c in find_claims([AnnotatedArticle(article, found)], ()) for m in c.members}
    assert claimed == {s.id for s in found.statements if s.quote}
    assert any(not s.quote for s in found.statements)


def test_statements_of_a_speech_have_ids_of_their_own() -> None:
    ids = [s.id for s in events(SPEECH + " Er behauptet und verspricht, dass sie fertig wird.")]
    assert len(ids) == len(set(ids))
