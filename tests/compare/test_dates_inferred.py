"""When undated articles came out."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from quellenlage.annotate.times.find import find_times
from quellenlage.compare import dates
from quellenlage.compare.reading import held
from quellenlage.domain.annotations import AnnotatedArticle, Layout
from quellenlage.domain.article import Article, Published
from quellenlage.domain.span import Span
from quellenlage.german.tokens import parse
from quellenlage.pipeline import annotate, settle, sketch
from quellenlage.read.reader import read_articles

ROOT = Path(__file__).parents[2]
NAMES = {"places": ("Holmsand", "Lerchau"), "bodies": ("Deichverband", "Wasserwerk")}
SCENE = "Holmsand und Lerchau streiten weiter, Deichverband und Wasserwerk schweigen."


@pytest.fixture
def told(article):
    """An article with the times that the rules find in it."""

    def build(text, *, scene=True, **given):
        whole = f"{text}\n{SCENE}" if scene else text
        member = article(whole, **({**NAMES, **given} if scene else given))
        blocks = [Span(0, len(text)), Span(len(text) + 1, len(whole))] if scene else [Span(0, len(whole))]
        times = find_times(member.article, parse(whole, blocks), Layout((), (), tuple(blocks)))
        return replace(member, annotations=replace(member.annotations, times=times))

    return build


def infer_dates(members):
    """The articles with the intervals that are found for those without a date, as the pipeline gives them."""
    found = dates.find_dates([dates.named_in(m) for m in members], held(members))
    return [dates.dated(m, found.get(m.article.id)) for m in members]


def interval(member):
    published = member.article.published
    return (published.from_, published.to) if published else None


FIRST_SINCE = "Bei Imke Kolbs erstem Besuch in Ostrum seit dem Jahr 2000 soll es um Fähren gehen."
LOOKS_BACK = "Imke Kolb ist zu einem Besuch in Ostrum. Zum ersten Mal hatte Imke Kolb Ostrum vor 24 Jahren besucht."


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # the news of both is the next visit: around the days of the other article, which it dates in turn
        (FIRST_SINCE, LOOKS_BACK, ("2023-11", "2025-03")),
        # another person, no news of a visit, no first one
        (FIRST_SINCE.replace("Imke", "Ute"), LOOKS_BACK, ("2000", None)),
        (FIRST_SINCE, LOOKS_BACK.replace("ist zu einem Besuch in Ostrum", "kennt Ostrum"), ("2000", None)),
        (FIRST_SINCE, LOOKS_BACK.replace("Zum ersten Mal hatte", "Damals hatte"), ("2000", None)),
        (FIRST_SINCE.replace("erstem", "langem"), LOOKS_BACK, ("2000", None)),
    ],
)
def test_the_first_since_a_year_is_the_news_of_who_looks_back_to_it(told, first, second, expected):
    people = ("Ute Kolb",) if "Ute Kolb" in first else ("Imke Kolb",)
    a = told(first, id="a", people=people, places=("Ostrum", "Holmsand", "Lerchau"))
    b = told(second, id="b", people=("Imke Kolb",), places=("Ostrum", "Holmsand", "Lerchau"))
    twice = [
        replace(e, start=at, end=at + len(e.text))
        for e in b.annotations.entities
        if e.name in ("Imke Kolb", "Ostrum")
        for at in [b.article.text.rindex(e.text)]
        if at != e.start
    ]
    entities = tuple(sorted((*b.annotations.entities, *twice), key=lambda e: e.span))
    b = replace(b, annotations=replace(b.annotations, entities=entities))
    found = infer_dates([a, b])[0]
    assert interval(found) == expected
    assert ("same occasion" in found.article.published.reason) is (expected[1] is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # told as past
        ("Im Mai 2021 wurde das Wehr von Pionieren saniert.", ("2021-05", None)),
        ("Der Rat hat die Schleuse am 3. März 2022 gesperrt.", ("2022-03-03", None)),
        ("Die Schleuse ist seit 2022 gesperrt.", ("2022", None)),
        ("Der Pegel liegt seit der Flut im Januar 2020 unter der Marke.", ("2020-01", None)),
        ("1911 baute der Verband das Wehr, 2019 verkaufte er es.", ("2019", None)),
        # told as ahead
        ("Das Wehr soll am 4. Mai 2031 geschlossen werden.", (None, "2031-05-04")),
        ("Der Verband will 2031 eine Brücke bauen.", (None, "2031")),
        ("Die Schleuse wird im Juni 2031 wieder öffnen.", (None, "2031-06")),
        # both
        ("Der Rat sperrte die Schleuse im Mai 2021. Sie soll im Mai 2024 wieder öffnen.", ("2021-05", "2024-05")),
        # neither: a plan told as past, what never came, what a noun names, what is told from elsewhere
        ("Der Vertrag wurde bis 2031 verlängert.", None),
        ("Das Wehr sollte 2031 schließen.", None),
        ("Ohne den Sturm hätte das Wehr 2031 gehalten.", None),
        ("2031 werde der Tunnel fertig, sagte Ratsfrau Imke Harms.", None),
        ("Der Haushalt 2031 liegt im Rathaus aus.", None),
        ("Am Dienstag fiel der Strom aus.", None),
    ],
)
def test_bounds_from_the_text_alone(told, text, expected):
    assert interval(infer_dates([told(text, scene=False)])[0]) == expected


def test_each_end_has_its_evidence(told):
    (found,) = infer_dates([told("Der Rat sperrte die Schleuse im Mai 2021. Sie soll im Mai 2024 wieder öffnen.")])
    assert found.article.published.reason == "told as past: Mai 2021; told as ahead: Mai 2024"


def test_contradictory_evidence_is_shown_and_used_for_nothing(told):
    (found,) = infer_dates([told("Der Rat sperrte die Schleuse im Mai 2025. Sie soll im Mai 2024 wieder öffnen.")])
    assert interval(found) == (None, None)
    assert found.article.published.reason.startswith("contradictory evidence: ≥ 2025-05-01, ≤ 2024-05-31; told as past")


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        # a weekday, the same people and thing, and the day in an article with a date
        (
            "Am Samstag demonstrierten in Holmsand 1.340 Menschen gegen den Deichbau.",
            "Am Samstag hatten in Holmsand nach Zählung des Rats 1.340 Anwohner gegen den Deich protestiert.",
            ("2025-10-18", "2025-10-24"),
        ),
        (
            "Gestern Abend im Fährkrug: Niemand hörte dem Deichgrafen zu.",
            "Der Deichgraf wurde am Sonntagabend im Fährkrug ausgebuht.",
            ("2025-10-20", "2025-10-20"),
        ),
        # ahead here, past there
        (
            "Am Donnerstag will Imke Harms in Holmsand den Vertrag unterzeichnen.",
            "Am Donnerstag hat Imke Harms in Holmsand den Vertrag unterzeichnet.",
            ("2025-10-10", "2025-10-16"),
        ),
        # years ago, and the year elsewhere
        (
            "Vor sechs Jahren besuchte Imke Harms Lerchau.",
            "Im Jahr 2019 hatte Imke Harms Lerchau besucht.",
            ("2025", "2025"),
        ),
        # another weekday, other people, another thing
        (
            "Am Freitag demonstrierten in Holmsand 1.340 Menschen gegen den Deichbau.",
            "Am Samstag hatten in Holmsand nach Zählung des Rats 1.340 Anwohner gegen den Deich protestiert.",
            None,
        ),
        (
            "Am Donnerstag hat Jette Voss in Holmsand den Vertrag unterzeichnet.",
            "Am Donnerstag hat Imke Harms in Holmsand den Vertrag unterzeichnet.",
            None,
        ),
        ("Am Dienstag tagte der Rat.", "Am Dienstag tagte der Rat.", None),
        # about as many years are not the year; the week that ends today is no happening
        (
            "Vor rund sechs Jahren besuchte Imke Harms Lerchau.",
            "Im Jahr 2019 hatte Imke Harms Lerchau besucht.",
            None,
        ),
    ],
)
def test_what_another_article_dates(told, text, other, expected):
    people = [p for p in ("Imke Harms", "Jette Voss") if p in text]
    theirs = [p for p in ("Imke Harms", "Jette Voss") if p in other]
    undated = told(text, id="a", people=tuple(people))
    dated = told(other, id="b", day="2025-10-20", outlet="Kurier", people=tuple(theirs))
    found = infer_dates([undated, dated])
    assert interval(found[0]) == expected
    assert found[1] is dated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a month past and a month ahead, each without its year, in an article of a known year
        ("Im März sagte Jette Voss im Rat von Holmsand dazu aus.", ("2025-03", "2025-09")),
        ("Im September soll der Rat von Holmsand darüber beraten.", ("2025", "2025-09")),
        # in December that is the June of the next year
        ("Im Juni soll der Rat von Holmsand darüber beraten.", ("2025", "2025")),
        # what may be the month of a noun may lie on either side
        ("Der Rat lehnte den Plan für das Fest im März ab.", ("2025", "2025")),
        ("Jette Voss verschob das Fest im März.", ("2025", "2025")),
        # a subject owns none, and what happens at a thing happens when that does
        ("Beim Fest im September werde man darüber beraten, sagte Jette Voss.", ("2025", "2025-09")),
        ("Dem Antrag gab der Rat im März statt.", ("2025-03", "2025-09")),
    ],
)
def test_a_month_without_its_year_narrows_a_year(told, text, expected):
    undated = told(f"Vor sechs Jahren besuchte Imke Harms Lerchau. {text}", id="a", people=("Imke Harms",))
    dated = told("Im Jahr 2019 hatte Imke Harms Lerchau besucht.", id="b", day="2025-10-20", people=("Imke Harms",))
    assert interval(infer_dates([undated, dated])[0]) == expected


def test_a_month_without_its_year_after_the_first_year_of_all(told):
    text = "Im Jahr 0001 besuchte Imke Harms Lerchau. Im März sagte sie aus. Im Jahr 2030 wird sie Holmsand besuchen."
    assert interval(infer_dates([told(text, id="a")])[0]) == ("0001", "2030")


def test_the_reason_names_the_words_the_day_and_the_outlet(told):
    text = "Am Samstag demonstrierten in Holmsand 1.340 Menschen gegen den Deichbau."
    found = infer_dates([told(text, id="a"), told(text, id="b", day="2025-10-20", outlet="Kurier")])
    assert found[0].article.published.reason == "same happening in another article: Samstag = 2025-10-18, Kurier"


def test_two_dates_for_one_happening_are_shown_and_give_no_date(told):
    text = "Am Samstag demonstrierten in Holmsand 1.340 Menschen gegen den Deichbau."
    found = infer_dates(
        [
            told(text, id="a"),
            told(text, id="b", day="2025-10-20", outlet="Kurier"),
            told(text, id="c", day="2025-11-10", outlet="Echo"),
        ]
    )
    assert interval(found[0]) == (None, None)
    expected = "other articles date it differently: Samstag = 2025-10-18, 2025-11-08"
    assert found[0].article.published.reason == expected


def test_what_became_known_of_one_article_dates_the_next(told):
    found = infer_dates(
        [
            told("Im Jahr 2019 hatte Imke Harms Lerchau besucht.", id="a", day="2026-01-04", people=("Imke Harms",)),
            told(
                "Vor sechs Jahren besuchte Imke Harms Lerchau. Im vergangenen Jahr hat Jette Voss Imke Harms in"
                " Holmsand empfangen.",
                id="b",
                people=("Imke Harms", "Jette Voss"),
            ),
            told(
                "Am Mittwoch hat Jette Voss Imke Harms in Holmsand empfangen.",
                id="c",
                people=("Imke Harms", "Jette Voss"),
            ),
        ]
    )
    assert [interval(a) for a in found[1:]] == [("2025", "2025"), ("2024", "2024")]


def test_times_are_filled_from_the_interval(told):
    text = "Am Samstag demonstrierten in Holmsand 1.340 Menschen gegen den Deichbau."
    before = told(text, id="a")
    found = infer_dates([before, told(text, id="b", day="2025-10-20", outlet="Kurier")])[0]
    assert [t.value for t in before.annotations.times] == ["XXXX-WXX-6"]
    assert [t.value for t in found.annotations.times] == ["2025-10-18"]


def test_given_dates_stay_and_nothing_is_invented(told):
    dated = told("Das Wehr soll am 4. Mai 2031 geschlossen werden.", id="a", day="2025-10-20")
    silent = told("Der Rat schweigt.", id="b")
    assert infer_dates([dated, silent]) == [dated, silent]


def test_page_matter_gives_no_date(told):
    member = told("Der Rat schweigt. Im Mai 2021 wurde das Wehr saniert.", scene=False)
    flagged = tuple(replace(t, in_furniture=True) for t in member.annotations.times)
    member = replace(member, annotations=replace(member.annotations, times=flagged))
    assert infer_dates([member]) == [member]


def test_the_order_of_the_articles_does_not_matter_and_a_second_run_changes_nothing(told):
    text = "Am Samstag demonstrierten in Holmsand 1.340 Menschen gegen den Deichbau."
    members = [told(text, id="a"), told(text, id="b", day="2025-10-20", outlet="Kurier"), told(text, id="c")]
    once = infer_dates(members)
    assert infer_dates(members[::-1])[::-1] == once
    assert infer_dates(once) == once


def settled(folder: Path) -> dict[str, Published | None]:
    """Every article of a folder by its input's name, with what the whole corpus says of its date."""
    read = [a for a in read_articles([str(folder)]) if isinstance(a, Article)]
    members = held(sorted((AnnotatedArticle(a, annotate(a)) for a in read), key=lambda m: m.article.id))
    found = settle([sketch(m) for m in members(None)], members).reading(members)(None)
    return {Path(a.article.input).name: a.article.published for a in found}


