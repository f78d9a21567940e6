"""What other programs read: the dossier and the rows of `annotate` as JSON, and the schema of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from quellenlage.domain.annotations import (
    AnnotatedArticle,
    Entity,
    Event,
    Furniture,
    Label,
    Quantity,
    Sentence,
    Statement,
    Structure,
    Time,
    Token,
)
from quellenlage.domain.article import Published
from quellenlage.domain.dossier import Dossier, Row
from quellenlage.errors import UsageError
from quellenlage.german.ud_words import ud_words

HALF = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

LINE_BREAKS = tuple((c.encode(), rf"\u{ord(c):04x}".encode()) for c in "\x85\u2028\u2029")
"""Line ends to many readers, though not to JSON: written as escapes, so that one row stays one line for everybody."""


def dossier_json(dossier: Dossier) -> bytes:
    """The dossier as JSON (UTF-8, two spaces, one line feed at the end)."""
    return msgspec.json.format(as_json(dossier), indent=2) + b"\n"


def load_dossier(data: bytes) -> Dossier:
    """The dossier that `dossier_json` wrote. Raises UsageError for anything else."""
    try:
        return msgspec.convert(with_python_names(msgspec.json.decode(data)), Dossier)
    except msgspec.MsgspecError as fault:
        raise UsageError(
            f"This is no dossier of quellenlage ({fault}): give the file that 'report -o X.json' wrote."
        ) from fault


def annotation_row(annotated: AnnotatedArticle) -> dict[str, Any]:
    """One article and its marks as one object of `annotate --format jsonl`. Its tokens are the words of Universal
    Dependencies."""
    article, marks = annotated.article, annotated.annotations
    row = AnnotationRow(
        id=article.id,
        text=article.text,
        meta=Meta(article.url, article.outlet, article.title, article.authors, article.published),
        **{name: getattr(marks, name) for name in marks.__dataclass_fields__ if name not in ("sentences", "tokens")},
        sentences=tuple(Sentence(s.start, s.end) for s in marks.sentences),
        tokens=ud_words(marks.tokens),
    )
    built: dict[str, Any] = with_json_names(msgspec.to_builtins(row))
    for sentence in built["sentences"]:
        del sentence["vector"]
    for furniture in built["furniture"]:
        furniture["in_furniture"] = True
    for part, structure in zip(built["structure"], marks.structure, strict=True):
        part["in_furniture"] = any(f.span.overlaps(structure.span) for f in marks.furniture)
    return built


def annotation_json(annotated: AnnotatedArticle) -> bytes:
    """`annotation_row` as one line of JSONL, without its line feed."""
    line = as_json(annotation_row(annotated))
    for raw, escaped in LINE_BREAKS:
        line = line.replace(raw, escaped)
    return line


def rows_json(rows: Sequence[Row]) -> bytes:
    """Rows of the dossier (stories, say) as one JSON array."""
    return msgspec.json.format(as_json(rows), indent=2)


def dossier_schema() -> dict[str, Any]:
    """JSON Schema of the dossier, made from the dataclasses."""
    return schema_of(Dossier, "Dossier of quellenlage report")


def annotations_schema() -> dict[str, Any]:
    """JSON Schema of one row of `annotate --format jsonl`, made from the dataclasses."""
    schema = schema_of(AnnotationRow, "Row of quellenlage annotate --format jsonl")
    for name in ("Furniture", "Structure"):
        schema["$defs"][name]["properties"]["in_furniture"] = {"type": "boolean"}
        schema["$defs"][name]["required"].append("in_furniture")
    schema["$defs"]["Sentence"]["description"] = "One sentence, or a headline without a full stop."
    del schema["$defs"]["Sentence"]["properties"]["vector"]
    schema["$defs"]["Sentence"]["required"].remove("vector")
    schema["$defs"]["By"] = {
        "title": "By",
        "description": schema["$defs"]["By"]["description"],
        "type": "object",
        "properties": {name: {"type": "string"} for name in ("rule", "model", "reason")},
        "required": ["reason"],
        "oneOf": [{"required": ["rule"]}, {"required": ["model"]}],
    }
    return schema


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known about an article besides its text."""

    url: str | None
    outlet: str | None
    title: str | None
    authors: tuple[str, ...]
    published: Published | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationRow:
    """One article and its marks. Offsets count code points of `text`, end exclusive; unknown is null."""

    id: str
    text: str
    meta: Meta
    furniture: tuple[Furniture, ...]
    structure: tuple[Structure, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]
    times: tuple[Time, ...]
    statements: tuple[Statement, ...]
    quantities: tuple[Quantity, ...]
    events: tuple[Event, ...]
    labels: tuple[Label, ...]


def as_json(value: object) -> bytes:
    """`value` as compact JSON with the names of the interface. Half a character (a lone surrogate), which UTF-8
    cannot hold, becomes the replacement character: one code point for one, so that offsets stay right."""
    built = with_json_names(msgspec.to_builtins(value))
    try:
        return msgspec.json.encode(built)
    except UnicodeEncodeError:
        return msgspec.json.encode(without_halves(built))


def with_json_names(value: Any) -> Any:
    """The same value with `from_` written `from`, and a `by` that names only the rule or the model."""
    if isinstance(value, dict):
        if value.keys() == {"rule", "model", "reason"}:
            return {key: part for key, part in value.items() if key == "reason" or part is not None}
        return {key.removesuffix("_"): with_json_names(part) for key, part in value.items()}
    return [with_json_names(part) for part in value] if isinstance(value, (list, tuple)) else value


def with_python_names(value: Any) -> Any:
    """The way back: `from`, a keyword of the language, written `from_`."""
    if isinstance(value, dict):
        return {"from_" if key == "from" else key: with_python_names(part) for key, part in value.items()}
    return [with_python_names(part) for part in value] if isinstance(value, list) else value


def without_halves(value: Any) -> Any:
    """The same value with every lone surrogate replaced."""
    if isinstance(value, dict):
        return {key: without_halves(part) for key, part in value.items()}
    if isinstance(value, list):
        return [without_halves(part) for part in value]
    return value.translate(HALF) if isinstance(value, str) else value


def schema_of(kind: type, title: str) -> dict[str, Any]:
    """JSON Schema of what is written for `kind`: every key is always there, whatever the dataclass has as default."""
    (root,), definitions = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    for definition in definitions.values():
        if "properties" in definition:
            definition["properties"] = {
                name.removesuffix("_"): {k: v for k, v in part.items() if k != "default"}
                for name, part in definition["properties"].items()
            }
            definition["required"] = list(definition["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }
