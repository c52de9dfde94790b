# SPDX-License-Identifier: Apache-2.0
"""The tables of keys of docs/programme-format.md, made from `pomost schema`.

    python3 tests/docs/keys.py programme|case     prints a table
    python3 tests/docs/keys.py --write            puts both into the document
    python3 tests/docs/keys.py --check            compares the document with them

In the document a table stands between `<!-- keys of KIND -->` and `<!-- end of keys -->`.
"""

import json
import os
import re
import subprocess
import sys

from blocks import SOURCE

COMMAND = os.environ.get("POMOST_COMMAND", str(SOURCE / "build/cli/pomost"))
DOCUMENT = SOURCE / "docs/programme-format.md"
EVERYWHERE = ("source", "at", "rounding")
INTEGER = r"^-?(0|[1-9][0-9]*)$"
LARGEST = 2**31 - 1


def load(kind):
    """The schema of a kind of document."""
    done = subprocess.run([COMMAND, "schema", kind], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def unwrap(schema):
    """A schema without the `allOf` of one item in which a description stands."""
    while len(schema.get("allOf", [])) == 1:
        schema = schema["allOf"][0]
    return schema


def range_of(schema):
    """The range of a whole number."""
    least, most = schema["minimum"], schema["maximum"]
    if most > LARGEST - 1:
        return f"whole number, {least} or more" if least else "whole number"
    return str(least) if least == most else f"whole number, {least} to {most}"


def words_of_text(schema):
    """What a text may be."""
    if schema.get("format") == "date":
        return "date"
    pattern = schema.get("pattern", "")
    if "A-Z" in pattern:
        return "currency"
    return "name" if pattern else "text"


def plural(text):
    """More than one of a kind of value."""
    return {"money": "money"}.get(text, re.sub(r"(text|date|mapping|number|name)(?!\w)", r"\1s", text))


def words(schema):
    """What a value may be, in words of the document."""
    schema = unwrap(schema)
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[1]
    if "enum" in schema:
        return " \\| ".join(f"`{word}`" for word in schema["enum"])
    if "const" in schema:
        return f"`{json.dumps(schema['const']).strip(chr(34))}`"
    if "anyOf" in schema:
        forms = []
        for form in schema["anyOf"]:
            text = (
                range_of(form)
                if form.get("type") == "integer"
                else "" if form.get("pattern") == INTEGER else words(form)
            )
            if text and text not in forms:
                forms.append(text)
        return " or ".join(forms)
    kind = schema.get("type")
    if kind == "string":
        return words_of_text(schema)
    if kind == "array":
        item = unwrap(schema["items"])
        return "list of mappings" if item.get("type") == "object" else f"list of {plural(words(item))}"
    if kind == "object":
        named = schema.get("additionalProperties")
        return f"mapping of names to {plural(words(named))}" if named else "mapping"
    return "1 to 31" if isinstance(kind, list) else str(kind)


def children(schema):
    """The mappings below a value: the suffix of the path, and the schema."""
    schema = unwrap(schema)
    for form in schema.get("anyOf", [schema]):
        form = unwrap(form)
        if form.get("type") == "array":
            yield from (("[]" + suffix, below) for suffix, below in children(form["items"]))
        elif "properties" in form:
            yield "", form
        elif isinstance(form.get("additionalProperties"), dict):
            below = form["additionalProperties"]
            yield ".NAME", {"named": below}


def rows(schema, path=""):
    """Each key: its path, whether it is required, what it may be, and what it means."""
    for key, value in schema["properties"].items():
        if key in EVERYWHERE and path:
            continue
        yield path + key, key in schema["required"], words(value), value["description"]
        for suffix, below in children(value):
            yield from rows_below(path + key + suffix, below)


def rows_below(path, below):
    """The keys of a mapping; of one whose names are free, those of its values."""
    if "named" not in below:
        yield from rows(below, path + ".")
        return
    for suffix, deeper in children(below["named"]):
        yield from rows_below(path + suffix, deeper)


def table(kind):
    """The table of a kind of document, in Markdown."""
    lines = ["| key | value | meaning |", "| --- | --- | --- |"]
    schema = unwrap(load(kind))
    for path, required, value, meaning in rows(schema):
        lines.append(f"| `{path}`{' **!**' if required else ''} | {value} | {meaning} |")
    return "\n".join(lines) + "\n"


def renew(text):
    """The document with its tables made anew."""
    for kind in ("programme", "case"):
        begin, end = f"<!-- keys of {kind} -->\n", "<!-- end of keys -->"
        pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.S)
        if not pattern.search(text):
            raise SystemExit(f"{DOCUMENT}: no place for the keys of a {kind}")
        made = f"{begin}\n{table(kind)}\n{end}"
        text = pattern.sub(lambda _, made=made: made, text)
    return text


def main():
    """Prints, writes or compares."""
    what = sys.argv[1] if len(sys.argv) == 2 else "--help"
    if what in ("programme", "case"):
        sys.stdout.write(table(what))
        return 0
    if what not in ("--write", "--check"):
        print(__doc__)
        return 2
    text = DOCUMENT.read_text(encoding="utf-8")
    made = renew(text)
    if what == "--write":
        DOCUMENT.write_text(made, encoding="utf-8")
        return 0
    good = text == made
    print("1 passed, 0 failed" if good else "the tables of keys are old: run with --write")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
