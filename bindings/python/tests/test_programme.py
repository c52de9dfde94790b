# SPDX-License-Identifier: Apache-2.0
"""Programmes, documents, schemas, and what the library says of itself."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
import tree

import pomost
from pomost import DocumentKind, _data, document, number


def test_version() -> None:
    text = (tree.SOURCE / "meson.build").read_text(encoding="utf-8")
    assert f"version: '{pomost.version()}'" in text
    assert pomost.__version__ == pomost.version()


def test_feature() -> None:
    assert pomost.feature("yaml") and pomost.feature("json") and pomost.feature("explain")
    assert pomost.feature("limbs-gmp") != pomost.feature("limbs-portable")
    assert pomost.feature("none") is False
    with pytest.raises(pomost.ArgumentError):
        pomost.feature("yaml\0")
    with pytest.raises(TypeError):
        pomost.feature(None)  # type: ignore[arg-type]


def test_each_public_name_is_there() -> None:
    assert sorted(set(pomost.__all__)) == pomost.__all__
    for name in pomost.__all__:
        assert getattr(pomost, name).__doc__


def test_the_packaged_programmes() -> None:
    ids = pomost.programmes()
    assert "jowes" in ids
    assert ids == sorted(ids)
    for id in ids:
        assert pomost.Programme.load(id).id == id


def test_no_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POMOST_DATA")
    if Path(_data.__file__).with_name("data").exists():
        pytest.skip("the package carries its data")
    assert pomost.programmes() == []


def test_load_by_id_and_by_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = _data.programme_files()["jowes"][0]
    by_id = pomost.Programme.load("jowes")
    for name in (file, str(file), os.fsencode(file)):
        assert pomost.Programme.load(name).report("json") == by_id.report("json")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own").write_text(tree.SMALL, encoding="utf-8")
    assert pomost.Programme.load("own").id == "small"
    # An id is not shadowed by what lies in the working folder; a path is.
    (tmp_path / "jowes").write_text(tree.SMALL, encoding="utf-8")
    assert pomost.Programme.load("jowes").id == "jowes"
    assert pomost.Programme.load(Path("jowes")).id == "small"


@pytest.mark.parametrize("name", ["jowez", "..", ""])
def test_no_such_programme(name: str) -> None:
    with pytest.raises(pomost.PomostError):
        pomost.Programme.load(name)
    with pytest.raises(pomost.UnknownNameError, match="jowes"):
        pomost.Programme.load("jowez")


def test_properties(small: pomost.Programme) -> None:
    assert small.id == "small"
    assert small.name == "A small programme"
    assert small.operator is None
    assert small.currency == "PLN"
    assert "grant up to 100" in small.summary
    assert small.summary in repr(small)
    jowes = pomost.Programme.load("jowes")
    assert jowes.name == "Jurajski Ośrodek Wsparcia Ekonomii Społecznej"
    assert jowes.operator == "Agencja Rozwoju Regionalnego w Częstochowie S.A."


def test_get(small: pomost.Programme) -> None:
    assert small.get("bridging.phases.basic.months") == "2"
    assert small.get("bridging.phases[1].name") == "more"
    assert small.get("grant.amount.up-to") == "100"
    assert small.get("none") is None
    with pytest.raises(pomost.WrongTypeError):
        small.get("bridging")
    with pytest.raises(pomost.ArgumentError):
        small.get("id\0")
    with pytest.raises(pomost.ArgumentError):
        small.get("id\ud800")


def test_report(small: pomost.Programme) -> None:
    for format in ("text", "json", "csv"):
        assert small.report(format).endswith("\n")
    assert json.loads(small.report("json"))
    assert small.report() == small.report("text")
    with pytest.raises(pomost.ArgumentError):
        small.report("xml")


def test_parse_of_bytes_and_text() -> None:
    text = tree.SMALL.replace("A small", "Mały")
    for given in (text, text.encode()):
        assert pomost.Programme.parse(given).name == "Mały programme"
    with pytest.raises(pomost.DocumentSyntaxError):
        pomost.Programme.parse(b"a: \xff\n")
    with pytest.raises(pomost.DocumentSyntaxError):
        pomost.Programme.parse("a: \ud800\n")
    with pytest.raises(pomost.DocumentSyntaxError):
        pomost.Programme.parse("a: b\0c\n")
    with pytest.raises(pomost.PomostError):
        pomost.Programme.parse("")
    with pytest.raises(TypeError):
        pomost.Programme.parse(None)  # type: ignore[arg-type]


def test_a_programme_is_used_by_many_threads(small: pomost.Programme) -> None:
    found: list[str] = []

    def work() -> None:
        for _ in range(50):
            case = pomost.Case.build(
                small,
                id="c",
                workplaces=[{"count": 1, "employed": "2017-01-01", "job-fraction": 1}],
            )
            found.append(small.assess(case).json())

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 400
    assert len(set(found)) == 1


def test_document_kind() -> None:
    assert document.kind(tree.SMALL) is DocumentKind.PROGRAMME
    assert document.kind("programme: x\n") is DocumentKind.CASE
    assert document.kind("series: x\n") is DocumentKind.SERIES
    assert document.kind("{programme: x, tests: []}\n") is DocumentKind.TESTS
    assert document.kind("{programme: x, achieved: {}}\n") is DocumentKind.PROGRESS
    with pytest.raises(pomost.MissingKeyError) as caught:
        document.kind("a: b\n", "file.yaml")
    assert caught.value.file == "file.yaml"
    with pytest.raises(pomost.WrongTypeError):
        document.kind("[]")


def test_document_get() -> None:
    assert document.get("programme: żółw\n", "programme") == "żółw"
    assert document.get("programme: ''\n", "programme") == ""
    assert document.get("programme: x\n", "none") is None
    with pytest.raises(pomost.DocumentSyntaxError):
        document.get("a: [", "a")


def test_document_load(tmp_path: Path) -> None:
    file = tmp_path / "żółw.yaml"
    file.write_bytes(b"a: \0\xff")
    assert document.load(file) == b"a: \0\xff"
    file.write_bytes(b"")
    assert document.load(file) == b""
    file.write_bytes(b" " * (1 << 20))
    assert len(document.load(file)) == 1 << 20
    file.write_bytes(b" " * ((1 << 20) + 1))
    with pytest.raises(pomost.LimitError):
        document.load(file)
    with pytest.raises(pomost.InputError):
        document.load(tmp_path)


def test_schema() -> None:
    for kind in DocumentKind:
        schema = json.loads(pomost.schema(kind))
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert pomost.schema(kind.name.lower()) == pomost.schema(kind)
    for wrong in (0, 6, "award"):
        with pytest.raises(pomost.ArgumentError):
            pomost.schema(wrong)  # type: ignore[arg-type]


def test_each_public_function_says_what_it_does() -> None:
    found: list[tuple[str, object]] = []
    for module in (pomost, document, number):
        found += [(name, getattr(module, name)) for name in module.__all__ if name != "Number"]
    kinds = (
        *(pomost.Programme, pomost.Series, pomost.Case, pomost.Award, pomost.Settlement),
        pomost.PomostError,
    )
    for kind in kinds:
        found += [(name, getattr(kind, name)) for name in vars(kind) if not name.startswith("_")]
    silent = [name for name, each in found if not isinstance(each, (int, str)) and not each.__doc__]
    assert silent == []


def test_the_example_of_the_package() -> None:
    import doctest

    assert doctest.testmod(pomost).failed == 0
    assert doctest.testmod(pomost).attempted > 3
