"""Judgements: obeyed by every later analysis, carried into another corpus, taken back, orphaned, never lost."""

import io
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from quellenlage import doctor, pipeline
from quellenlage.corpus import Corpus
from quellenlage.domain.dossier import Actor, Claim, Story
from quellenlage.errors import NotFound, UsageError
from quellenlage.store.store import Store

TEXTS = {
    "bote": (
        "In Lerchau bleibt die alte Schleuse geschlossen. „Der Neubau beginnt erst nach der Sommerpause“, sagte"
        " Bürgermeisterin Ina Voss am Montag. „Wir haben den Riss im Tor viel zu spät bemerkt“, sagte Peer Lund."
        " Nach Angaben von Jan Timm stehen 40 Häuser leer."
    ),
    "kurier": (
        "Die Schleuse von Lerchau öffnet nicht. „Der Neubau beginnt erst nach der Sommerpause“, sagte Ina"
        " Voss-Harms, die Bürgermeisterin. „Das Tor ist seit Januar undicht“, sagte Jan Timm der Zeitung."
    ),
    "funk": (
        "Ärger an der Schleuse in Lerchau. „Niemand hat die Anwohner gefragt“, sagte Jan Timm am Abend."
        " „Vor dem Winter fangen die Bauarbeiten nicht an“, sagte Peer Lund dem Küstenfunk."
    ),
}
DAYS = {"bote": "2025-03-03", "kurier": "2025-03-04", "funk": "2025-03-05"}
WHO = {"author": "Rieke Thoms", "reason": "nachgefragt"}


