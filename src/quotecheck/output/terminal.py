"""The quote table on a terminal: one block per utterance, one line per outlet, differing words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from quotecheck.models import Quotation, Report, Utterance, Variant
from quotecheck.output.atomic import replacing
from quotecheck.output.marking import gravity, stretches

_SEVERITY_STYLES = {"high": "bold red", "medium": "yellow", "low": "dim"}
_ROOMY = 110
NO_SPEAKER = "speaker not resolved"


def highlighted(variant: Variant) -> Text:
    """A variant's wording, the words that differ from the reference marked; ``‸`` where words are missing."""
    text = Text()
    for stretch in stretches(variant):
        text.append(
            stretch.text or "‸", style=_SEVERITY_STYLES[stretch.severity] if stretch.severity else None
        )
    return text


def flags(variant: Variant, quotation: Quotation) -> Text:
    """What to know of a variant: kinds of change, gravest first, then doubts about the quotation."""
    words: list[tuple[str, str]] = []
    if variant.reference:
        words.append(("reference", "green"))
    elif not variant.changes:
        words.append(("verbatim", "green"))
    for change in sorted(variant.changes, key=gravity):
        if change.kind not in dict(words):
            words.append((change.kind, _SEVERITY_STYLES[change.severity]))
    found = [Text(word, style=style) for word, style in words]
    return Text(", ").join([*found, *([doubts(quotation)] if quotation.flags else [])])


def doubts(quotation: Quotation) -> Text:
    """The flags of a quotation."""
    return Text(", ").join(Text(flag, style="magenta") for flag in quotation.flags)


class QuoteTable:
    """Renders a report; utterances that several outlets printed come first.

    Args:
        report: What to show.
        wide: One column per outlet rather than one line per outlet.
    """

    def __init__(self, report: Report, *, wide: bool = False) -> None:
        self.report, self.wide = report, wide
        self.speakers = {speaker.id: speaker for speaker in report.speakers}
        self.quotations = {quotation.id: quotation for quotation in report.quotations}
        self.outlets = {article.id: article.outlet or article.path for article in report.articles}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield one block per utterance, then a line that sums up."""
        shared = [utterance for utterance in self.report.utterances if len(utterance.variants) > 1]
        for utterance in sorted(shared, key=lambda u: -len(u.outlets)):
            yield from self._block(utterance, options.max_width)
        alone = [utterance for utterance in self.report.utterances if len(utterance.variants) == 1]
        for _, group in groupby(sorted(alone, key=self._speaker_name), self._speaker_name):
            utterances = list(group)
            yield self._title(utterances[0])
            yield self._lines([(u, u.variants[0]) for u in utterances], options.max_width)
        yield self._summary()

    def _speaker_name(self, utterance: Utterance) -> str:
        """For sorting: those without a speaker come last."""
        speaker = self.speakers.get(utterance.speaker or "")
        return speaker.name if speaker else "\uffff"

    def _block(self, utterance: Utterance, width: int) -> Iterator[RenderableType]:
        """What several articles printed: speaker, reference wording, then every rendering of it."""
        yield self._title(utterance)
        yield Padding(Text(utterance.text, style="bold"), (0, 0, 0, 2))
        if self.wide:
            yield self._columns(utterance)
        else:
            yield self._lines([(utterance, variant) for variant in utterance.variants], width)

    def _title(self, utterance: Utterance) -> Rule:
        speaker = self.speakers.get(utterance.speaker or "")
        title = Text(speaker.name if speaker else NO_SPEAKER, style="bold cyan" if speaker else "dim italic")
        if speaker and speaker.description and speaker.description.casefold() != speaker.name.casefold():
            title.append(f" ({speaker.description})", style="not bold cyan")
        if len(utterance.outlets) > 1:
            title.append(f" · {len(utterance.outlets)} outlets", style="not bold default")
        return Rule(title, align="left", style="dim")

    def _lines(self, variants: Sequence[tuple[Utterance, Variant]], width: int) -> Table:
        """One line per variant; a narrow terminal has the flags below the wording."""
        roomy = width >= _ROOMY
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(width=22 if roomy else 16, style="blue", overflow="fold")
        table.add_column(width=8, style="dim")
        table.add_column(ratio=4)
        if roomy:
            table.add_column(ratio=1, max_width=34)
        for utterance, variant in variants:
            quotation = self.quotations[variant.quotation]
            wording = self._with_source(self._wording(utterance, variant), quotation)
            notes = flags(variant, quotation) if len(utterance.variants) > 1 else doubts(quotation)
            head = [self.outlets[variant.article], quotation.kind]
            if roomy:
                table.add_row(*head, wording, notes)
            else:
                table.add_row(*head, Group(wording, notes) if notes else wording)
        return table

    def _wording(self, utterance: Utterance, variant: Variant) -> Text:
        """The words of a variant; the reference wording stands above its block already."""
        if variant.reference and len(utterance.variants) > 1:
            return Text("as above", style="dim italic")
        return highlighted(variant)

    def _with_source(self, wording: Text, quotation: Quotation) -> Text:
        """The wording, and who passed it on."""
        relay = self.speakers.get(quotation.relayed_by or "")
        return wording if relay is None else wording + Text(f"  [via {relay.name}]", style="dim")

    def _columns(self, utterance: Utterance) -> Table:
        table = Table(show_header=True, header_style="blue", box=None, expand=True, padding=(0, 2, 0, 0))
        for variant in utterance.variants:
            table.add_column(self.outlets[variant.article], ratio=1)
        quotations = [self.quotations[variant.quotation] for variant in utterance.variants]
        table.add_row(
            *(
                self._with_source(highlighted(v), q)
                for v, q in zip(utterance.variants, quotations, strict=True)
            )
        )
        table.add_row(*(flags(v, q) for v, q in zip(utterance.variants, quotations, strict=True)))
        return table

    def _summary(self) -> Text:
        shared = sum(len(utterance.outlets) > 1 for utterance in self.report.utterances)
        return Text(
            f"{len(self.report.quotations)} quotations in {len(self.report.articles)} articles, "
            f"{shared} of {len(self.report.utterances)} utterances in several outlets",
            style="dim",
        )


def print_table(report: Report, *, wide: bool = False, output: Path | None = None) -> None:
    """Print a report on the terminal, or write it to a file as it would stand there, without colours."""
    if output is None:
        Console().print(QuoteTable(report, wide=wide))
        return
    with replacing(output) as part, part.open("w", encoding="utf-8") as stream:
        Console(file=stream, width=_ROOMY).print(QuoteTable(report, wide=wide))
