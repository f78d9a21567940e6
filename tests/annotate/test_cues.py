"""The lexicon of words that report: its forms, and that every entry can be used."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from quellenlage.annotate.statements.cues import (
    Cue,
    cue_of,
    finite_cues,
    infinitive_cues,
    joined_cues,
    noun_cue,
    participle_cues,
    phrase_cues,
)
from quellenlage.domain.annotations import Certainty, Stance
from quellenlage.german.lexicon import load_table, load_words

TABLES = ("speech_verbs", "speech_phrases", "speech_nouns")
CONTENT = re.compile(
    r"direct|dass|ob|w|v2|inf|acc|dat|gen|dafür|dagegen|darauf"
    r"|(an|auf|für|gegen|in|mit|nach|über|um|von|vor|zu|gegenüber)\+(acc|dat)"
)


def test_the_lexicon_holds_more_than_five_hundred_entries() -> None:
    assert sum(len(load_table(t)) for t in TABLES) > 1000
    assert len(load_table("speech_verbs")) > 500


@pytest.mark.parametrize("table", TABLES)
def test_every_entry_has_values_that_the_domain_knows(table: str) -> None:
    for row in load_table(table):
        assert row["stance"] in get_args(Stance), row
        assert row["certainty"] in get_args(Certainty), row
        assert row["content"], row
        assert all(CONTENT.fullmatch(c) for c in row["content"].split()), row
        assert row["factive"] in ("", "factive", "counter"), row
        if row.get("negated"):
            stance, certainty = row["negated"].split(":")
            assert stance in get_args(Stance), row
            assert certainty in get_args(Certainty), row


@pytest.mark.parametrize(("table", "key"), [("speech_verbs", "lemma"), ("speech_nouns", "noun")])
def test_no_entry_stands_twice(table: str, key: str) -> None:
    keys = [row[key] for row in load_table(table)]
    assert len(set(keys)) == len(keys)


def test_every_phrase_has_a_verb_whose_forms_are_known() -> None:
    verbs = {row["verb"] for row in load_table("light_verbs")}
    phrases = load_table("speech_phrases")
    assert {row["verb"] for row in phrases} == verbs
    pairs = [(row["verb"], row["words"]) for row in phrases]
    assert len(set(pairs)) == len(pairs)


FORMS = [
    # regular, with e after t and d, strong, mixed
    (finite_cues, "betonte", "betonen"),
    (finite_cues, "antwortete", "antworten"),
    (finite_cues, "bat", "bitten"),
    (finite_cues, "warfen", "vorwerfen"),
    (finite_cues, "raunt", "raunen"),
    (finite_cues, "tat", "kundtun"),
    (joined_cues, "mitteilte", "mitteilen"),
    (joined_cues, "offenlegt", "offenlegen"),
    (participle_cues, "behauptet", "behaupten"),
    (participle_cues, "dementiert", "dementieren"),
    (participle_cues, "vorgetragen", "vortragen"),
    (participle_cues, "gelogen", "lügen"),
    (participle_cues, "gebettelt", "betteln"),
    (infinitive_cues, "einzuräumen", "einräumen"),
    (infinitive_cues, "mutmaßen", "mutmaßen"),
]


@pytest.mark.parametrize(("find", "form", "lemma"), FORMS)
def test_forms_lead_to_their_verb(find: object, form: str, lemma: str) -> None:
    assert callable(find)
    assert lemma in [c.lemma for c in find(form)]


def test_function_words_are_no_participles() -> None:
    assert [w for w in sorted(load_words("function_words")) if participle_cues(w)] == []


NOUNS = [
    ("Kritik", "Kritik"),
    ("Forderungen", "Forderung"),
    ("Vorwürfen", "Vorwurf"),
    ("Dementis", "Dementi"),
    ("Appells", "Appell"),
    ("Rücktrittsforderungen", "Forderung"),
    ("Terrorwarnung", "Warnung"),
    ("EU-Vorschlag", "Vorschlag"),
    ("Selbstverpflichtung", "Selbstverpflichtung"),
    # no nouns of saying
    ("Umfrage", None),
    ("Ausrede", None),
    ("Anklage", None),
    ("Ratschluss", None),
    ("Haus", None),
    ("kritik", None),
]


@pytest.mark.parametrize(("word", "noun"), NOUNS)
def test_nouns_in_all_cases_and_compounds(word: str, noun: str | None) -> None:
    found = noun_cue(word)
    assert (found.lemma if found else None) == noun


PHRASES = [
    ("übte", "kritik üben", ("kritik",)),
    ("stellten", "in abrede stellen", ("in", "abrede")),
    ("zeigt", "sich besorgt zeigen", ("sich", "besorgt")),
    ("aussprach", "sich aussprechen", ("sich",)),
    ("schlug", "alarm schlagen", ("alarm",)),
    ("ist", "der meinung sein", ("der", "meinung")),
    ("gekommen", "zu dem schluss kommen", ("zu", "dem", "schluss")),
]


@pytest.mark.parametrize(("form", "lemma", "fixed"), PHRASES)
def test_phrases_are_found_by_a_form_of_their_verb(form: str, lemma: str, fixed: tuple[str, ...]) -> None:
    assert (lemma, fixed) in [(c.lemma, c.fixed) for c in phrase_cues(form)]


GRAMMAR = [
    # lemma, frames, what can sum the content up
    ("sagen", "di", ()),
    ("warnen", "dizr", ("vor+dat",)),
    ("widersprechen", "dr", ("dat",)),
    ("sprechen", "dv", ("von+dat",)),
    ("hoffen", "diz", ("auf+acc",)),
    ("auffordern", "dz", ("zu+dat",)),
    ("beschuldigen", "dz", ("gen",)),
]


@pytest.mark.parametrize(("lemma", "frames", "objects"), GRAMMAR)
def test_the_grammar_of_an_entry(lemma: str, frames: str, objects: tuple[str, ...]) -> None:
    cue = cue_of(lemma)
    assert cue is not None
    assert (cue.frames, cue.objects) == (frames, objects)


MORE = [
    ("gestehen", "factive", ""),
    ("flunkern", "counter", ""),
    ("auffordern", "", "acc"),
    ("sagen", "", ""),
]


@pytest.mark.parametrize(("lemma", "factive", "addressee"), MORE)
def test_what_else_an_entry_tells(lemma: str, factive: str, addressee: str) -> None:
    cue = cue_of(lemma)
    assert isinstance(cue, Cue)
    assert (cue.factive, cue.addressee) == (factive, addressee)


def test_source_phrases_and_signs_have_values_that_the_domain_knows() -> None:
    for row in (*load_table("source_phrases"), *load_table("stance_signs")):
        assert row["certainty"] in get_args(Certainty), row
        assert row["stance"] in ("", *get_args(Stance)), row
