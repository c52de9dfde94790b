# SPDX-License-Identifier: Apache-2.0
"""What the library shows of itself, and what it takes from others.

    python3 tests/abi/symbols.py LIBRARY ARCHIVE [CC...]

LIBRARY is the shared library, ARCHIVE the static one of the same sources. The symbol map, the
declarations in the public headers and the dynamic symbols are one set; what the archive shows
begins with pomost_; nothing is taken from the C library that prints, exits, reads the environment
or the clock, knows locales or floating point, and nothing of GMP but its mpn kernels; nothing can
be written to, save what tests/abi/mutable.txt lists; every header is whole by itself, in C and in
C++.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(os.environ.get("POMOST_SOURCE", Path(__file__).resolve().parents[2]))
HEADERS = SOURCE / "include/pomost"
MUTABLE = SOURCE / "tests/abi/mutable.txt"

# Whole names of the C library that no library may call, each with what the design says of it.
FORBIDDEN = {
    "exits": (
        "abort exit _exit _Exit quick_exit atexit __cxa_atexit raise signal sigaction "
        "__assert_fail longjmp siglongjmp _setjmp setjmp"
    ),
    "prints": (
        "printf fprintf vprintf vfprintf dprintf puts fputs putc putchar fputc fwrite perror "
        "write syslog stdout stderr stdin __printf_chk __fprintf_chk __vfprintf_chk"
    ),
    "reads the environment": "getenv secure_getenv setenv putenv environ __environ getopt getcwd",
    "lists directories": "opendir readdir closedir scandir ftw nftw glob",
    "touches locales": (
        "setlocale newlocale uselocale localeconv nl_langinfo strcoll strxfrm toupper tolower "
        "isalpha isdigit isalnum isspace isupper islower __ctype_b_loc __ctype_tolower_loc "
        "__ctype_toupper_loc strcasecmp strncasecmp"
    ),
    "reads the clock": (
        "time clock gettimeofday clock_gettime localtime gmtime localtime_r gmtime_r mktime "
        "strftime strptime difftime tzset timegm nanosleep sleep"
    ),
    "is of floating point": (
        "strtod strtof strtold atof pow floor ceil round fmod log exp sqrt ldexp frexp modf "
        "rint lround llround __isoc23_strtod"
    ),
    "reads numbers by locale or loosely": (
        "atoi atol atoll sscanf scanf fscanf __isoc99_sscanf __isoc23_sscanf"
    ),
    "keeps state": "strtok rand srand random drand48 strerror errno",
    "starts threads": (
        "pthread_create fork vfork execve execvp system popen thrd_create dlopen dlsym"
    ),
    "is unsafe": "gets strcat sprintf alloca",
}
FORBIDDEN_PREFIXES = (
    "__gmpz_",
    "__gmpq_",
    "__gmpf_",
    "__gmp_set_memory",
    "__gmp_printf",
    "__gmp_random",
)

# What the compiler's own start files put into every library.
TOOLCHAIN = ("completed", "__dso_handle", "__TMC_END__")

COMPILERS = (("gcc", "g++"), ("clang", "clang++"))


class Tally:
    """Checks, one line of TAP each."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, label, wrong):
        """One check; `wrong` says what is, and is empty where nothing is."""
        self.passed += not wrong
        self.failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {self.passed + self.failed} - {label}")
        for line in str(wrong).splitlines() if wrong else ():
            print(f"#   {line}")

    def end(self):
        """The exit status."""
        print(f"1..{self.passed + self.failed}\n# {self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


def nm(*arguments):
    """Rows of (type, name) that nm prints."""
    done = subprocess.run(["nm", *map(str, arguments)], capture_output=True, text=True, check=True)
    rows = []
    for line in done.stdout.splitlines():
        words = line.split()
        if len(words) >= 2 and len(words[-2]) == 1:
            rows.append((words[-2], words[-1].split("@")[0]))
    return rows


def in_map():
    """The symbols of the map."""
    text = (SOURCE / "lib/libpomost.map").read_text(encoding="utf-8")
    return re.findall(r"^\s+(\w+);$", text, re.M)


def in_headers():
    """The functions that the headers declare."""
    names = []
    for header in sorted(HEADERS.glob("*.h")):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.S)
        for declaration in re.findall(r"POMOST_API([^;{]*);", text):
            names.append(re.search(r"(\w+)\s*\(", declaration).group(1))
    return names


