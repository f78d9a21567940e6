"""What is kept between analyses as bytes: dataclasses of the pipeline, with their columns of numbers."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, overload

import msgspec

from quellenlage.pipeline import KINDS, Kept, kept_in, pieces_of, unchanged_in

Record = TypeVar("Record")

NOTHING: Mapping[str, bytes] = {}


def packed(record: object) -> bytes:
    """A record as MessagePack; an array is the letter of its type and its bytes."""
    return _ENCODER.encode(record)


@overload
def unpacked(data: bytes, kind: type[Record]) -> Record: ...
@overload
def unpacked(data: bytes, kind: object) -> Any: ...
def unpacked(data: bytes, kind: Any) -> Any:
    """The record that `packed` wrote. Raises msgspec.MsgspecError if it was another kind's."""
    return _decoder(kind).decode(data)


def pieces(kept: Kept, known: Kept | None = None, before: Mapping[str, bytes] = NOTHING) -> dict[str, bytes]:
    """What a comparison leaves for the next one, in pieces, by name. `before` are those of the last one, which left
    `known`: what stays the same is not packed again."""
    same = set(unchanged_in(kept, known)) & before.keys() if known else set()
    return {name: before[name] if name in same else packed(piece) for name, piece in pieces_of(kept)}


def joined(found: Mapping[str, bytes]) -> Kept | None:
    """What `pieces` took apart; None where there is nothing."""
    return kept_in({name: unpacked(data, KINDS[name.partition(" ")[0]]) for name, data in found.items()})


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    """One for each kind: to make it takes longer than to read a small record with it."""
    return msgspec.msgpack.Decoder(kind, dec_hook=_array_of)


def _bytes_of(value: object) -> bytes:
    if isinstance(value, array):
        return value.typecode.encode() + value.tobytes()
    raise NotImplementedError(f"no way to keep a {type(value).__name__}")


def _array_of(_kind: type, value: Any) -> object:
    return array(chr(value[0]), value[1:])


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_bytes_of)
