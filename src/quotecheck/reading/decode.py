"""Bytes -> str, nothing altered but the byte order mark dropped."""

from __future__ import annotations

import codecs

from quotecheck.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # UTF-32 before UTF-16: its little-endian mark begins with the other's
_BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"SQLite format 3": "a database",
}
# What English articles were saved in before UTF-8; guessing among all codecs turns marks into letters.
_LEGACY = ("cp1252", "mac_roman")
_WIDE = ("utf_16_le", "utf_16_be")
# Where the two legacy encodings disagree, English text has marks and dashes in the right one.
_MARKS_OF_TEXT = "“”‘’–—…"


def decode(data: bytes, path: str) -> tuple[str, str]:
    """Decode a text file.

    Args:
        data: The whole file.
        path: The file as the user named it.

    Returns:
        The text, its line ends as they stand, and the name of the encoding.

    Raises:
        InputError: The data are no text, or in an encoding that cannot be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, path), encoding
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise InputError(path, f"is {what}, not text: save it as plain text, Markdown or HTML")
    try:
        text, encoding = data.decode(), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _guess(data, path)
    if "\0" in text:
        text, encoding = _guess(data, path, among=_WIDE)
    return text, encoding


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            path, f"is marked as {encoding} but byte {error.start} is not: save it again as UTF-8"
        ) from None


def _guess(data: bytes, path: str, among: tuple[str, ...] = _LEGACY + _WIDE) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(among)).best()
    if best is None or "\0" in str(best):
        raise InputError(path, "is binary or in an unknown encoding: save it as UTF-8 text")
    if best.encoding in _LEGACY:
        return _richest_in_marks(data)
    return data.decode(best.encoding), best.encoding


def _richest_in_marks(data: bytes) -> tuple[str, str]:
    decoded = [(data.decode(encoding, "replace"), encoding) for encoding in _LEGACY]
    sound = [pair for pair in decoded if "\ufffd" not in pair[0]]  # Mac Roman has all 256 bytes
    return max(sound, key=lambda pair: sum(map(pair[0].count, _MARKS_OF_TEXT)))