def test_the_undated_samples_are_bounded_as_their_gold_says():
    """The interval lies within what the gold calls certain from the text, or holds the gold's own interval."""
    wrong = []
    for path in sorted((ROOT / "benchmarks" / "gold" / "samples").glob("cross_*.json")):
        gold = json.loads(path.read_text("utf-8"))
        found = settled(ROOT / "examples" / gold["affair"])
        files = {a["article"]: a["file"].split("/")[-1] for a in gold["articles"]}
        for row in gold["date_inference"]:
            published = found[files[row["article"]]]
            if not (
                published
                and published.from_
                and published.to
                and published.first.isoformat() <= row["from"]
                and row["to"] <= published.last.isoformat()
            ):
                wrong.append((row["article"], published))
            assert (published.last - published.first).days <= 7
    assert wrong == []


def test_real_articles_without_dates_are_bounded_around_the_days_they_came_out(shared: Path):
    """The days are known from elsewhere: two summits, in September 2023 and in June 2024."""
    days = {"000": "2023-09-13", "001": "2024-06-14", "002": "2024-06-18", "003": "2024-06-19", "004": "2023-09-14"}
    found = {name[:3]: p for name, p in settled(shared / "articles" / "nordkorea").items()}
    assert {n for n, p in found.items() if p is None} == set()
    outside = [n for n, p in found.items() if not str(p.first or "") <= days[n] <= (str(p.last) if p.last else "9999")]
    assert outside == []
    assert all(p.reason for p in found.values())
    # the first summit lies wholly before the second
    assert found["000"].last < found["003"].first and found["004"].last < found["003"].last
    # seasons and years give no days
    assert all(len(end) < 10 for p in found.values() for end in (p.from_, p.to) if end)
