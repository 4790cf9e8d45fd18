"""The recipe, one step per command: ``python -m training.recipe vocabulary|train|guide|package``."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import torch
from spacy.language import Language

import quotecheck
from quotecheck.annotations.articles import Articles
from quotecheck.annotations.native import load_annotations
from quotecheck.learning.assemble import assemble
from quotecheck.learning.calibrate import reliability, spans_with_truth
from quotecheck.learning.examples import Example, ExampleMaker, Marked
from quotecheck.learning.export import export
from quotecheck.learning.loop import Model, Settings, Trainer
from quotecheck.learning.network import Sizes
from quotecheck.learning.pretrained import base_pieces, load_base
from quotecheck.learning.scoring import score_names, score_roles
from quotecheck.pipeline.labels import NAMES, ROLES
from quotecheck.pipeline.tokenizer import blank_english
from quotecheck.pipeline.wordpiece import SPECIAL, WordPiece, basic_words
from training import corpora_folder
from training.guided import labels
from training.names import Named, crossner, gum
from training.pinned import check
from training.polnear import Annotated, first_annotators, read_split

RAREST_PIECE = 15
"""Pieces seen less often are dropped: of 24,912 pieces 14,511 stay, and texts grow by 1.2 %."""
HELD_OUT, HELD_OUT_FIRST = 25, 12
"""Of PolNeAR train every 25th article is kept for calibration."""
GUIDED = Path("benchmarks/gold/2018")
"""Articles annotated by the guidelines, in `dev` and `train`."""
TIMES, BESIDE = 4, 400
"""How often each of them is seen, and annotations of PolNeAR train that are seen once beside them."""
SHARE = 0.9
"""How far to go towards what was learned of them."""
DESCRIPTION = (
    "Sources, cues and contents of attributions, and names; "
    "from PolNeAR, articles of 2018, CrossNER politics and GUM."
)


def vocabulary(corpora: Path, work: Path) -> None:
    """Writes the pieces that the corpora need, in the base vocabulary's order."""
    whole = WordPiece(base_pieces())
    counts = Counter(word for text in _texts(corpora) for word in basic_words(text))
    seen: Counter[int] = Counter()
    for word, count in counts.items():
        for number in whole.encode(word):
            seen[number] += count
    kept = [
        piece
        for number, piece in enumerate(whole.pieces)
        if seen[number] >= RAREST_PIECE or piece in SPECIAL or _is_letter(piece)
    ]
    work.mkdir(parents=True, exist_ok=True)
    (work / "pieces.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
    _say(f"{len(kept)} of {len(whole.pieces)} pieces")


def _is_letter(piece: str) -> bool:
    letter = piece.removeprefix("##")
    return len(letter) == 1 and letter.isascii()


def _texts(corpora: Path) -> Iterator[str]:
    yield from (annotated.text for annotated in read_split(corpora / "polnear" / "train"))
    with gzip.open(corpora / "allsides" / "articles-2018.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (json.loads(line)["text"] for line in lines)
    yield from (named.text for named in crossner(corpora / "crossner_politics" / "train.txt"))
    yield from (gum(path).text for path in sorted((corpora / "gum").glob("*.conllu")))


class Data:
    """Examples of roles and names; `held_out` is for calibration, `dev` for choosing."""

    def __init__(self, corpora: Path, wordpiece: WordPiece) -> None:
        nlp = blank_english()
        nlp.add_pipe("quotecheck_marks")
        self._roles = ExampleMaker(nlp, wordpiece, ROLES)
        self._names = ExampleMaker(nlp, wordpiece, NAMES)
        train = list(read_split(corpora / "polnear" / "train"))
        kept_back = set(sorted({item.article for item in train})[HELD_OUT_FIRST::HELD_OUT])
        self.train = self._role_examples(item for item in train if item.article not in kept_back)
        self.held_out = self._role_examples(item for item in train if item.article in kept_back)
        self.dev = self._role_examples(first_annotators(read_split(corpora / "polnear" / "dev")))
        politics = corpora / "crossner_politics"
        documents = [gum(path) for path in sorted((corpora / "gum").glob("*.conllu"))]
        learned = [text for place, text in enumerate(documents) if place % 10]
        self.names = self._name_examples(
            [*crossner(politics / "train.txt"), *crossner(politics / "test.txt"), *learned]
        )
        self.names_dev = self._name_examples([*crossner(politics / "dev.txt"), *documents[::10]])

    def guided(self, nlp: Language, corpora: Path) -> Iterator[Example]:
        """Articles annotated by the guidelines, labelled by what a pipeline makes of them."""
        articles = Articles([str(corpora.parent)])
        for path in map(str, guided_files()):
            file = load_annotations(path)
            text = articles.find(file.article, path).text
            yield self._roles(text, labels(nlp(text), file))

    def _role_examples(self, items: Iterable[Annotated]) -> list[Example]:
        return [self._roles(item.text, marked(item)) for item in items]

    def _name_examples(self, items: Iterable[Named]) -> list[Example]:
        return [self._names(item.text, item.names) for item in items]


def guided_files() -> list[Path]:
    """Annotation files to learn from."""
    return [path for part in ("dev", "train") for path in sorted((GUIDED / part).glob("*.json"))]


def marked(item: Annotated) -> list[Marked]:
    """All pieces of all attributions, with their roles."""
    return [(*piece, role) for found in item.attributions for role in ROLES for piece in getattr(found, role)]


def train(corpora: Path, work: Path, settings: Settings) -> None:
    """Trains from the base encoder, or goes on from the last checkpoint in the folder."""
    wordpiece = _wordpiece(work)
    data = Data(corpora, wordpiece)
    model = Model(Sizes(pieces=len(wordpiece.pieces)))
    load_base(model, wordpiece.pieces)
    trainer = Trainer(model, wordpiece, settings, _run(work, settings.seed), _say)
    trainer.fit(data.train, data.names, partial(_score, data, wordpiece))


def _score(data: Data, wordpiece: WordPiece, candidate: Model) -> dict[str, float]:
    roles = score_roles(candidate, wordpiece, data.dev)
    names = score_names(candidate, wordpiece, data.names_dev)
    overall = (roles["source"] + roles["cue"] + 2 * roles["content"]) / 4
    return {"score": overall, **roles, **names}


def guide(corpora: Path, work: Path, seed: int) -> None:
    """Goes on from the best checkpoint with articles annotated by the guidelines, beside some of PolNeAR."""
    wordpiece = _wordpiece(work)
    data = Data(corpora, wordpiece)
    model = _trained(wordpiece, _run(work, seed))
    nlp = assemble(export(model, wordpiece.pieces), DESCRIPTION)
    beside = random.Random(seed).sample(data.train, BESIDE)  # noqa: S311
    settings = Settings(epochs=1, windows=8, rate=1e-4, head_rate=5e-4, frozen=3, seed=seed)
    trainer = Trainer(model, wordpiece, settings, _run(work, seed) / "guided", _say)
    trainer.fit([*data.guided(nlp, corpora)] * TIMES + beside, data.names, partial(_score, data, wordpiece))


def package(corpora: Path, work: Path, seed: int) -> None:
    """Quantises weights near the guided checkpoint, calibrates and writes the embedded pipeline.

    Args:
        corpora: For calibration.
        work: Holds the checkpoints.
        seed: Names the run.
    """
    wordpiece = _wordpiece(work)
    model = _trained(wordpiece, _run(work, seed))
    _move(model, _trained(wordpiece, _run(work, seed) / "guided"))
    weights = export(model, wordpiece.pieces)
    pairs = spans_with_truth(weights, Data(corpora, wordpiece).held_out)
    weights = weights.with_reliability(reliability(pairs))
    folder = Path(quotecheck.__file__).parent / "embedded"
    with tempfile.TemporaryDirectory() as beside:
        made = Path(beside) / "pipeline"
        assemble(weights, DESCRIPTION).to_disk(made)
        shutil.copytree(made, folder, dirs_exist_ok=True)
    checksum = hashlib.sha256(weights.network).hexdigest()
    _say(f"network: {len(weights.network) / 1e6:.1f} MB, sha256 {checksum}")


def _wordpiece(work: Path) -> WordPiece:
    return WordPiece((work / "pieces.txt").read_text(encoding="utf-8").splitlines())


def _trained(wordpiece: WordPiece, run: Path) -> Model:
    model = Model(Sizes(pieces=len(wordpiece.pieces)))
    model.load_state_dict(torch.load(run / "best.pt", weights_only=True))
    model.eval()
    return model


def _move(model: Model, other: Model) -> None:
    """Between the weights before and after further training (Wortsman et al. 2022)."""
    with torch.no_grad():
        torch._foreach_lerp_(list(model.parameters()), list(other.parameters()), SHARE)


def _run(work: Path, seed: int) -> Path:
    return work / f"seed{seed}"


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["vocabulary", "train", "guide", "package"])
    parser.add_argument("--corpora", type=Path, default=corpora_folder())
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="vocabulary, checkpoints")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    options = parser.parse_args(arguments)
    corpora, work = Path(options.corpora), options.work
    check(corpora)
    if options.step == "vocabulary":
        vocabulary(corpora, work)
    elif options.step == "train":
        train(corpora, work, Settings(epochs=options.epochs, seed=options.seed))
    elif options.step == "guide":
        guide(corpora, work, options.seed)
    else:
        package(corpora, work, options.seed)


if __name__ == "__main__":
    main()
