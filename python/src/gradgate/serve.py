"""`python -m gradgate.serve module:name` or `file.py:name`: a subject as a program that speaks the protocol."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from types import ModuleType

from .protocol import converse, own_channel, told
from .subject import Subject


def main(target: str) -> None:
    channel = own_channel()  # before anything is imported that might print
    try:
        subject = subject_at(target)
        introduction, methods = subject.introduction(), subject.methods()
    except Exception as error:
        raise SystemExit(told(error)) from None  # a whole traceback has more lines than are shown
    converse(channel, introduction, methods)


def subject_at(target: str) -> Subject:
    """What has that name. @raises TypeError, where it is no subject"""
    place, _, name = target.rpartition(":")
    found = getattr(module_at(place), name)
    if not isinstance(found, Subject):
        raise TypeError(f"{target}: expected a subject (see gradgate.subject), got {type(found).__name__}")
    return found


def module_at(place: str) -> ModuleType:
    """The module of that name; or a file as a module, with its folder to import from, as `python file.py` has it."""
    if not place.endswith(".py"):
        return importlib.import_module(place)
    sys.path.insert(0, os.path.dirname(os.path.abspath(place)))
    name = os.path.splitext(os.path.basename(place))[0]
    spec = importlib.util.spec_from_file_location(name, place)
    assert spec is not None and spec.loader is not None  # of a name that ends so
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(*sys.argv[1:])
