"""Polarity and modality: where other words turn, weaken or strengthen what is said, and where not."""

from __future__ import annotations

import pytest

from quotecheck.consolidate.changes import changes
from quotecheck.models import Cue
from tests.consolidate.samples import quotation

TURNED = {"polarity"}
WEAKENED = {"modality"}
NEITHER: set[str] = set()

ROWS: list[tuple[str, str, str, set[str]]] = [
    ("not added", "the harbour was closed on Monday", "the harbour was not closed on Monday", TURNED),
    ("not dropped", "we did not agree to the price", "we did agree to the price", TURNED),
    ("contraction dropped", "we didn't agree to the price", "we did agree to the price", TURNED),
    ("contraction alone", "we didn't agree to the price", "we did not agree to the price", NEITHER),
    ("slip of a letter", "they did not know the price", "they did now know the price", TURNED),
    ("slip the other way", "they are now ready to sail", "they are not ready to sail", TURNED),
    ("never for always", "he has always paid his crew", "he has never paid his crew", TURNED),
    ("no for a", "there is a plan for the harbour", "there is no plan for the harbour", TURNED),
    ("nobody for everybody", "everybody on board was asked", "nobody on board was asked", TURNED),
    ("without for with", "they sailed with a permit", "they sailed without a permit", TURNED),
    ("hardly", "the harbour was damaged by ice", "the harbour was hardly damaged by ice", TURNED),
    ("failed to", "the crew closed the gate", "the crew failed to close the gate", TURNED),
    ("refused for did not", "they did not sign the papers", "they refused to sign the papers", NEITHER),
    ("never for not", "they did not sign the papers", "they never did sign the papers", NEITHER),
    ("opposite adjective", "the ice is safe for lorries", "the ice is dangerous for lorries", TURNED),
    ("opposite verb", "we support the new tariff", "we oppose the new tariff", TURNED),
    ("opposite noun", "that was a success for us", "that was a failure for us", TURNED),
    ("opposite direction", "prices are up since March", "prices are down since March", TURNED),
    ("more and less", "we need more pilots now", "we need less pilots now", TURNED),
    ("before and after", "they called before the storm", "they called after the storm", TURNED),
    ("prefix un", "the delay is acceptable to us", "the delay is unacceptable to us", TURNED),
    ("prefix dis", "the captain was honest about it", "the captain was dishonest about it", TURNED),
    ("prefix ir", "that was a responsible answer", "that was an irresponsible answer", TURNED),
    ("suffix less", "the charts were useful to us", "the charts were useless to us", TURNED),
    ("negated opposite", "it was hard to see the buoy", "it was not easy to see the buoy", NEITHER),
    ("negated prefix is the same", "the plan is possible", "the plan is not impossible", NEITHER),
    ("negated synonym", "she was quite frank about the ice", "she was not very open about the ice", TURNED),
    ("synonym", "she was quite frank about the ice", "she was very open about the ice", NEITHER),
    ("double negation kept", "we cannot say there is no risk", "we can't say there is no danger", NEITHER),
    ("not, further on", "we will not sail and we will not pay", "we will not sail and we will pay", TURNED),
    ("trimmed before a negation", "we will sail but we will not pay", "we will sail", NEITHER),
    ("trimmed clause with not", "I do not care what they say, we sail at dawn", "we sail at dawn", NEITHER),
    ("elided clause with not", "we sail, not they, at dawn today", "we sail … at dawn today", NEITHER),
    ("could for will", "the harbour will open in spring", "the harbour could open in spring", WEAKENED),
    ("must for should", "the crew should be paid at once", "the crew must be paid at once", WEAKENED),
    ("may added", "the gate closes on Friday", "the gate may close on Friday", WEAKENED),
    ("probably added", "the gate is closed on Friday", "the gate is probably closed on Friday", WEAKENED),
    ("would for will", "we will pay the crew", "we would pay the crew", WEAKENED),
    ("have to for can", "we can wait for the pilot", "we have to wait for the pilot", WEAKENED),
    ("shall for will", "we will pay the crew", "we shall pay the crew", NEITHER),
    ("might for may", "we may pay the crew", "we might pay the crew", NEITHER),
    ("contracted will", "we will pay the crew", "we'll pay the crew", NEITHER),
    ("a month", "they sail in May this year", "they sail in June this year", NEITHER),
    ("cannot for can", "we can pay the crew", "we cannot pay the crew", TURNED),
    ("other words only", "the ice is thick this year", "the ice is strong this winter", NEITHER),
    ("bracketed subject", "they will not sail today", "[the pilots] will not sail today", NEITHER),
    ("no longer", "the bridge is open to lorries", "the bridge is no longer open to lorries", TURNED),
    ("neither nor", "both the mate and the cook knew", "neither the mate nor the cook knew", TURNED),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_polarity_and_modality(before: str, after: str, expected: set[str]) -> None:
    for first, second in ((before, after), (after, before)):
        if "…" in first or "[" in first:
            continue
        found = {c.kind for c in changes(quotation(first), quotation(second))}
        assert found & (TURNED | WEAKENED) == expected


def test_a_denial_carries_the_negation() -> None:
    cue = Cue(start=0, end=6, text="denied", lemma="deny", **{"class": "deny"})
    denied = quotation("he had closed the gate", kind="indirect").model_copy(update={"cue": cue})
    negated = quotation("he had not closed the gate")
    claimed = quotation("he had closed the gate")
    assert "polarity" not in {c.kind for c in changes(negated, denied)}
    assert "polarity" in {c.kind for c in changes(claimed, denied)}
