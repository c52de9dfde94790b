# SPDX-License-Identifier: Apache-2.0
"""The JSON Schemas: valid, and of one mind with the reader.

Every good document is valid by its schema. Of the bad ones, each with a fault of form (a key that
is not known or missing, a value of another form) is not, save for those in LOOSE: what those break,
a schema without code cannot say. Needs the Python packages jsonschema and yaml; without them only
the JSON itself is checked, and that is said.
"""

import json
import re
import sys

from errors import BAD, CODES, expected_errors
from suite import DATA, DONE, SOURCE, Run, Suite

GOLDEN = SOURCE / "tests/golden"
FAULTY = SOURCE / "tests/data/faulty"

FORM = {CODES[f"POMOST_ERR_{name}"] for name in ("KEY_UNKNOWN", "KEY_MISSING", "TYPE", "NUMBER")}

# May only shrink. Each with why a schema accepts it.
LOOSE = {
    "case-not-employed": "whether a case needs a day depends on its programme",
    "case-agreement-missing": "as above",
    "case-claim-list-grant": "a list of sums is right for a phase",
}


def loaders():
    """The scalars of YAML as texts, and as an editor takes them: by the core schema of YAML 1.2."""
    import yaml

    class Typed(yaml.SafeLoader):
        """Without the words and dates of YAML 1.1, for which `on` is a truth value."""

        yaml_implicit_resolvers: dict = {}

    for tag, pattern, first in (
        ("null", r"~|null|", ["~", "n", ""]),
        ("bool", r"true|false", list("tf")),
        ("int", r"[-+]?[0-9]+", list("-+0123456789")),
        (
            "float",
            r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|\.nan",
            list("-+.0123456789"),
        ),
    ):
        pattern = re.compile(rf"^(?:{pattern})$")
        Typed.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", pattern, first)
    return (("texts", yaml.BaseLoader), ("typed", Typed))


def check_good(suite, validators, load):
    """What the reader takes, the schema takes."""
    import jsonschema

    programmes = [
        *sorted(DATA.glob("programmes/*/*/programme.yaml")),
        *sorted(GOLDEN.glob("*/programme.yaml")),
        *sorted(FAULTY.glob("*/clean.yaml")),
    ]
    cases = sorted(GOLDEN.glob("*/case.yaml"))
    series = sorted(DATA.glob("series/*.yaml")) + sorted(GOLDEN.glob("*/series/*.yaml"))
    tests = sorted(DATA.glob("programmes/*/*/tests.yaml"))
    progress = sorted(SOURCE.glob("docs/examples/*-achieved.yaml"))
    kinds = (
        ("programme", programmes),
        ("case", cases),
        ("series", series),
        ("tests", tests),
        ("progress", progress),
    )
    for kind, paths in kinds:
        for path in paths:
            folder = path.parent
            if (folder / "refused").exists() and Run("check", path).status != DONE:
                continue
            for label, document in load(path):
                error = jsonschema.exceptions.best_match(validators[kind].iter_errors(document))
                suite.check(f"good: {folder.name}/{path.name}, {label}", error is None, error)


def check_bad(suite, validators, load):
    """What is wrong by its form, the schema refuses."""
    for folder in sorted(BAD.iterdir()):
        kind = folder.name.split("-")[0]
        if kind not in validators:
            continue
        forms = [error for error in expected_errors(folder) if error.code in FORM]
        if not forms or any(error.in_programme for error in forms):
            continue
        # What is no number is lost among numbers; what is nothing, among texts.
        documents = [document for _, document in load(folder / "input.yaml")]
        refused = any(not validators[kind].is_valid(document) for document in documents)
        suite.check(f"bad: {folder.name}", refused != (folder.name in LOOSE), documents[0])


def main():
    """All of it."""
    suite = Suite()
    schemas = {}
    for kind in ("programme", "case", "series", "tests", "progress"):
        run = Run("schema", kind)
        suite.check(f"schema {kind}: printed", run.status == DONE and not run.errors, run)
        schemas[kind] = json.loads(run.output)
        suite.check(
            f"schema {kind}: names its draft", "2020-12" in schemas[kind].get("$schema", "")
        )
    try:
        import jsonschema

        readers = loaders()
    except ImportError as error:
        suite.skip("the documents by their schemas", f"the Python packages are not there: {error}")
        return suite.end()
    import yaml

    def load(path):
        text = path.read_text(encoding="utf-8")
        for label, loader in readers:
            yield label, yaml.load(text, Loader=loader)

    for kind, schema in schemas.items():
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
            wrong = ""
        except jsonschema.exceptions.SchemaError as error:
            wrong = str(error)
        suite.check(f"schema {kind}: a schema", not wrong, wrong)
    validators = {kind: jsonschema.Draft202012Validator(schema) for kind, schema in schemas.items()}
    check_good(suite, validators, load)
    check_bad(suite, validators, load)
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
