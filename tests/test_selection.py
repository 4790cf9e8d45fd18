from __future__ import annotations

import pytest

from quotecheck.models import Report
from quotecheck.selection import Wanted, select


@pytest.mark.parametrize(
    ("phenomenon", "wanted", "kept"),
    [
        ("everything", Wanted(), {"a1-1", "a2-1", "a2-2", "a3-1"}),
        ("a whole name, any case", Wanted(speakers=["ADA BROOK"]), {"a1-1", "a2-1"}),
        ("a surname", Wanted(speakers=["Brook"]), {"a1-1", "a2-1"}),
        ("an alias", Wanted(speakers=["Mayor Brook"]), {"a1-1", "a2-1"}),
        ("no part of a word", Wanted(speakers=["Broo"]), set()),
        ("outlet", Wanted(outlets=["the herald"]), {"a1-1"}),
        ("speaker and outlet", Wanted(speakers=["The Board"], outlets=["The Herald"]), set()),
        ("kind", Wanted(kinds=["mixed"]), set()),
    ],
)
def test_what_is_kept(report: Report, phenomenon: str, wanted: Wanted, kept: set[str]) -> None:
    part = select(report, wanted)
    assert {quotation.id for quotation in part.quotations} == kept
    assert {variant.quotation for utterance in part.utterances for variant in utterance.variants} == kept
    assert {q.speaker for q in part.quotations} - {None} <= {speaker.id for speaker in part.speakers}


def test_differences_stay_those_from_the_wording_chosen_among_all(report: Report) -> None:
    (utterance,) = select(report, Wanted(outlets=['Courier, "Daily"'], speakers=["Brook"])).utterances
    assert utterance.text == "We were quite pleased."
    assert [change.kind for change in utterance.variants[0].changes] == ["polarity", "reworded"]
    assert utterance.outlets == ('Courier, "Daily"',)
