from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.pipeline.pairing import pair_marks

# phenomenon, text, the stretches as "closing level text"
ROWS: list[tuple[str, str, list[str]]] = [
    ("curly", "“Rain,” he said. “Snow.”", ["closed 0 Rain,", "closed 0 Snow."]),
    ("straight", '"Rain," he said. "Snow."', ["closed 0 Rain,", "closed 0 Snow."]),
    ("doubled single", "''Rain,'' he said. ''Snow.''", ["closed 0 Rain,", "closed 0 Snow."]),
    ("backticks", "``Rain,'' he said.", ["closed 0 Rain,"]),
    (
        "opened curly, closed straight",
        'a “cold and wet", or "dry”',
        ["closed 0 cold and wet", "closed 0 dry"],
    ),
    ("guillemets", "« Neige » he said", ["closed 0 Neige"]),
    ("low marks", "„Schnee“ and „Regen” fell", ["closed 0 Schnee", "closed 0 Regen"]),
    ("British", "‘The voters’ mood is clear,’ she said.", ["closed 0 The voters’ mood is clear,"]),
    ("British, straight", "'It isn't over,' she said.", ["closed 0 It isn't over,"]),
    ("British, nested", "‘He said “no” to me,’ she said", ["closed 0 He said “no” to me,", "closed 1 no"]),
    ("nested single", "“Their ‘firm’ answer”", ["closed 0 Their ‘firm’ answer", "closed 1 firm"]),
    (
        "nested same kind",
        "“It was a “great” day,” he said",
        ["closed 0 It was a “great” day,", "closed 1 great"],
    ),
    ("nested doubled", "''She said 'no'''", ["closed 0 She said 'no'", "closed 1 no"]),
    ("plural possessive alone", "The voters’ mood and the farmers’ fields", []),
    ("decades and clipped words", "In the ’90s, ’twas rock ’n’ roll", []),
    ("feet and inches", "He is 6'2\" tall and she 5'11\".", []),
    ("spaces inside", '“ Rain ” and " snow " fell', ["closed 0 Rain", "closed 0 snow"]),
    ("glued", 'It rained."Go home," he said.', ["closed 0 Go home,"]),
    (
        "reopened at each paragraph",
        "“First rain.\n“Then snow.\n“Then sun,” he said.",
        ["continued 0 First rain.", "continued 0 Then snow.", "closed 0 Then sun,"],
    ),
    (
        "missing closer, end of paragraph",
        "“It rained. he said.\nThe “flood” came.",
        ["unclosed 0 It rained. he said.", "closed 0 flood"],
    ),
    (
        "missing closer, another quotation follows",
        "“It rained, he said. “It snowed,” she said.",
        ["unclosed 0 It rained, he said.", "closed 0 It snowed,"],
    ),
    (
        "single marks that are left open, where they quote",
        "'It froze,' Lee said.\n'We skated,' he said.\n'It's ice. He's sure.\n'They did,' he said.",
        [
            "closed 0 It froze,",
            "closed 0 We skated,",
            "continued 0 It's ice. He's sure.",
            "closed 0 They did,",
        ],
    ),
    ("stray closer", "the roads.” a sign of winter. “Good,” he said", ["closed 0 Good,"]),
    ("nothing between", 'an empty "" pair', []),
]


@pytest.mark.parametrize(("phenomenon", "text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_pairing(phenomenon: str, text: str, expected: list[str]) -> None:
    assert [f"{q.closing} {q.level} {text[q.start : q.end]}" for q in pair_marks(text).quoted] == expected


def test_a_stray_mark_is_reported() -> None:
    text = "the roads.” a sign of winter. “Good,” he said"
    assert [text[i] for i in pair_marks(text).stray] == ["”"]


MARKED = st.text(alphabet=st.sampled_from("ab A.,?\n“”‘’'\"«»„`"), max_size=80)


@given(MARKED)
def test_stretches_lie_in_the_text_nest_and_begin_and_end_with_words(text: str) -> None:
    quoted = pair_marks(text).quoted
    assert quoted == sorted(quoted, key=lambda q: (q.start, -q.end))
    for one in quoted:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
    for one, other in combinations(quoted, 2):
        assert one.end <= other.start or (other.end <= one.end and one.level < other.level)


@given(MARKED, MARKED)
def test_a_paragraph_is_paired_whatever_stands_in_the_others(first: str, second: str) -> None:
    """One bad mark costs nothing outside its paragraph, except that an open one may go on."""
    first, second = first.replace("\n", " ").strip(), second.replace("\n", " ").strip()
    both = [(q.start, q.end) for q in pair_marks(f"x{first}\nx{second}").quoted]
    here = [(q.start, q.end) for q in pair_marks(f"x{first}").quoted]
    assert [span for span in both if span[1] <= len(first) + 1] == here