def write(folder: Path, texts: dict[str, str], name: str = "artikel.jsonl") -> Path:
    rows = [
        {"id": i, "outlet": i.capitalize(), "date": DAYS[i], "title": f"Schleuse ({i})", "text": text}
        for i, text in texts.items()
    ]
    path = folder / name
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of three articles about one matter."""
    folder = tmp_path_factory.mktemp("journal")
    with Corpus.open(folder / "corpus.db") as corpus:
        corpus.add([write(folder, TEXTS)])
        corpus.analyse()
    return folder / "corpus.db"


@pytest.fixture(scope="module")
def judged(analysed: Path) -> Path:
    """The same after eight corrections and one more analysis."""
    path = analysed.with_name("judged.db")
    shutil.copy(analysed, path)
    with Corpus.open(path) as corpus:
        judge = corpus.journal
        judge.merge("Ina Voss", "Ina Voss-Harms", **WHO)
        judge.split("Jan Timm", ["funk"], **WHO)
        judge.set_speaker(statement(corpus, "viel zu spät"), "Jan Timm", **WHO)
        judge.reject(statement(corpus, "Niemand hat"), **WHO)
        judge.set_date("kurier", "2025-03-18", **WHO)
        judge.set_outlet("kurier", "Lerchauer Kurier", **WHO)
        judge.same(statement(corpus, "Neubau beginnt"), statement(corpus, "Vor dem Winter"), **WHO)
        judge.different(statement(corpus, "Neubau beginnt", "bote"), statement(corpus, "Neubau", "kurier"), **WHO)
        assert corpus.is_stale
        corpus.analyse()
        assert not corpus.is_stale
    return path


@pytest.fixture
def corpus(analysed: Path, tmp_path: Path) -> Iterator[Corpus]:
    shutil.copy(analysed, tmp_path / "corpus.db")
    with Corpus.open(tmp_path / "corpus.db") as opened:
        yield opened


@pytest.fixture
def corrected(judged: Path, tmp_path: Path) -> Iterator[Corpus]:
    shutil.copy(judged, tmp_path / "corpus.db")
    with Corpus.open(tmp_path / "corpus.db") as opened:
        yield opened


def statement(corpus: Corpus, words: str, article: str | None = None) -> str:
    """The id of the statement with these words."""
    found = [
        s.id
        for a in corpus.annotated([article] if article else None)
        for s in a.annotations.statements
        if words in s.span.of(a.article.text)
    ]
    return found[0]


def claims(corpus: Corpus, words: str) -> list[Claim]:
    """The claims that are sure and have a statement with these words."""
    texts = {a.id: a.text for a in corpus.articles()}
    every = [c for s in corpus.stories() for c in s.claims if c.sure]
    return [c for c in every if any(words in texts[m.article][m.start : m.end] for m in c.members)]


def actors(corpus: Corpus, name: str) -> list[Actor]:
    found = {a.id: a for s in corpus.stories() for a in s.actors if name in (a.name, *a.aliases)}
    return sorted(found.values(), key=lambda a: a.articles)


def unnamed(stories: Iterable[Story]) -> list[Story]:
    """The stories without the ids of actors, which say when they were first seen."""
    return [replace(s, actors=tuple(replace(a, id="") for a in s.actors)) for s in stories]


BY = "corrected by hand: Rieke Thoms"


def test_before_all_this_the_results_are_others(corpus: Corpus) -> None:
    assert [len(s.articles) for s in corpus.stories()] == [3]
    assert len(actors(corpus, "Ina Voss")) == len(actors(corpus, "Ina Voss-Harms")) == 1
    assert actors(corpus, "Ina Voss") != actors(corpus, "Ina Voss-Harms")
    assert [a.articles for a in actors(corpus, "Jan Timm")] == [("bote", "kurier", "funk")]
    assert [m.speaker for c in claims(corpus, "viel zu spät") for m in c.members] == ["Peer Lund"]
    assert len(claims(corpus, "Niemand hat")) == 1
    assert len(claims(corpus, "Neubau beginnt")) == 1
    assert claims(corpus, "Neubau beginnt") != claims(corpus, "Vor dem Winter")
    assert corpus.dossier().made_with.judgements == 0


def test_two_people_are_one(corrected: Corpus) -> None:
    (voss,) = actors(corrected, "Ina Voss")
    assert actors(corrected, "Ina Voss-Harms") == [voss]
    assert voss.articles == ("bote", "kurier")
    assert BY in voss.reasons


def test_one_person_is_two(corrected: Corpus) -> None:
    found = actors(corrected, "Jan Timm")
    assert [a.articles for a in found] == [("bote", "kurier"), ("funk",)]
    assert all(BY in a.reasons and a.sure for a in found)


def test_somebody_else_said_it(corrected: Corpus) -> None:
    (claim,) = claims(corrected, "viel zu spät")
    assert {m.speaker for m in claim.members} == {"Jan Timm"}
    assert {r.name for r in claim.roots} == {"Jan Timm"}
    assert BY in claim.reasons
    (bote,) = corrected.annotated(["bote"])
    (said,) = [s for s in bote.annotations.statements if "viel zu spät" in s.span.of(bote.article.text)]
    assert [s.of(bote.article.text) for s in said.speaker] == ["Jan Timm"]
    assert said.by.reason == BY


def test_what_is_no_statement_is_in_no_claim_but_stays_marked(corrected: Corpus) -> None:
    assert claims(corrected, "Niemand hat") == []
    (funk,) = corrected.annotated(["funk"])
    (said,) = [s for s in funk.annotations.statements if s.rejected]
    assert said.span.of(funk.article.text).startswith("„Niemand hat")
    assert said.by.reason == "rejected by hand: Rieke Thoms"


def test_date_and_outlet_are_those_that_were_set(corrected: Corpus) -> None:
    dossier = corrected.dossier()
    rows = {row.id: row for row in dossier.corpus.articles}
    assert [row.id for row in dossier.corpus.articles] == ["bote", "funk", "kurier"]
    published = rows["kurier"].published
    assert published is not None
    assert (published.from_, published.to, published.reason) == ("2025-03-18", "2025-03-18", BY)
    assert (rows["kurier"].outlet, rows["kurier"].reasons) == ("Lerchauer Kurier", (BY,))
    (story,) = dossier.stories
    assert "Lerchauer Kurier" in story.outlets
    assert BY in story.reasons
    # who the article is stays as it was
    (article,) = corrected.articles(["kurier"])
    assert (article.outlet, article.published and article.published.from_) == ("Kurier", "2025-03-04")


def test_claims_are_joined_and_parted(corrected: Corpus) -> None:
    ours, theirs = claims(corrected, "Neubau beginnt")
    (joined,) = claims(corrected, "Vor dem Winter")
    assert joined in (ours, theirs)
    assert {m.article for m in joined.members} == {"bote", "funk"}
    assert [m.article for c in (ours, theirs) if c != joined for m in c.members] == ["kurier"]
    assert BY in ours.reasons and BY in theirs.reasons


def test_every_statement_is_in_one_claim_that_is_sure(corrected: Corpus) -> None:
    members = [m.statement for s in corrected.stories() for c in s.claims if c.sure for m in c.members]
    marked = [s for a in corrected.annotated() for s in a.annotations.statements]
    assert sorted(members) == sorted(s.id for s in marked if not s.rejected and not s.in_furniture)


def test_all_of_them_count(corrected: Corpus) -> None:
    assert corrected.dossier().made_with.judgements == 8
    assert {row.standing for row in corrected.journal.rows()} == {"in force"}
    assert corrected.journal.orphaned() == []


def test_they_survive_other_rules(corrected: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    before = msgspec.json.encode(corrected.dossier())
    monkeypatch.setattr(pipeline, "RULES_VERSION", "of another day")
    assert corrected.is_stale
    assert corrected.analyse().annotated == 3
    assert msgspec.json.encode(corrected.dossier()) == before


def test_undone_all_is_as_it_was_and_done_again_by_undoing_the_undo(corrected: Corpus, analysed: Path) -> None:
    with Corpus.open(analysed) as untouched:
        former = untouched.stories()
    told = corrected.stories()
    undone = [corrected.journal.undo(row.judgement.id, **WHO) for row in corrected.journal.rows()]
    corrected.analyse()
    assert corrected.stories() == former
    assert corrected.dossier().made_with.judgements == 0
    assert {row.standing for row in corrected.journal.rows()[:8]} == {"undone"}
    for undo in undone:
        corrected.journal.undo(undo.id, **WHO)
    corrected.analyse()
    assert corrected.stories() == told


def test_they_are_carried_into_another_corpus_with_the_same_articles(corrected: Corpus, tmp_path: Path) -> None:
    lines = b"".join(corrected.journal.export())
    folder = tmp_path / "anders"
    folder.mkdir()
    with Corpus.open(folder / "corpus.db") as other:
        other.add([write(folder, dict(reversed(TEXTS.items())))])
        taken = other.journal.take(io.BytesIO(b"\xef\xbb\xbf" + lines.replace(b"\n", b"\r\n")), "alle.jsonl")
        assert taken == (8, 0, ())
        assert other.journal.take(io.BytesIO(lines), "alle.jsonl") == (0, 8, ())
        other.analyse()
        assert b"".join(other.journal.export()) == lines
        assert unnamed(other.stories()) == unnamed(corrected.stories())
        assert other.dossier().made_with.judgements == 8


def test_a_later_judgement_wins_and_both_are_listed(corpus: Corpus) -> None:
    judge, said = corpus.journal, statement(corpus, "viel zu spät")
    first = judge.set_speaker(said, "Jan Timm", **WHO)
    second = judge.set_speaker(said, None, **WHO)
    joined = judge.same(statement(corpus, "Neubau"), statement(corpus, "undicht"), **WHO)
    parted = judge.different(statement(corpus, "Neubau"), statement(corpus, "undicht"), **WHO)
    assert [(r.judgement.id, r.standing, r.by) for r in judge.rows()] == [
        (first.id, "overruled", second.id),
        (second.id, "in force", None),
        (joined.id, "overruled", parted.id),
        (parted.id, "in force", None),
    ]
    corpus.analyse()
    (claim,) = claims(corpus, "viel zu spät")
    assert [m.speaker for m in claim.members] == [None]
    assert claims(corpus, "Neubau beginnt") != claims(corpus, "undicht")
    assert corpus.dossier().made_with.judgements == 2


def test_a_note_stands_beside_its_row_at_once_and_changes_nothing_else(corpus: Corpus) -> None:
    noon = datetime(2026, 3, 1, 13, 10, tzinfo=UTC)
    with Store.open(str(corpus._store.path)) as store:
        watched = Corpus(store, clock=lambda: noon)
        (claim,) = claims(watched, "viel zu spät")
        (story,) = watched.stories()
        said = "beim Ministerium angerufen, bestätigt"
        for about in (claim.id, claim.members[0].statement, "bote", story.id, "Peer Lund"):
            watched.journal.note(about, said, author="Rieke Thoms")
        assert not watched.is_stale
        dossier = watched.dossier(story.id)
        note = f"note: 2026-03-01T14:10+01:00, Rieke Thoms: {said}"
        (told,) = dossier.stories
        assert [c.reasons.count(note) for c in told.claims if c.id == claim.id] == [2]
        assert [a.reasons.count(note) for a in told.actors if a.name == "Peer Lund"] == [1]
        assert told.reasons.count(note) == 1
        assert [r.reasons for r in dossier.corpus.articles] == [(note,), (), ()]
        assert dossier.made_with.judgements == 5
        assert watched.stories() == (story,)


def test_words_that_are_gone_leave_their_judgement_orphaned(corpus: Corpus, tmp_path: Path) -> None:
    judge = corpus.journal
    judge.set_speaker(statement(corpus, "viel zu spät"), "Jan Timm", **WHO)
    judge.merge("Ina Voss", "Ina Voss-Harms", **WHO)
    judge.set_date("bote", "2025-03-18", **WHO)
    kept = judge.reject(statement(corpus, "Niemand hat"), **WHO)
    corpus.remove("bote")
    anders = {"bote": "Im Hafen von Lerchau brennt ein Kutter. Verletzt wurde niemand, sagte die Polizei."}
    corpus.add([write(tmp_path, anders)])
    corpus.analyse()
    assert [r.judgement.kind for r in judge.orphaned()] == ["speaker", "merge", "date"]
    assert corpus.dossier().made_with.judgements == 1
    assert next(r.standing for r in judge.rows() if r.judgement == kept) == "in force"
    (found,) = [f for f in doctor._corpus(Path(corpus._store.path)) if "orphaned" in f.mend]
    assert (found.state, found.what[:6]) == ("missing", "corpus")
    assert found.detail == "judgements whose words stand nowhere any more: 3"


def test_in_a_new_version_they_hold_where_the_words_still_stand(corpus: Corpus, tmp_path: Path) -> None:
    corpus.journal.set_speaker(statement(corpus, "viel zu spät"), "Jan Timm", **WHO)
    corpus.journal.reject(statement(corpus, "Neubau beginnt", "bote"), **WHO)
    longer = TEXTS["bote"].replace("In Lerchau", "Stand 18 Uhr: In Lerchau").replace("Sommerpause", "Winterpause")
    (version,) = corpus.add([write(tmp_path, {"bote": longer})]).versions
    corpus.analyse()
    found = {a.article.id: a for a in corpus.annotated(["bote", version.article])}
    for article in found.values():
        (said,) = [s for s in article.annotations.statements if "spät" in s.span.of(article.article.text)]
        assert said.speaker_name == "Jan Timm"
    assert any(s.rejected for s in found["bote"].annotations.statements)
    assert not any(s.rejected for s in found[version.article].annotations.statements)


def test_an_interrupted_analysis_loses_no_judgement(corpus: Corpus) -> None:
    former = corpus.stories()

    def stop(stage: str, _done: int, _total: int | None) -> None:
        if stage == "keep":
            raise KeyboardInterrupt

    corpus.journal.set_speaker(statement(corpus, "viel zu spät"), "Jan Timm", **WHO)
    with pytest.raises(KeyboardInterrupt):
        corpus.analyse(stop)
    assert corpus.stories() == former
    assert corpus.is_stale
    corpus.journal.set_outlet("funk", "Nordfunk", **WHO)
    corpus.analyse()
    assert not corpus.is_stale
    assert corpus.dossier().made_with.judgements == 2
    assert [m.speaker for c in claims(corpus, "viel zu spät") for m in c.members] == ["Jan Timm"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"\xff\xfe{", "line is not UTF-8"),
        (b"\x00" * 10, "no valid JSON line: "),
        (b"[]", "no judgement: "),
        (b'{"kind": "sing"}', "no judgement: "),
        (b'{"kind": "reject", "author": "a", "at": "gestern", "reason": "r"}', "time not understood"),
        (b'{"kind": "reject", "author": "a", "at": "2026-03-01T12:00:00", "reason": "r"}', "time not understood"),
        (b'{"kind": "reject", "author": "a", "at": "9998-03-01T12:00:00Z", "reason": "r"}', "time lies ahead"),
        (b'{"kind": "reject", "author": "a", "at": "2026-03-01T12:00:00Z", "reason": "r"}', "points to nothing"),
        (b'{"kind": "undo", "author": "\\u0007", "at": "2026-03-01T12:00:00Z", "reason": "r", "value": "x"}', "author"),
        (b'{"kind":"undo","author":"a","at":"2026-03-01T12:00:00Z","reason":"r","value":"x","id":"y"}', "id does not"),
        (b"x" * 4_000_001, "line is too long"),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_a_line_that_is_no_judgement_is_told_and_the_rest_taken(line: bytes, reason: str) -> None:
    good = b'{"kind": "undo", "author": "a", "at": "2026-03-01T12:00:00Z", "reason": "r", "value": "x"}'
    with Corpus.open() as corpus:
        taken = corpus.journal.take(io.BytesIO(good + b"\n\n" + line + b"\n" + good), "fremd.jsonl")
        assert taken[:2] == (1, 1)
        ((where, why),) = [(r.input, r.reason) for r in taken.refused]
        assert where == "fremd.jsonl:3"
        assert why.startswith(reason) and "\n" not in why and len(why) < 300


def test_a_file_in_another_encoding_is_refused_as_a_whole() -> None:
    with Corpus.open() as corpus, pytest.raises(UsageError, match="UTF-16"):
        corpus.journal.take(io.BytesIO('{"kind": "reject"}'.encode("utf-16")), "fremd.jsonl")


@pytest.mark.parametrize(
    ("method", "arguments", "words"),
    [
        ("reject", ("bote:0-3",), "there is no statement"),
        ("reject", ("nirgends:0-3",), "there is no statement"),
        ("reject", ("ab",), "there is no claim"),
        ("merge", ("Ina Voss", "Ina Voss"), "one already"),
        ("merge", ("Ina Voss", "Niemand Sonst"), "there is no person"),
        ("split", ("Peer Lund", ["kurier"]), "not named in the article"),
        ("split", ("Jan Timm", ["bote", "kurier", "funk"]), "nobody to part from"),
        ("split", ("Jan Timm", ["Jan Timm"]), "cannot be parted from itself"),
        ("set_date", ("bote", "neulich"), "date not understood"),
        ("set_outlet", ("gibtsnicht", "Bote"), "there is no article"),
        ("undo", ("0000000000000000",), "there is no judgement"),
    ],
    ids=str,
)
def test_a_reference_that_leads_nowhere_is_one_line_and_no_row(
    analysed: Path, method: str, arguments: tuple[object, ...], words: str
) -> None:
    with Corpus.open(analysed) as corpus:
        with pytest.raises((NotFound, UsageError)) as caught:
            getattr(corpus.journal, method)(*arguments, **WHO)
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)
        assert corpus.journal.rows() == []


def test_a_clock_that_goes_back_still_makes_later_rows() -> None:
    line = b'{"kind": "undo", "author": "a", "at": "2026-02-01T12:00:00+01:00", "reason": "r", "value": "x"}'
    clock = iter([datetime(2026, 3, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)])
    with Store.open(":memory:") as store:
        corpus = Corpus(store, clock=lambda: next(clock))
        assert corpus.journal.take(io.BytesIO(line), "a").added == 1
        (known,) = store.judgements()
        undo = corpus.journal.undo(known.id, **WHO)
        assert (known.at, undo.at) == ("2026-02-01T11:00:00.000000Z", "2026-02-01T11:00:00.000001Z")
