"""YAML as text: a tree of nodes that know their path.

Scalars stay strings (`2017-04-01` is no date yet, `24000.10` no number). The path of a node is the
one that `assumed:` and the award use: `bridging.phases.extended.months`; an item of a list is named
by its `name`, or by its place from 0 where it has none or where the name stands twice.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from literals import Refusal

# Keys that may stand in every mapping of a programme and hold for everything below it.
INHERITED_KEYS = ("source", "at", "rounding")


class Node:
    """One mapping, list or scalar of a file."""

    def __init__(self, content: dict | list | str, path: str = "", parent: Node | None = None):
        self.content = content
        self.path = path
        self.parent = parent

    @property
    def is_mapping(self) -> bool:
        """Whether this is a mapping."""
        return isinstance(self.content, dict)

    @property
    def is_list(self) -> bool:
        """Whether this is a list."""
        return isinstance(self.content, list)

    @property
    def is_scalar(self) -> bool:
        """Whether this is a scalar."""
        return isinstance(self.content, str)

    def refuse(self, kind: str, reason: str) -> Refusal:
        """A refusal that names this node's path, to be raised by the caller."""
        return Refusal(kind, f"{self.path or 'the file'}: {reason}")

    @property
    def text(self) -> str:
        """The text of a scalar that is not empty."""
        if not isinstance(self.content, str):
            raise self.refuse("TYPE", "a single value was expected")
        if self.content == "":
            raise self.refuse("TYPE", "there is no value")
        return self.content

    def get(self, key: str) -> Node | None:
        """The value of `key` in this mapping, or None."""
        if not isinstance(self.content, dict):
            raise self.refuse("TYPE", "a mapping was expected")
        if key not in self.content:
            return None
        return Node(self.content[key], f"{self.path}.{key}" if self.path else key, self)

    def need(self, key: str) -> Node:
        """The value of `key`, which must be there."""
        found = self.get(key)
        if found is None:
            raise self.refuse("KEY_MISSING", f"{key!r} is missing")
        return found

    def entries(self) -> list[tuple[str, Node]]:
        """Keys and values of this mapping as they stand."""
        if not isinstance(self.content, dict):
            raise self.refuse("TYPE", "a mapping was expected")
        return [(key, self.need(key)) for key in self.content]

    def items(self) -> list[Node]:
        """The items of this list."""
        if not isinstance(self.content, list):
            raise self.refuse("TYPE", "a list was expected")
        names = [item.get("name") if isinstance(item, dict) else None for item in self.content]
        nodes = []
        for place, (item, name) in enumerate(zip(self.content, names)):
            if isinstance(name, str) and name and names.count(name) == 1:
                nodes.append(Node(item, f"{self.path}.{name}", self))
            else:
                nodes.append(Node(item, f"{self.path}[{place}]", self))
        return nodes

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        if self.is_mapping:
            for _, value in self.entries():
                yield from value.walk()
        elif self.is_list:
            for item in self.items():
                yield from item.walk()

    def leaves(self) -> Iterator[Node]:
        """The scalars below this node that are its own value: not an inherited key beside it, and
        not the rows of a table (each counts where it is taken)."""
        if self.is_mapping:
            for key, value in self.entries():
                if key not in INHERITED_KEYS and key != "table":
                    yield from value.leaves()
        elif self.is_list:
            for item in self.items():
                yield from item.leaves()
        else:
            yield self

    def inherited(self, key: str) -> Node | None:
        """The nearest `key` in this mapping or in one that holds it."""
        here: Node | None = self
        while here is not None:
            if here.is_mapping and (found := here.get(key)) is not None:
                return found
            here = here.parent
        return None

    def allow(self, *keys: str, inherited: bool = False) -> None:
        """Refuse this mapping if it has a key other than these (and the inherited ones)."""
        known = keys + INHERITED_KEYS if inherited else keys
        for key, _ in self.entries():
            if key not in known:
                raise self.refuse("KEY_UNKNOWN", f"{key!r} is not known here")


class _TextLoader(yaml.BaseLoader):
    """BaseLoader (every scalar a string) that refuses a key written twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if not isinstance(key, str):
                raise Refusal("TYPE", "a key is not a single value")
            if keys.count(key) > 1:
                raise Refusal("KEY_TWICE", f"{key!r} stands twice in one mapping")
        return super().construct_mapping(node, deep)


def parse_yaml(text: str) -> Node:
    """One YAML document without anchors, aliases or tags; its root must be a mapping."""
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise Refusal("SYNTAX", "anchors and aliases are not allowed")
            if getattr(event, "tag", None):
                raise Refusal("SYNTAX", "tags are not allowed")
        content = yaml.load(text, Loader=_TextLoader)
    except yaml.YAMLError as error:
        raise Refusal("SYNTAX", str(error)) from None
    if not isinstance(content, dict):
        raise Refusal("TYPE", "the file is not a mapping")
    return Node(content)


def load_yaml(path: str) -> Node:
    """The document in the file `path`, which is UTF-8."""
    with open(path, encoding="utf-8", newline="") as file:
        return parse_yaml(file.read())
