"""The network with and without padding; needs the extra `train`."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")

import torch
from onnxruntime import InferenceSession

from quotecheck.learning.export import export, levelled, quantized, restore
from quotecheck.learning.loop import Model
from quotecheck.learning.network import Network, Sizes

SIZES = Sizes(pieces=60, positions=32, layers=2, hidden=24, heads=2, inner=48, recurrent=8)


def small() -> tuple[Network, dict[str, torch.Tensor]]:
    torch.manual_seed(7)
    ids = torch.randint(0, 60, (1, 20))
    states = torch.randint(0, 5, (2, 1, 20))
    first = torch.arange(1, 19)[None]
    return Network(SIZES).eval(), {"ids": ids, "marks": states[0], "shapes": states[1], "first": first}


def test_without_padding_the_mask_changes_nothing() -> None:
    network, inputs = small()
    with torch.no_grad():
        masked, bare = network(**inputs, mask=torch.ones_like(inputs["ids"])), network(**inputs)
    assert torch.allclose(masked[0], bare[0], atol=1e-5)
    assert torch.allclose(masked[1], bare[1], atol=1e-5)


def test_padding_changes_nothing() -> None:
    network, inputs = small()
    padded = {name: torch.nn.functional.pad(inputs[name], (0, 9)) for name in ("ids", "marks", "shapes")}
    mask = (torch.arange(29) < 20).long()[None]
    with torch.no_grad():
        bare, wide = network(**inputs), network(**padded, first=inputs["first"], mask=mask)
    assert torch.allclose(wide[0], bare[0], atol=1e-5)


def test_levelled_products_say_the_same() -> None:
    network, inputs = small()
    for norm in (network.encoder.norm, network.encoder.layers[0].first_norm):
        torch.nn.init.normal_(norm.weight)
    with torch.no_grad():
        assert torch.allclose(levelled(network)(**inputs)[0], network(**inputs)[0], atol=1e-5)


def test_weights_come_back_from_the_file() -> None:
    model = Model(Sizes(pieces=5, positions=32, layers=2))
    for value in model.parameters():
        torch.nn.init.normal_(value)
    back = restore(export(model.eval(), ["a"] * 5)).state_dict()
    for name, value in model.state_dict().items():
        assert (back[name] - value).norm() <= 0.05 * value.norm(), name


def test_the_file_says_what_the_network_says() -> None:
    network, inputs = small()
    session = InferenceSession(quantized(network), providers=["CPUExecutionProvider"])
    roles, names = session.run(["roles", "names"], {name: array.numpy() for name, array in inputs.items()})
    with torch.no_grad():
        wanted = network(**inputs)
    assert torch.allclose(torch.from_numpy(roles), wanted[0], atol=0.05)
    assert torch.allclose(torch.from_numpy(names), wanted[1], atol=0.05)
