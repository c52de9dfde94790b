# SPDX-License-Identifier: Apache-2.0
"""The wheel and the sdist: built without a network, the same each time, and complete."""

from __future__ import annotations

import base64
import hashlib
import importlib
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
import tree

sys.path.append(str(tree.PACKAGE / "backend"))
backend: ModuleType = importlib.import_module("pomost_build")
archives: ModuleType = importlib.import_module("archives")

EXAMPLE = """
from datetime import date
import pomost
award = pomost.Case.load(pomost.Programme.load("jowes"), {case!r}).assess()
wage = pomost.Series.installed().value("minimum-wage", date(2011, 1, 1))
print(pomost.__file__, award.total, award.currency, wage, pomost.programmes())
"""


def environment(**more: str) -> dict[str, str]:
    """Without what points into the tree; pip may not ask any server."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("POMOST_", "PIP_", "PYTHON"))
    }
    return {**kept, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **more}


def run(*command: object, **more: str) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        check=False,
        env=environment(**more),
        cwd="/",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two wheels of the same sources, built by pip."""
    if not all(map(shutil.which, ("meson", "ninja", "pkg-config"))):
        pytest.skip("there is no meson, ninja or pkg-config")
    found: list[Path] = []
    for place in ("one", "two"):
        folder = tmp_path_factory.mktemp(place)
        pip = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-cache-dir")
        run(*pip, "-w", folder, tree.PACKAGE)
        found += folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with nothing installed but pip."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True, symlinks=True)
    return folder / "bin" / "python"


@pytest.mark.slow
def test_two_wheels_are_the_same(wheels: list[Path]) -> None:
    one, other = (hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in wheels)
    assert one == other


@pytest.mark.slow
def test_the_contents_of_the_wheel(wheels: list[Path]) -> None:
    name = wheels[0].name
    tag = f"py3-none-{backend.platform_tag()}"
    assert name == f"pomost-{backend.version()}-{tag}.whl"
    info = f"pomost-{backend.version()}.dist-info"
    with zipfile.ZipFile(wheels[0]) as wheel:
        names = wheel.namelist()
        files = {name: wheel.read(name) for name in names}
        assert {entry.date_time for entry in wheel.infolist()} == {archives.ZIP_TIME}
    sources = {f"pomost/{path.name}" for path in (tree.PACKAGE / "src" / "pomost").glob("*.py")}
    data = {
        f"pomost/data/{path.relative_to(tree.SOURCE / 'data').as_posix()}"
        for folder in ("programmes", "series")
        for path in (tree.SOURCE / "data" / folder).rglob("*")
        if path.is_file()
    }
    assert sources | data | {"pomost/py.typed", f"pomost/{backend.LIBRARY}"} <= set(names)
    for carried in ("series/minimum-wage.yaml", "programmes/pl/jowes/tests.yaml"):
        assert f"pomost/data/{carried}" in data
    assert names == [*sorted(names[:-1]), f"{info}/RECORD"]
    metadata = files[f"{info}/METADATA"].decode()
    assert metadata.startswith("Metadata-Version: 2.1\nName: pomost\n")
    assert "\nRequires-Python: >=3.9\n" in metadata
    assert f"Tag: {tag}\n" in files[f"{info}/WHEEL"].decode()
    for line in files[f"{info}/RECORD"].decode().splitlines():
        file, digest, size = line.split(",")
        if file != f"{info}/RECORD":
            wanted = base64.urlsafe_b64encode(hashlib.sha256(files[file]).digest())
            assert digest == f"sha256={wanted.decode().rstrip('=')}"
            assert size == str(len(files[file]))


@pytest.mark.slow
def test_the_wheel_installs_and_computes(wheels: list[Path], python: Path) -> None:
    run(python, "-m", "pip", "install", "--no-deps", wheels[0])
    code = EXAMPLE.format(case=str(tree.GOLDEN / "jowes-example" / "case.yaml"))
    # What the package carries comes before what the variables name.
    more = {"POMOST_LIBRARY": "/none", "POMOST_DATA": "/none"}
    file, *words = run(python, "-c", code, **more).split()
    assert Path(file).is_relative_to(python.parents[1])
    assert words[:3] == ["190999.99", "PLN", "1386"]
    assert "'jowes'" in " ".join(words[3:])
    run(python, "-m", "pip", "check")


@pytest.mark.slow
def test_the_sdist_builds_the_same_wheel(wheels: list[Path], tmp_path: Path) -> None:
    name = backend.build_sdist(str(tmp_path))
    first = (tmp_path / name).read_bytes()
    assert backend.build_sdist(str(tmp_path)) == name
    assert (tmp_path / name).read_bytes() == first
    with tarfile.open(tmp_path / name) as sdist:
        names = sdist.getnames()
    base = name[: -len(".tar.gz")]
    assert f"{base}/PKG-INFO" in names and f"{base}/pyproject.toml" in names
    assert not [each for each in names if "__pycache__" in each or "/." in each]
    pip = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-cache-dir", "-w", tmp_path)
    run(*pip, tmp_path / name)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(wheels[0]) as other:
        assert one.namelist() == other.namelist()
        for entry in one.namelist():
            if not entry.endswith((backend.LIBRARY, "/RECORD")):
                assert one.read(entry) == other.read(entry)


def test_nothing_is_required() -> None:
    assert backend.get_requires_for_build_wheel() == []
    assert backend.get_requires_for_build_sdist() == []


def test_metadata_without_building(tmp_path: Path) -> None:
    name = backend.prepare_metadata_for_build_wheel(str(tmp_path))
    assert (tmp_path / name / "METADATA").read_bytes() == backend.metadata()


def test_the_metadata_are_those_of_pyproject() -> None:
    tomllib = pytest.importorskip("tomllib")
    with (tree.PACKAGE / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    for key in ("name", "description", "requires-python"):
        assert backend.project(key) == project[key]
    assert project["dynamic"] == ["version"]


def test_missing_tools_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/none")
    with pytest.raises(SystemExit) as caught:
        backend.check_tools([])
    for package in ("meson", "ninja-build", "gcc", "pkg-config"):
        assert package in str(caught.value)


@pytest.mark.parametrize(("arguments", "gmp"), [([], True), (["-Dlimbs=portable"], False)])
def test_missing_libraries_are_named(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], gmp: bool
) -> None:
    monkeypatch.setattr(backend, "has_package", lambda name: False)
    monkeypatch.setattr(backend.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SystemExit) as caught:
        backend.check_tools(arguments)
    assert "libyaml-dev" in str(caught.value)
    assert ("libgmp-dev" in str(caught.value)) == gmp


def test_setup_arguments() -> None:
    assert backend.setup_arguments(None) == []
    assert backend.setup_arguments({"setup-args": "-Dlimbs=portable"}) == ["-Dlimbs=portable"]
    assert backend.setup_arguments({"setup-args": ["-Da=b", "-Dc=d"]}) == ["-Da=b", "-Dc=d"]
