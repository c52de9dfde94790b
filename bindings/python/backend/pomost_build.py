# SPDX-License-Identifier: Apache-2.0
"""The build backend (PEP 517) of the package `pomost`.

A wheel carries the Python sources, the shared library, which meson and ninja build from the
repository that this folder stands in, and the installed data. Nothing is downloaded. The same
sources and tools give the same bytes.

Setting (`pip install --config-settings`): `setup-args`, options for `meson setup`, such as
`setup-args=-Dlimbs=portable`.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn, Optional

import archives

HERE = Path(__file__).resolve().parents[1]
#: The C sources in an sdist; absent in the repository, where they stand two folders up.
CARRIED = "library"
ROOT = HERE / CARRIED if (HERE / CARRIED).is_dir() else HERE.parents[1]
LIBRARY = "libpomost.dylib" if sys.platform == "darwin" else "libpomost.so"

#: What the library is built from.
C_SOURCES = (
    "meson.build",
    "meson_options.txt",
    "LICENSE",
    "include",
    "lib",
    "cli",
    "data",
    "docs",
)
#: What the package is built from.
PYTHON_SOURCES = ("README.md", "pyproject.toml", "backend", "src")

Settings = Optional[dict[str, Any]]


def fail(message: str) -> NoReturn:
    """Ends the build with a message instead of a traceback."""
    raise SystemExit(f"pomost: {message}")


# What is built


def read(path: Path) -> str:
    """A text file."""
    return path.read_text(encoding="utf-8")


def project(key: str) -> str:
    """A text of `[project]` in pyproject.toml, which stands on one line there."""
    found = re.search(rf'^{key} = "(.*)"$', read(HERE / "pyproject.toml"), re.MULTILINE)
    return found.group(1) if found else fail(f"pyproject.toml lacks the line {key}")


def version() -> str:
    """The version of the C library, which is that of the package."""
    if not (ROOT / "meson.build").is_file():
        fail(f"expected the sources of the C library in {ROOT}, found none: build from a clone")
    found = re.search(r"^\s*version: '([0-9.]+)'", read(ROOT / "meson.build"), re.MULTILINE)
    return found.group(1) if found else fail("meson.build lacks the version")


def metadata() -> bytes:
    """The file METADATA."""
    head = [
        "Metadata-Version: 2.1",
        f"Name: {project('name')}",
        f"Version: {version()}",
        f"Summary: {project('description')}",
        "License: Apache-2.0",
        "Classifier: License :: OSI Approved :: Apache Software License",
        "Classifier: Programming Language :: Python :: 3",
        "Classifier: Typing :: Typed",
        f"Requires-Python: {project('requires-python')}",
        "Description-Content-Type: text/markdown; charset=UTF-8",
    ]
    return ("\n".join(head) + "\n\n" + read(HERE / "README.md")).encode()


def platform_tag() -> str:
    """The platform, as in linux_x86_64."""
    return re.sub(r"[-.]", "_", sysconfig.get_platform())


def wheel_file() -> bytes:
    """The file WHEEL."""
    lines = [
        "Wheel-Version: 1.0",
        "Generator: pomost_build",
        "Root-Is-Purelib: false",
        f"Tag: py3-none-{platform_tag()}",
    ]
    return ("\n".join(lines) + "\n").encode()


def files_below(folder: Path) -> Iterator[Path]:
    """The files of a folder and those below it, without hidden and compiled ones."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == "__pycache__" or path.suffix == ".pyc":
            continue
        if path.is_dir():
            yield from files_below(path)
        else:
            yield path


# The shared library


def environment() -> dict[str, str]:
    """The environment for meson, a Python program too: without the modules of this build."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def has_package(name: str) -> bool:
    """Whether pkg-config knows a library."""
    return subprocess.run(["pkg-config", "--exists", name], check=False).returncode == 0


def check_tools(arguments: list[str]) -> None:
    """Ends the build where a tool or a library is missing, with the names of Debian's packages."""
    compiler = shlex.split(os.environ.get("CC", ""))[:1] or ["cc", "gcc", "clang"]
    tools = [
        (["meson"], "meson"),
        (["ninja", "ninja-build", "samu"], "ninja-build"),
        (compiler, "gcc"),
        (["pkg-config"], "pkg-config"),
    ]
    missing = [(names[0], package) for names, package in tools if not any(map(shutil.which, names))]
    if shutil.which("pkg-config"):
        libraries = [("yaml-0.1", "libyaml", "libyaml-dev"), ("gmp", "GMP", "libgmp-dev")]
        if "-Dlimbs=portable" in arguments:
            libraries.pop()
        missing += [(name, package) for known, name, package in libraries if not has_package(known)]
    if missing:
        names = ", ".join(name for name, _ in missing)
        packages = " ".join(package for _, package in missing)
        fail(
            f"building the C library needs {names}, found none; "
            f"on Debian and Ubuntu: apt-get install {packages}"
        )


