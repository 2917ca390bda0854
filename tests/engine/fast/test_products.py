"""Products in tiles against products in one piece."""

import os
import subprocess
import sys

import numpy as np
import pytest

from playground.engine.fast.products import correlation, product, product_by_rows, skips_packing


@pytest.fixture(params=[10**6, sys.maxsize], ids=["cut", "whole"], autouse=True)
def tiles(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Products cut as on a processor with AVX-512, and whole as on others."""
    monkeypatch.setattr("playground.engine.fast.products.UNPACKED", request.param)
    monkeypatch.setattr(
        "playground.engine.fast.products.UNPACKED_RESULT", 1200 if request.param == 10**6 else request.param
    )


@pytest.mark.parametrize(
    ("extensions", "skips"),
    [
        (["SSE42", "AVX2", "FMA3"], False),
        (["AVX2", "AVX512F", "AVX512_SKX"], True),
        (["X86_V3", "X86_V4", "AVX512_ICL"], True),
        (["ASIMD", "SVE"], False),
        ([], False),
    ],
)
def test_products_are_cut_where_packing_is_skipped(extensions: list[str], skips: bool) -> None:
    assert skips_packing(extensions) is skips


def test_processors_without_any_extension() -> None:
    disabled = "X86_V3 X86_V4 AVX512_ICL AVX512_SPR AVX2 FMA3 AVX512F AVX512_SKX"
    words = [sys.executable, "-W", "ignore", "-c", "import playground.engine.fast.products"]
    done = subprocess.run(
        words, env=os.environ | {"NPY_DISABLE_CPU_FEATURES": disabled}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("columns", [1, 7, 30, 97, 1000, 6272])
@pytest.mark.parametrize(("rows", "inner"), [(1, 1), (8, 10), (16, 201), (64, 289), (300, 700)])
def test_a_product_in_tiles(rows: int, inner: int, columns: int) -> None:
    rng = np.random.default_rng(0)
    left, right = rng.normal(size=(inner, rows)).T, rng.normal(size=(inner, columns))
    out = np.empty((rows, columns))
    product(left, right, out)()
    np.testing.assert_allclose(out, left @ right, atol=1e-10)


def test_a_product_follows_its_factors_and_takes_stacks_that_overlap() -> None:
    rng = np.random.default_rng(0)
    left, long = rng.normal(size=(3, 8, 80)), rng.normal(size=(80, 1200))
    right = np.stack([long[:, start : start + 1000] for start in (200, 100, 0)])
    views = np.lib.stride_tricks.sliding_window_view(long, 1000, axis=1)[:, ::100].transpose(1, 0, 2)[::-1]
    out = np.empty((3, 8, 1000))
    call = product(left, views, out)
    for _ in range(2):
        long *= 2
        call()
        np.testing.assert_allclose(out, left @ views, atol=1e-10)
    np.testing.assert_allclose(out, 4 * left @ right, atol=1e-10)


@pytest.mark.parametrize("columns", [1, 7, 97, 1000, 6272])
@pytest.mark.parametrize(("rows", "others"), [(1, 1), (9, 8), (73, 16), (200, 16), (288, 64), (10, 700), (10, 1300)])
def test_a_correlation_in_blocks(rows: int, others: int, columns: int) -> None:
    rng = np.random.default_rng(0)
    left, right, out = rng.normal(size=(rows, columns)), rng.normal(size=(others, columns)), np.empty((rows, others))
    correlation(left, right, out)()
    np.testing.assert_allclose(out, left @ right.T, atol=1e-9)


@pytest.mark.parametrize("samples", [1, 8, 61, 64])
@pytest.mark.parametrize(("inputs", "units"), [(3, 2), (785, 128), (600, 600)])
def test_a_product_by_rows(inputs: int, units: int, samples: int) -> None:
    rng = np.random.default_rng(0)
    left, right = rng.normal(size=(inputs, samples)).T, rng.normal(size=(inputs, units))
    out = np.empty((samples, units + 1))[:, :-1]
    product_by_rows(left, right, out)()
    np.testing.assert_allclose(out, left @ right, atol=1e-10)
