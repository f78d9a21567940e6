"""Mood and Tense: constructions by hand-made trees, and own sentences through the whole model."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from quellenlage.domain.span import Span
from quellenlage.german.card import installed
from quellenlage.german.clauses import Parsed
from quellenlage.german.mood_labels import leanings_of, set_moods
from quellenlage.german.moods import settle_moods
from quellenlage.german.tokens import parse
from quellenlage.german.verb_forms import readings

SENTENCES = Path(__file__).with_name("mood_sentences.tsv")
SHARE_RIGHT = 0.93
"""Of the marked verbs of SENTENCES; 0.97 with the first model files. The rules were written with these at hand: this
guards them, the score is measured elsewhere."""
FEATURES = (
    ("upos", ("NOUN", "VERB", "AUX", "SCONJ")),
    ("Mood", ("_", "Ind", "Sub", "Imp")),
    ("Tense", ("_", "Pres", "Past")),
    ("VerbForm", ("_", "Fin", "Inf")),
)


def parsed(
    text: str, heads: Mapping[str, tuple[str, str]] | None = None, leaning: float = 0.0, commands: Sequence[str] = ()
) -> Parsed:
    """A sentence with its finite verbs in brackets; `heads`: word -> (head, relation), other words hang on the first
    verb."""
    marked = text.split()
    words = [w.strip("[]") for w in marked]
    finite = [i for i, w in enumerate(marked) if w.startswith("[")]
    at, relations = [finite[0]] * len(words), ["dep"] * len(words)
    relations[finite[0]] = "root"
    for word, (head, relation) in (heads or {}).items():
        at[words.index(word)], relations[words.index(word)] = words.index(head), relation
    return Parsed(
        words, at, relations, [0], finite, [leaning] * len(finite), frozenset(words.index(c) for c in commands)
    )


def moods_of(given: Parsed) -> list[str]:
    """Mood and Tense of the finite verbs in order, "-" where nothing is settled."""
    settled = settle_moods(given)
    return [" ".join(settled[v]) if v in settled else "-" for v in given.finite]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("wäre", {"Sub Past"}),
        ("Hätten", {"Sub Past"}),
        ("müßte", {"Sub Past"}),
        ("mußte", {"Ind Past"}),
        ("möchte", {"Sub Past"}),
        ("bräuchten", {"Sub Past"}),
        ("beginge", {"Sub Past"}),
        ("ankäme", {"Sub Past"}),
        ("zustünde", {"Sub Past"}),
        ("verstände", {"Sub Past"}),
        ("wiederaufnähmen", {"Sub Past"}),
        ("bliebe", {"Sub Past"}),
        ("hiesse", {"Sub Past"}),
        ("erführe", {"Sub Past"}),
        ("brächte", {"Sub Past"}),
        ("seien", {"Sub Pres"}),
        ("könne", {"Sub Pres"}),
        ("wolle", {"Sub Pres"}),
        ("wisse", {"Sub Pres"}),
        ("hat", {"Ind Pres"}),
        ("geht", {"Ind Pres"}),
        ("haben", {"Ind Pres"}),
        ("arbeiten", {"Ind Pres"}),
        ("wurde", {"Ind Past"}),
        ("ging", {"Ind Past"}),
        ("kamen", {"Ind Past"}),
        ("dachte", {"Ind Past"}),
        ("habe", {"Ind Pres", "Sub Pres"}),
        ("gebe", {"Ind Pres", "Sub Pres"}),
        ("warte", {"Ind Pres", "Sub Pres"}),
        ("beantworte", {"Ind Pres", "Sub Pres"}),
        ("biete", {"Ind Pres", "Sub Pres"}),
        ("führe", {"Ind Pres", "Sub Pres", "Sub Past"}),
        ("wartete", {"Ind Past", "Sub Past"}),
        ("sagten", {"Ind Past", "Sub Past"}),
        ("lachte", {"Ind Past", "Sub Past"}),
        ("gingen", {"Ind Past", "Sub Past"}),
        ("verwendeten", {"Ind Past", "Sub Past"}),
        ("sollte", {"Ind Past", "Sub Past"}),
        ("wollt\u00aden", {"Ind Past", "Sub Past"}),
        ("xyz", set()),
    ],
)
def test_paradigm(form: str, expected: set[str]) -> None:
    assert {" ".join(r) for r in readings(form)} == expected


@pytest.mark.parametrize(
    ("text", "heads", "expected"),
    [
        ("Heute [komme] auch ich später .", {}, ["Ind Pres"]),
        ("Heute [komme] der Zug später .", {"Zug": ("komme", "nsubj")}, ["Sub Pres"]),
        ("[Habe] den Zaun gestrichen .", {}, ["Ind Pres"]),
        ("Darüber [werde] noch verhandelt .", {}, ["Sub Pres"]),
        ("[Werde] verhandelt , [müsse] Ruhe herrschen .", {"müsse": ("Werde", "parataxis")}, ["Sub Pres", "Sub Pres"]),
        ("Ich [gehe] heim und [esse] Brot .", {"esse": ("gehe", "conj")}, ["Ind Pres", "Ind Pres"]),
        ("Er [gehe] heim und [esse] Brot .", {"Er": ("gehe", "nsubj"), "esse": ("gehe", "conj")}, ["Sub Pres"] * 2),
        ("Er [sei] froh , [sage] ich .", {"Er": ("froh", "nsubj")}, ["Sub Pres", "Ind Pres"]),
    ],
)
def test_presents_in_e_go_by_their_subject(text: str, heads: dict[str, tuple[str, str]], expected: list[str]) -> None:
    # whatever the model leans to
    for leaning in (-9.0, 9.0):
        assert moods_of(parsed(text, heads, leaning)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wenn das Öl [reichte] , [könnten] wir heizen .", ["Sub Past", "Sub Past"]),
        ("[Reichte] das Öl , [könnten] wir heizen .", ["Sub Past", "Sub Past"]),
        ("Wir [könnten] heizen , wenn das Öl [reichte] .", ["Sub Past", "Sub Past"]),
        ("[Wäre] Öl da , [heizten] wir .", ["Sub Past", "Sub Past"]),
        ("[Sollten] Gäste kommen , [wird] geheizt .", ["Sub Past", "Ind Pres"]),
        ("Er [nickt] , als [verstünde] er alles .", ["Ind Pres", "Sub Past"]),
        ("Er [nickt] , als [glaubte] er alles .", ["Ind Pres", "Sub Past"]),
        ("Er [nickt] , als ob er uns [glaubte] .", ["Ind Pres", "Sub Past"]),
        ("Wenn er doch [anklopfte] !", ["Sub Past"]),
        ("Ich [wollte] , es [wäre] Mai .", ["Sub Past", "Sub Past"]),
        ("Es [wäre] klug , [warteten] wir noch .", ["Sub Past", "Sub Past"]),
        ("Man [sollte] abends lüften .", ["Sub Past"]),
    ],
)
def test_constructions_of_the_konjunktiv(text: str, expected: list[str]) -> None:
    assert moods_of(parsed(text, leaning=-9.0)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Als er [anklopfte] , [war] es still .", ["Ind Past", "Ind Past"]),
        ("Nachdem er [anklopfte] , [war] es still .", ["Ind Past", "Ind Past"]),
        ("Immer wenn er [anklopfte] , [würde] ich heute sagen .", ["Ind Past", "Sub Past"]),
        ("[Lebten] hier einst Fischer , [sind] es heute Pendler .", ["Ind Past", "Ind Pres"]),
        ("Wenn es [regnete] , [kamen] sie herein .", ["Ind Past", "Ind Past"]),
        ("„ Es [wäre] Zeit “ , [sagten] alle .", ["Sub Past", "Ind Past"]),
        ("Es [sei] Zeit , [klagten] alle .", ["Sub Pres", "Ind Past"]),
        ("Er [sollte] singen , [wurde] aber krank .", ["Ind Past", "Ind Past"]),
        ("Er [sollte] ursprünglich singen .", ["Ind Past"]),
    ],
)
def test_constructions_of_the_indicative(text: str, expected: list[str]) -> None:
    assert moods_of(parsed(text, leaning=9.0)) == expected


def test_verbs_of_one_subject_share_their_mood() -> None:
    text, tree = "Er [{}] heim und [{}] Tee .", ("conj", "nsubj")
    for first, second, expected in (("ginge", "kochte", "Sub Past"), ("ging", "kochte", "Ind Past")):
        heads = {"Er": (first, tree[1]), second: (first, tree[0])}
        for leaning in (-9.0, 9.0):
            assert moods_of(parsed(text.format(first, second), heads, leaning)) == [expected, expected]


def test_plurals_go_on_with_a_report_but_not_for_the_narrator() -> None:
    heads = {"Kinder": ("spielten", "nsubj"), "spielten": ("sei", "conj")}
    assert moods_of(parsed("Er [sei] müde und die Kinder [spielten] draußen .", heads, -9.0))[1] == "Sub Past"
    assert moods_of(parsed("Er [sei] müde , [hieß] es , und die Kinder [spielten] .", heads, -9.0))[2] == "Ind Past"
    assert moods_of(parsed("Er [sei] müde , doch die Kinder [spielten] .", heads, -9.0))[1] == "Ind Past"


def test_without_a_construction_the_model_decides() -> None:
    assert moods_of(parsed("Das [reichte] kaum .", leaning=1.0)) == ["Sub Past"]
    assert moods_of(parsed("Das [reichte] kaum .", leaning=-1.0)) == ["Ind Past"]


def test_imperatives_stay() -> None:
    assert moods_of(parsed("[Komme] bald !", commands=["Komme"])) == ["-"]
    assert moods_of(parsed("[Sei] still !", commands=["Sei"])) == ["-"]
    told = parsed("[Komme] der Zug , [werde] gefeiert .", {"Zug": ("Komme", "nsubj")}, commands=["Komme"])
    assert moods_of(told) == ["Sub Pres", "Sub Pres"]
    assert moods_of(parsed("[Wäre] still !", commands=["Wäre"])) == ["Sub Past"]


def test_sentences_are_read_apart() -> None:
    both = Parsed(
        ["Ich", "koche", ".", "Es", "komme", "Regen", "."], [1, 1, 1, 4, 4, 4, 4],
        ["nsubj", "root", "punct", "nsubj", "root", "obj", "punct"], [0, 3], [1, 4], [0.0, 0.0],
    )  # fmt: skip
    assert moods_of(both) == ["Ind Pres", "Sub Pres"]


def test_labels_are_written_where_the_paradigm_knows_better() -> None:
    words = ["Sollte", "nachgäben", "kam", "Haus"]
    tags = np.array([[3, 0, 0, 0], [1, 0, 0, 2], [1, 2, 2, 1], [0, 0, 0, 0]], np.int16)
    heads = np.array([2, 2, 2, 2])
    set_moods(tags, np.ones(4, np.float32), FEATURES, words, (heads, ["mark", "dep", "root", "obj"], np.array([0])))
    named = [[FEATURES[f][1][v] for f, v in enumerate(row)] for row in tags.tolist()]
    assert named[1:] == [["VERB", "Sub", "Past", "Fin"], ["VERB", "Ind", "Past", "Fin"], ["NOUN", "_", "_", "_"]]
    assert named[0][0] == "AUX"
    assert named[0][2:] == ["Past", "Fin"]


def test_a_model_without_moods_is_left_alone() -> None:
    tags = np.array([[1]], np.int16)
    set_moods(tags, np.zeros(1, np.float32), FEATURES[:1], ["wäre"], (np.array([0]), ["root"], np.array([0])))
    assert tags.tolist() == [[1]]
    assert leanings_of(np.ones((1, 4), np.float32), FEATURES[:1], [(0, 4)]).tolist() == [0.0]


def test_leaning_is_konjunktiv_less_indicative() -> None:
    slices = [(0, 4), (4, 8), (8, 11), (11, 14)]
    scores = np.zeros((1, 14), np.float32)
    scores[0, 5], scores[0, 6] = 1.5, 4.0
    assert leanings_of(scores, FEATURES, slices).tolist() == [2.5]


@pytest.mark.skipif(installed() is None, reason="no German model in this checkout")
def test_own_sentences_with_the_model() -> None:
    rows = [r.split("\t") for r in SENTENCES.read_text("utf-8").splitlines() if not r.startswith("#")][1:]
    right, wrong = 0, []
    for mood, tense, marked in rows:
        starts = [m.start() - 2 * n for n, m in enumerate(re.finditer(r"\[", marked))]
        text = re.sub(r"[\[\]]", "", marked)
        found = {t.idx: t.morph.to_dict() for t in parse(text, [Span(0, len(text))])}
        for start in starts:
            features = found.get(start, {})
            if (features.get("Mood"), features.get("Tense")) == (mood, tense):
                right += 1
            else:
                wrong.append((mood, marked))
    assert right / (right + len(wrong)) >= SHARE_RIGHT, wrong
