"""Conversion of the corpora of names."""

from __future__ import annotations

from pathlib import Path

from training.names import crossner, gum


def test_crossner(tmp_path: Path) -> None:
    path = tmp_path / "train.txt"
    path.write_text(
        "Ms\tO\nMara\tB-politician\nOlsen\tI-politician\nleft\tO\n\nParis\tB-location\n", encoding="utf-8"
    )
    (named,) = crossner(path)
    assert named.text == "Ms Mara Olsen left\nParis"
    assert [(named.text[a:b], kind) for a, b, kind in named.names] == [
        ("Mara Olsen", "PER"),
        ("Paris", "LOC"),
    ]


def row(number: int, word: str, tag: str, misc: str = "_") -> str:
    return "\t".join([str(number), word, "_", tag, *"_____", misc])


def test_gum_keeps_the_proper_names_at_the_heads(tmp_path: Path) -> None:
    rows = [
        row(1, "The", "DET", "Entity=(1-organization-new-x-y-2,3-coref"),
        row(2, "Lund", "PROPN", "Entity=(2-place-new-x-y-1-coref)"),
        row(3, "Institute", "PROPN", "Entity=1)"),
        row(4, "thanked", "VERB"),
        row(5, "a", "DET", "Entity=(3-person-new-x-y-2-coref"),
        row(6, "donor", "NOUN", "Entity=3)|SpaceAfter=No"),
        row(7, ".", "PUNCT"),
    ]
    path = tmp_path / "doc.conllu"
    path.write_text("# text\n" + "\n".join(rows) + "\n\n", encoding="utf-8")
    named = gum(path)
    assert named.text == "The Lund Institute thanked a donor."
    assert [(named.text[a:b], kind) for a, b, kind in named.names] == [("Lund Institute", "ORG")]
