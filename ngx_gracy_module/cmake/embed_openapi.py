#!/usr/bin/env python3
"""Joins the features' openapi.json into one document, and makes it a C++ source.

    embed_openapi.py --out X.cpp ACCESS/openapi.json FEATURE/openapi.json ...

The first file is the frame; the others add paths, tags and components. What two of them define is an error, and so is
a $ref that leads nowhere: both are reported with the file's name.
"""
import argparse
import json
import pathlib
import re
import sys


class DescriptionError(Exception):
    pass


def without_duplicates(pairs):
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise DescriptionError(f"`{key}` is defined twice")
    return dict(pairs)


def read(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=without_duplicates)
    except (DescriptionError, ValueError) as error:
        raise DescriptionError(f"{path}: {error}") from None


def add(target, more, where, path):
    for key, value in more.items():
        if key in target:
            raise DescriptionError(f"{path}: {where}/{key} is defined by another file too")
        target[key] = value


def join(document, path):
    part = read(path)
    for key in part:
        if key not in ("tags", "paths", "components"):
            raise DescriptionError(f"{path}: `{key}` belongs into the first file")
    known_tags = {tag["name"] for tag in document["tags"]}
    for tag in part.get("tags", []):
        if tag["name"] in known_tags:
            raise DescriptionError(f"{path}: tags/{tag['name']} is defined by another file too")
        document["tags"].append(tag)
    add(document["paths"], part.get("paths", {}), "paths", path)
    for kind, entries in part.get("components", {}).items():
        add(document["components"].setdefault(kind, {}), entries, f"components/{kind}", path)


def api_operations(document):
    """Of people and their programs; webhooks and pages for browsers answer in ways of their own."""
    for path, item in document["paths"].items():
        if path.startswith(("/api/v1/", "/staking/v1/")):
            yield from item.items()


def has_parameter(operation, name):
    return {"$ref": f"#/components/parameters/{name}"} in operation.get("parameters", [])


def describe_conditional_reads(document):
    """What is read as JSON can be asked for again with If-None-Match (access/respond.cpp), so its description need not
    say so. What nobody may keep says that: its answer has CacheControl."""
    for method, operation in api_operations(document):
        answer = operation["responses"].get("200", {})
        content = answer.get("content", {})
        if method != "get" or list(content) != ["application/json"] or answer.get("headers", {}).get("Cache-Control") == {"$ref": "#/components/headers/CacheControl"}:
            continue
        if not has_parameter(operation, "IfNoneMatch"):
            operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IfNoneMatch"})
        answer.setdefault("headers", {}).setdefault("ETag", {"$ref": "#/components/headers/ETag"})
        if content["application/json"]["schema"].get("$ref", "").endswith("Page"):
            answer["headers"].setdefault("Link", {"$ref": "#/components/headers/Link"})
        operation["responses"].setdefault("304", {"$ref": "#/components/responses/NotModified"})


def describe_common_refusals(document):
    """What any request of its shape may be answered, where the description says nothing more particular; null: never."""
    for method, operation in api_operations(document):
        common = {"400": "BadBody" if "requestBody" in operation else "BadQuery", "429": "RateLimited", "500": "Internal",
                  "503": "Unavailable", "504": "DeadlineExceeded"}
        if "requestBody" in operation:
            common |= {"413": "PayloadTooLarge", "415": "UnsupportedMediaType"}
        if operation.get("security") != []:
            common |= {"401": "Unauthenticated", "403": "Forbidden"}
        if method == "post" and has_parameter(operation, "IdempotencyKey"):
            common |= {"404": "DeletedSince"}
            for status in {"201", "202"} & set(operation["responses"]):
                operation["responses"][status].setdefault("headers", {}).setdefault(
                    "Idempotency-Replayed", {"$ref": "#/components/headers/IdempotencyReplayed"})
        for status, name in common.items():
            operation["responses"].setdefault(status, {"$ref": f"#/components/responses/{name}"})
        operation["responses"] = {status: answer for status, answer in sorted(operation["responses"].items()) if answer is not None}


def check_references(document):
    for reference in sorted(set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document)))):
        target = document
        for step in reference.removeprefix("#/").split("/"):
            if not isinstance(target, dict) or step not in target:
                raise DescriptionError(f"nothing is at {reference}")
            target = target[step]


def source(document):
    data = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    # Not a string literal: compilers promise no more than 65,536 characters in one.
    numbers = [str(byte if byte < 128 else byte - 256) for byte in data]
    rows = ",\n    ".join(",".join(numbers[at:at + 32]) for at in range(0, len(numbers), 32))
    return ("// Generated by embed_openapi.py; edit the openapi.json of access or of a feature instead.\n"
            '#include "access/openapi.hpp"\n\nnamespace gracy::access {\n\n'
            f"std::string_view openapi_document() {{\n    static constexpr char document[] = {{\n    {rows}}};\n"
            "    return {document, sizeof document};\n}\n\n}  // namespace gracy::access\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("frame", type=pathlib.Path)
    parser.add_argument("features", type=pathlib.Path, nargs="*")
    arguments = parser.parse_args()
    try:
        document = read(arguments.frame)
        for feature in arguments.features:
            join(document, feature)
        describe_conditional_reads(document)
        describe_common_refusals(document)
        check_references(document)
        text = source(document)
    except DescriptionError as error:
        sys.exit(str(error))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