def differ(label, left, right):
    """What only one of two lists has."""
    only = sorted(set(left) - set(right)), sorted(set(right) - set(left))
    return f"{label}: only there {only[0]}, only in the map {only[1]}" if any(only) else ""


def check_sets(tally, library):
    """Map, headers and library are one set."""
    listed, declared = in_map(), in_headers()
    tally.check(
        "the map lists each symbol once, in order", "" if listed == sorted(set(listed)) else listed
    )
    tally.check("at least 49 symbols", "" if len(listed) >= 49 else len(listed))
    tally.check(
        "the headers declare each function once",
        "" if len(declared) == len(set(declared)) else declared,
    )
    tally.check("headers and map", differ("headers", declared, listed))
    # The version node is a symbol of its own kind.
    shown = [name for kind, name in nm("-D", "--defined-only", library) if kind != "A"]
    tally.check("library and map", differ("library", shown, listed))
    wide = [name for kind, name in nm("-D", "--defined-only", library) if kind not in "TA"]
    tally.check("only functions are shown", wide)


def check_archive(tally, archive):
    """What the archive shows has our prefix: it has no visibility."""
    rows = nm("-g", "--defined-only", archive)
    tally.check("the archive shows symbols", "" if len(rows) > 100 else len(rows))
    odd = sorted({name for _, name in rows if not name.startswith("pomost_")})
    tally.check("the archive shows nothing without pomost_", odd)
    public = set(in_map())
    private = sorted(
        {name for _, name in rows if not name.startswith("pomost__") and name not in public}
    )
    tally.check("what is not public begins with pomost__", private)


def check_taken(tally, library):
    """What is taken from others."""
    taken = {name for kind, name in nm("-D", "--undefined-only", library)}
    for what, names in FORBIDDEN.items():
        tally.check(f"takes nothing that {what}", sorted(taken & set(names.split())))
    odd = sorted(name for name in taken if name.startswith(FORBIDDEN_PREFIXES))
    tally.check("takes nothing of GMP but mpn", odd)
    gmp = [name for name in taken if name.startswith("__gmp") and not name.startswith("__gmpn_")]
    tally.check("takes only mpn kernels", gmp)


def sections_of(library):
    """Section names by the symbols in them, from objdump."""
    done = subprocess.run(
        ["objdump", "-t", str(library)], capture_output=True, text=True, check=True
    )
    rows = []
    for line in done.stdout.splitlines():
        found = re.match(r"^[0-9a-f]+ (.{7}) (\S+)\s+([0-9a-f]+)\s+(?:\.hidden )?(\S+)$", line)
        if found and "O" in found.group(1):
            rows.append((found.group(2), found.group(4)))
    return rows


def check_mutable(tally, library, archive):
    """No variable can be written to once the library is loaded."""
    lines = MUTABLE.read_text(encoding="utf-8").splitlines()
    allowed = {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}
    found = {name for kind, name in nm(archive) if kind in "bBcCsS"}
    # Those of kind d may hold addresses only, and be closed after relocation.
    for section, name in sections_of(library):
        if section in (".data", ".bss", ".tdata", ".tbss") and not name.startswith(TOOLCHAIN):
            found.add(name)
    tally.check("nothing can be written to but what is listed", sorted(found - allowed))
    tally.check("the list of it has nothing too much", sorted(allowed - found))
    done = subprocess.run(
        ["readelf", "-lW", str(library)], capture_output=True, text=True, check=True
    )
    tally.check(
        "what holds addresses is closed after relocation",
        "" if "GNU_RELRO" in done.stdout else done.stdout,
    )
    stack = re.search(r"GNU_STACK.*?(R\S*)\s+0x", done.stdout)
    tally.check(
        "the stack cannot be run", "" if stack and "E" not in stack.group(1) else done.stdout
    )


