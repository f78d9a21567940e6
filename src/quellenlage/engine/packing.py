"""What is kept between analyses as bytes: dataclasses of the pipeline, with their columns of numbers."""

from __future__ import annotations

from array import array
from typing import Any, TypeVar

import msgspec

Record = TypeVar("Record")


def packed(record: object) -> bytes:
    """A record as MessagePack; an array is the letter of its type and its bytes."""
    return msgspec.msgpack.encode(record, enc_hook=_bytes_of)


def unpacked(data: bytes, kind: type[Record]) -> Record:
    """The record that `packed` wrote. Raises msgspec.MsgspecError if it was another kind's."""
    return msgspec.msgpack.decode(data, type=kind, dec_hook=_array_of)


def _bytes_of(value: object) -> bytes:
    if isinstance(value, array):
        return value.typecode.encode() + value.tobytes()
    raise NotImplementedError(f"no way to keep a {type(value).__name__}")


def _array_of(_kind: type, value: Any) -> object:
    found: array[Any] = array(chr(value[0]))
    found.frombytes(value[1:])
    return found
