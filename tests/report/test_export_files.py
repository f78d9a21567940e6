"""Files for other programs, each read back by its format's own reader."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import jsonschema
import networkx as nx
import pytest
from docx import Document
from docx.oxml.ns import qn

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier
from quellenlage.errors import UsageError
from quellenlage.report import tables
from quellenlage.report.compose import dossier_view
from quellenlage.report.docx import docx_document
from quellenlage.report.graph import actor_graph
from quellenlage.report.pdf import pdf_data, pdf_document
from quellenlage.report.translate import translator
from quellenlage.report.wire import dossier_json, dossier_schema, load_dossier
from quellenlage.report.write import write_report

Articles = dict[str, AnnotatedArticle]
PARTS = (
    "claims",
    "disputes",
    "relations",
    "chains",
    "gaps",
    "quote_drift",
    "findings",
    "timeline",
    "figures",
    "wording",
)


@pytest.mark.parametrize("name", tables.NAMES)
def test_every_table_is_read_back(whole_dossier: Dossier, articles: Articles, tmp_path: Path, name: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra 'parquet', which is not installed")
    columns = list(tables.columns(tables.table(name, whole_dossier, articles)[0]))
    n = tables.write_table(tmp_path / "t.csv", name, whole_dossier, articles)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    for ending in (".json", ".jsonl", ".parquet"):
        assert tables.write_table(tmp_path / f"t{ending}", name, whole_dossier, articles) == n
    rows = json.loads((tmp_path / "t.json").read_text("utf-8"))
    assert [json.loads(line) for line in (tmp_path / "t.jsonl").read_text("utf-8").splitlines()] == rows
    table = parquet.read_table(tmp_path / "t.parquet")
    assert (table.column_names, table.to_pylist()) == (columns, rows)
    assert (len(lines), [list(row) for row in rows]) == (n, [columns] * n)
    if name not in ("events", "labels"):  # the two invented articles have none
        assert n > 0


def test_rows_that_compare_point_to_their_places(whole_dossier: Dossier, articles: Articles) -> None:
    def first(name: str) -> dict[str, object]:
        kind, rows = tables.table(name, whole_dossier, articles)
        return tables.record(kind, next(rows))

    side = first("disputes")
    assert (side["side"], side["position"], side["outlet"]) == (1, "mindestens 40", "Ahrenfelder Bote")
    assert side["sentence"] == "Mindestens 40 Pendler müssen nun einen Umweg fahren."
    pair = first("member_relations")
    assert (pair["relation"], pair["a_speaker"], pair["b_outlet"]) == (
        "differs_in_number",
        "Landkreis",
        "Ahrenfelder Bote",
    )
    assert first("roots")["evidence"] == ["kurier:41-56"]
    assert first("chains")["path"] == ["speaker: Landkreis", "agency: Nordpress", "outlet: Wummekurier"]
    assert first("relations")["sign"] == "conflictual"
    assert first("chronicle")["background"] is True
    assert first("quote_drift")["text"] == "„Wir gehen kein Risiko ein“"
    assert first("gaps")["outlets_without"] == ["Wummekurier"]
    assert first("findings")["outlets"] == ["Wummekurier"]


def test_the_chronicle_has_two_names(whole_dossier: Dossier, tmp_path: Path) -> None:
    tables.write_table(tmp_path / "a.csv", "chronicle", whole_dossier, {})
    tables.write_table(tmp_path / "b.csv", "timeline", whole_dossier, {})
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize(("ending", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)])
@pytest.mark.parametrize("table", ["actors", "relations"])
def test_actors_and_relations_as_a_graph(
    whole_dossier: Dossier, tmp_path: Path, ending: str, read: object, table: str
) -> None:
    path = tmp_path / f"actors{ending}"
    tables.write_table(path, table, whole_dossier, {})
    graph = read(path)  # type: ignore[operator]
    assert {(n, data["label"], data["type"]) for n, data in graph.nodes(data=True)} == {
        ("p1", "Ilse Brandt", "PER"),
        ("p2", "Landkreis", "ORG"),
    }
    found = {(a, b, data["sign"], data["sure"]) for a, b, data in graph.edges(data=True)}
    assert found == {("p2", "p1", "conflictual", True), ("p1", "p2", "cooperative", False)}
    again = tmp_path / f"again{ending}"
    tables.write_table(again, table, whole_dossier, {})
    assert again.read_bytes() == path.read_bytes()


def test_an_actor_of_two_stories_is_one_node(whole_dossier: Dossier) -> None:
    story = whole_dossier.stories[0]
    two = replace(whole_dossier, stories=(story, replace(story, id="st2", relations=())))
    graph = actor_graph(two)
    assert (graph.nodes["p1"]["stories"], graph.nodes["p1"]["mentions"]) == ("st1 | st2", 4)
    assert graph.number_of_edges() == 2


def test_who_is_no_actor_gets_a_node_of_their_own(whole_dossier: Dossier) -> None:
    story = whole_dossier.stories[0]
    stranger = replace(story.relations[0], source="Gutachter", source_id=None)
    graph = actor_graph(replace(whole_dossier, stories=(replace(story, relations=(stranger,)),)))
    assert graph.has_edge("name: Gutachter", "p1")


def test_hostile_names_stay_names_in_a_graph(hostile: tuple[Dossier, Articles], tmp_path: Path) -> None:
    found, _ = hostile
    for ending, read in ((".graphml", nx.read_graphml), (".gexf", nx.read_gexf)):
        tables.write_table(tmp_path / f"g{ending}", "actors", found, {})
        labels = [data["label"] for _, data in read(tmp_path / f"g{ending}").nodes(data=True)]
        assert all(label.startswith("<script>alert(1)</script>") for label in labels) and len(labels) == 2


def test_only_actors_make_a_graph(whole_dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"claims with the ending '\.gexf'"):
        tables.write_table(tmp_path / "t.gexf", "claims", whole_dossier, {})


def test_the_json_holds_every_part_and_fits_its_schema(whole_dossier: Dossier) -> None:
    built = json.loads(dossier_json(whole_dossier))
    jsonschema.validate(built, dossier_schema())
    assert all(built["stories"][0][part] for part in PARTS)
    assert load_dossier(dossier_json(whole_dossier)) == whole_dossier


def docx(dossier: Dossier, articles: Articles, **asked: bool) -> bytes:
    return docx_document(dossier_view(dossier, articles, translator("de"), **asked))


def test_docx_holds_the_parts_in_order(whole_dossier: Dossier, articles: Articles) -> None:
    document = Document(io.BytesIO(docx(whole_dossier, articles)))
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert heads[:5] == ["Überblick", "Chronik", "Vorgeschichte: woran die Artikel erinnern",
                         "Behauptungen im Vergleich", "Umstritten: die Positionen"]  # fmt: skip
    assert document.core_properties.title == "Brücke in Ahrenfeld gesperrt"
    text = "\n".join(p.text for p in document.paragraphs)
    assert "Zahlen weichen ab: Wie viele Pendler betroffen sind" in text
    assert "Stützt sich auf: Landkreis (Staat oder öffentliche Stelle); " in text


def test_every_number_in_docx_leads_to_its_evidence(whole_dossier: Dossier, articles: Articles) -> None:
    body = Document(io.BytesIO(docx(whole_dossier, articles))).element.body
    marks = {e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))}
    links = {e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink")) if e.get(qn("w:anchor"))}
    assert links == marks
    assert len(marks) > 8


def test_docx_leaves_unsure_rows_out_unless_asked(whole_dossier: Dossier, articles: Articles) -> None:
    def text(**asked: bool) -> str:
        document = Document(io.BytesIO(docx(whole_dossier, articles, **asked)))
        return "\n".join(p.text for p in document.paragraphs)

    assert "Dementi: … dass die Stadt" not in text()
    assert "1 unsicherer Eintrag ist hier ausgeblendet." in text()
    assert "Dementi: … dass die Stadt" in text(unsure=True)


def test_the_same_dossier_gives_the_same_docx(whole_dossier: Dossier, articles: Articles) -> None:
    first = docx(whole_dossier, articles)
    assert first == docx(whole_dossier, articles)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_docx_of_hostile_and_of_no_texts(
    hostile: tuple[Dossier, Articles], empty_dossier: Dossier, articles: Articles
) -> None:
    document = Document(io.BytesIO(docx(*hostile, full_text=True)))
    assert "<script>alert(1)</script>" in document.paragraphs[1].text
    targets = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert targets == []
    assert "Kein Artikel wurde übernommen" in "\n".join(
        p.text for p in Document(io.BytesIO(docx(empty_dossier, {}))).paragraphs
    )


def test_docx_by_its_ending(whole_dossier: Dossier, articles: Articles, tmp_path: Path) -> None:
    write_report(tmp_path / "lage.docx", whole_dossier, articles)
    assert Document(str(tmp_path / "lage.docx")).paragraphs


def test_pdf_of_every_part(whole_dossier: Dossier, articles: Articles) -> None:
    pytest.importorskip("typst", reason="needs the extra 'pdf', which is not installed")
    view = dossier_view(whole_dossier, articles, translator("de"), unsure=True)
    assert pdf_document(view).startswith(b"%PDF-")
    parts = {part["title"]: part for part in pdf_data(view, translator("de"))["stories"][0]["parts"]}
    assert {"Überblick", "Umstritten: die Positionen", "Quellenketten", "Nicht bei allen Medien", "Beziehungen"} <= set(
        parts
    )
    (dispute,) = parts["Umstritten: die Positionen"]["groups"][0]["lines"]
    assert [side["tag"] for side in dispute["children"]] == ["Ahrenfelder Bote: mindestens 40", "Landkreis: 120"]
    assert parts["Umstritten: die Positionen"]["unsure_groups"]
    left_out = pdf_data(replace(view, unsure=False), translator("de"))["stories"][0]["parts"]
    assert not any(part["unsure_groups"] for part in left_out)
