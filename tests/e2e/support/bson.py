"""BSON as the mock of MongoDB has it, apart from libbson. By its file: `bson` itself is pymongo's."""
import importlib.util

from .build import ROOT

_spec = importlib.util.spec_from_file_location("bson_of_the_mock", ROOT / "tests/mongodb/mock/bson.py")
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
encode, decode = _module.encode, _module.decode