def compile_header(compiler, standard, header, folder):
    """What the compiler says of a file that has nothing but one header."""
    plus = standard.startswith("c++")
    file = Path(folder, "alone.cpp" if plus else "alone.c")
    file.write_text(
        f"#include <pomost/{header}>\n#include <pomost/{header}>\nextern int nothing;\n"
    )
    done = subprocess.run(
        [
            compiler,
            f"-std={standard}",
            "-Wall",
            "-Wextra",
            "-Wpedantic",
            "-Werror",
            "-fsyntax-only",
            "-Wundef",
            "-Wshadow",
            f"-I{HEADERS.parent}",
            str(file),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr if done.returncode else ""


def check_headers(tally):
    """Every header alone, in C99, C11 and C++11; by clang too, where it is there."""
    tried = 0
    for compiler, compiler_plus in COMPILERS:
        for standard in ("c99", "c11", "c++11", "c++17"):
            name = compiler_plus if standard.startswith("c++") else compiler
            if not shutil.which(name):
                print(f"# SKIPPED: there is no {name}")
                print(f"SKIPPED: headers by {name}: there is none", file=sys.stderr)
                continue
            tried += 1
            with tempfile.TemporaryDirectory() as folder:
                for header in sorted(path.name for path in HEADERS.glob("*.h")):
                    wrong = compile_header(name, standard, header, folder)
                    tally.check(f"{header} alone: {name} -std={standard}", wrong)
    tally.check("a compiler was there", "" if tried else "none")
    line_comments = [
        path.name
        for path in HEADERS.glob("*.h")
        if re.search(
            r"(?<!:)//", re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
        )
    ]
    tally.check("headers have no // comments", line_comments)


def check_signatures(tally):
    """Only pointers, fixed widths and size_t: what every foreign function interface can call."""
    odd = []
    for header in sorted(HEADERS.glob("*.h")):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.S)
        for declaration in re.findall(r"POMOST_API([^;{]*);", text):
            flat = " ".join(declaration.split())
            words = set(
                re.findall(
                    r"\b(bool|_Bool|double|float|enum|long|short|unsigned|va_list|struct)\b|\.\.\.",
                    flat,
                )
            )
            plain_int = re.search(r"\bint\b", flat)
            by_value = re.search(r"[(,]\s*(?:const )?pomost_\w+ \w+", flat)
            if words or plain_int or by_value or "..." in flat:
                odd.append(flat)
        if "static inline" in text:
            odd.append(f"{header.name}: static inline")
    tally.check("signatures have only pointers, fixed widths and size_t", odd)


def check_documented(tally):
    """Each function has its @since."""
    missing = []
    for header in sorted(HEADERS.glob("*.h")):
        text = header.read_text(encoding="utf-8")
        for comment, name in re.findall(
            r"/\*\*((?:(?!\*/).)*)\*/\s*POMOST_API[^;]*?(\w+)\(", text, re.S
        ):
            if "@since" not in comment:
                missing.append(name)
        if text.count("POMOST_API ") - text.count("define POMOST_API ") != text.count("@since"):
            missing.append(header.name)
    tally.check("each function says since when", missing)


def main():
    """All of it."""
    library, archive = Path(sys.argv[1]), Path(sys.argv[2])
    tally = Tally()
    check_sets(tally, library)
    check_archive(tally, archive)
    check_taken(tally, library)
    check_mutable(tally, library, archive)
    check_headers(tally)
    check_signatures(tally)
    check_documented(tally)
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