def run(command: list[str]) -> None:
    """Runs a command; ends the build where it fails."""
    print("+", *map(shlex.quote, command), flush=True)
    if subprocess.run(command, env=environment(), check=False).returncode != 0:
        fail(f"{command[0]} {command[1]} failed; its messages stand above")


def build_library(folder: Path, arguments: list[str]) -> Path:
    """Builds the library and installs it and the data below `folder`. Returns that prefix."""
    check_tools(arguments)
    build, stage = str(folder / "build"), folder / "stage"
    options = [
        "--prefix=/pomost",
        "--libdir=lib",
        "--datadir=share",
        "--buildtype=release",
        "--strip",
        "--wrap-mode=nodownload",
        "-Dtests=false",
        "-Dbench=false",
    ]
    run(["meson", "setup", build, str(ROOT), *options, *arguments])
    run(["meson", "compile", "-C", build])
    run(["meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", str(stage)])
    return stage / "pomost"


def setup_arguments(settings: Settings) -> list[str]:
    """The options of `setup-args`, given once or several times."""
    given = (settings or {}).get("setup-args", [])
    return [given] if isinstance(given, str) else list(given)


# The hooks


def package_files(prefix: Path) -> dict[str, bytes]:
    """The files of the wheel by their names, without those of dist-info."""
    sources = HERE / "src"
    files = {
        path.relative_to(sources).as_posix(): path.read_bytes()
        for path in files_below(sources)
        if path.suffix == ".py" or path.name == "py.typed"
    }
    files[f"pomost/{LIBRARY}"] = (prefix / "lib" / LIBRARY).read_bytes()
    data = prefix / "share" / "pomost"
    for path in files_below(data):
        files[f"pomost/data/{path.relative_to(data).as_posix()}"] = path.read_bytes()
    return files


def dist_info() -> dict[str, bytes]:
    """The files of dist-info by their names, without RECORD."""
    files = {"METADATA": metadata(), "WHEEL": wheel_file()}
    if (ROOT / "LICENSE").is_file():
        files["LICENSE"] = (ROOT / "LICENSE").read_bytes()
    return files


def dist_info_name() -> str:
    """The name of the folder dist-info."""
    return f"{project('name')}-{version()}.dist-info"


def get_requires_for_build_wheel(config_settings: Settings = None) -> list[str]:
    """Nothing: the tools come from the system."""
    return []


def get_requires_for_build_sdist(config_settings: Settings = None) -> list[str]:
    """Nothing."""
    return []


def prepare_metadata_for_build_wheel(
    metadata_directory: str, config_settings: Settings = None
) -> str:
    """Writes dist-info, without building."""
    name = dist_info_name()
    folder = Path(metadata_directory, name)
    folder.mkdir()
    for file, content in dist_info().items():
        (folder / file).write_bytes(content)
    return name


def build_wheel(
    wheel_directory: str,
    config_settings: Settings = None,
    metadata_directory: Optional[str] = None,
) -> str:
    """Builds the shared library and writes the wheel."""
    with tempfile.TemporaryDirectory(prefix="pomost-") as folder:
        prefix = build_library(Path(folder), setup_arguments(config_settings))
        files = package_files(prefix)
    for file, content in dist_info().items():
        files[f"{dist_info_name()}/{file}"] = content
    name = f"{project('name')}-{version()}-py3-none-{platform_tag()}.whl"
    archives.write_wheel(Path(wheel_directory, name), files, f"{dist_info_name()}/RECORD")
    return name


def build_sdist(sdist_directory: str, config_settings: Settings = None) -> str:
    """Writes the package and the C sources that it is built from."""
    base = f"{project('name')}-{version()}"
    files = {f"{base}/PKG-INFO": metadata()}
    for top, names, inside in ((HERE, PYTHON_SOURCES, ""), (ROOT, C_SOURCES, f"{CARRIED}/")):
        for path in (top / name for name in names):
            below = files_below(path) if path.is_dir() else [path] if path.exists() else []
            for file in below:
                name = f"{base}/{inside}{file.relative_to(top).as_posix()}"
                files[name] = file.read_bytes()
    archives.write_tar(Path(sdist_directory, f"{base}.tar.gz"), files)
    return f"{base}.tar.gz"
