# SPDX-License-Identifier: MIT
"""The crate of an unpacked bag names every payload file but itself, with its own size and SHA-256."""
import hashlib
import json
import pathlib
import sys
import urllib.parse

data = pathlib.Path(sys.argv[1]) / "data"
graph = json.loads((data / "ro-crate-metadata.json").read_text())["@graph"]
entities = {entity["@id"]: entity for entity in graph}
assert len(entities) == len(graph), "an @id comes twice"
descriptor = entities["ro-crate-metadata.json"]
assert descriptor["conformsTo"]["@id"] == "https://w3id.org/ro/crate/1.2", descriptor
root = entities[descriptor["about"]["@id"]]
for key in ("name", "description", "datePublished"):
    assert root.get(key), f"the root has no {key}"
named = {urllib.parse.unquote(part["@id"]): entities[part["@id"]] for part in root["hasPart"]}
website = entities.get("ro-crate-preview.html")
assert website is None or (website["about"]["@id"] == "./" and website["@id"] not in named), website
there = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
assert set(named) == there - {"ro-crate-metadata.json", "ro-crate-preview.html"}, set(named) ^ there
for path, entity in named.items():
    content = (data / path).read_bytes()
    assert entity["contentSize"] == str(len(content)), path
    assert entity["sha256"] == hashlib.sha256(content).hexdigest(), path
    assert entity["encodingFormat"], path


def references(value):
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


known = {"https://w3id.org/ro/crate/1.2"} | set(entities)
assert set(references(graph)) <= known, set(references(graph)) - known
