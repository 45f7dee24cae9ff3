#!/usr/bin/env python3
"""Makes the C++ source that says which build this is.

    embed_release.py --version X --root FOLDER --out X.cpp LIST

LIST names files below FOLDER, one a line. Their names and contents give the hash: the same sources are the same build, wherever
they lie.
"""
import argparse
import hashlib
import pathlib

SOURCE = """// Written by embed_release.py.
#include "base/release.hpp"

namespace gracy::base {{

std::string_view release() {{
    return "{version}+{digest}";
}}

}}  // namespace gracy::base
"""


def digest_of(root, names):
    whole = hashlib.sha256()
    for name in sorted(names):
        whole.update(name.encode() + b"\0" + hashlib.sha256((root / name).read_bytes()).digest())
    return whole.hexdigest()[:12]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--version", required=True)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("list", type=pathlib.Path)
    arguments = parser.parse_args()
    digest = digest_of(arguments.root, arguments.list.read_text(encoding="utf-8").split("\n")[:-1])
    arguments.out.write_text(SOURCE.format(version=arguments.version, digest=digest), encoding="utf-8")


if __name__ == "__main__":
    main()
