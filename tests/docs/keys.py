# SPDX-License-Identifier: Apache-2.0
"""The tables of keys in the documents, made from `pomost schema`.

    python3 tests/docs/keys.py KIND        prints a table: of programme, value, case, series, tests
                                           or progress
    python3 tests/docs/keys.py --write     puts all into the documents
    python3 tests/docs/keys.py --check     compares the documents with them

In a document a table stands between `<!-- keys of KIND -->` and `<!-- end of keys -->`.
"""

import json
import os
import re
import subprocess
import sys

from blocks import SOURCE

COMMAND = os.environ.get("POMOST_COMMAND", str(SOURCE / "build/cli/pomost"))
DOCUMENTS = {
    "programme": SOURCE / "docs/programme-keys.md",
    "value": SOURCE / "docs/programme-keys.md",
    "case": SOURCE / "docs/case-format.md",
    "series": SOURCE / "docs/series-format.md",
    "tests": SOURCE / "docs/tests-format.md",
    "progress": SOURCE / "docs/tests-format.md",
}
EVERYWHERE = ("source", "at", "rounding")
INTEGER = r"^-?(0|[1-9][0-9]*)$"
LARGEST = 2**31 - 1


def load(kind):
    """The schema of a kind of document, or of a value that is a mapping."""
    document = "programme" if kind == "value" else kind
    done = subprocess.run([COMMAND, "schema", document], stdout=subprocess.PIPE, check=True)
    schema = json.loads(done.stdout)
    if kind == "value":
        return next(form for form in schema["$defs"]["value"]["anyOf"] if "properties" in form)
    return schema


def unwrap(schema):
    """A schema without the `allOf` of one item in which a description stands."""
    while len(schema.get("allOf", [])) == 1:
        schema = schema["allOf"][0]
    return schema


def range_of(schema):
    """The range of a whole number."""
    least, most = schema["minimum"], schema.get("maximum", LARGEST)
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
    return {"money": "money"}.get(text, re.sub(r"(text|date|mapping|number|name|figure)(?!\w)", r"\1s", text))


def words(schema):
    """What a value may be, in words of the document."""
    schema = unwrap(schema)
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return "list of values" if name == "values" else name
    if "enum" in schema:
        enum = dict.fromkeys(str(word).lower() for word in schema["enum"])
        return " \\| ".join(f"`{word}`" for word in enum)
    if "const" in schema:
        return f"`{json.dumps(schema['const']).strip(chr(34))}`"
    if "anyOf" in schema:
        forms = []
        for form in schema["anyOf"]:
            if form.get("type") == "integer":
                text = range_of(form)
            elif form.get("pattern") == INTEGER or "whole number" in " ".join(forms):
                text = "" if form == {"type": "string"} or "pattern" in form else words(form)
            else:
                text = words(form)
            if text and text not in forms:
                forms.append(text)
        return " or ".join(form.replace(", ", " of ") if len(forms) > 1 else form for form in forms)
    kind = schema.get("type")
    if kind == "string":
        return words_of_text(schema)
    if kind == "array":
        item = unwrap(schema["items"])
        return "list of mappings" if item.get("type") == "object" else f"list of {plural(words(item))}"
    if kind == "object":
        named = schema.get("additionalProperties")
        alone = named and "properties" not in schema
        return f"mapping of names to {plural(words(named))}" if alone else "mapping"
    if isinstance(kind, list):
        return "figure" if "null" in kind else "whole number"
    return str(kind)


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


def rows(schema, path="", inherits=True):
    """Each key: its path, whether it is required, what it may be, and what it means."""
    for key, value in schema["properties"].items():
        if inherits and key in EVERYWHERE and path:
            continue
        yield path + key, key in schema["required"], words(value), value["description"]
        for suffix, below in children(value):
            yield from rows_below(path + key + suffix, below, inherits)
    named = schema.get("additionalProperties")
    if isinstance(named, dict):
        yield path + "PART", False, words(named), named.get("description", "for each part of the programme")


def rows_below(path, below, inherits):
    """The keys of a mapping; of one whose names are free, those of its values."""
    if "named" not in below:
        yield from rows(below, path + ".", inherits)
        return
    for suffix, deeper in children(below["named"]):
        yield from rows_below(path + suffix, deeper, inherits)


def table(kind):
    """The table of a kind of document, in Markdown."""
    lines = ["| key | value | meaning |", "| --- | --- | --- |"]
    schema = unwrap(load(kind))
    inherits = kind in ("programme", "value")
    for path, required, value, meaning in rows(schema, inherits=inherits):
        if kind == "value" and path in EVERYWHERE:
            continue
        lines.append(f"| `{path}`{' **!**' if required else ''} | {value} | {meaning} |")
    return "\n".join(lines) + "\n"


def renew(kind, text):
    """A document with its table made anew."""
    begin, end = f"<!-- keys of {kind} -->\n", "<!-- end of keys -->"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"{DOCUMENTS[kind]}: no place for the keys of a {kind}")
    return pattern.sub(lambda _: f"{begin}\n{table(kind)}\n{end}", text)


def main():
    """Prints, writes or compares."""
    what = sys.argv[1] if len(sys.argv) == 2 else "--help"
    if what in DOCUMENTS:
        sys.stdout.write(table(what))
        return 0
    if what not in ("--write", "--check"):
        print(__doc__)
        return 2
    old = 0
    for kind, document in DOCUMENTS.items():
        text = document.read_text(encoding="utf-8")
        made = renew(kind, text)
        if what == "--write":
            document.write_text(made, encoding="utf-8")
        elif text != made:
            print(f"{document.name}: the table of keys is old: run with --write")
            old += 1
    print(f"{len(DOCUMENTS) - old} passed, {old} failed")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
