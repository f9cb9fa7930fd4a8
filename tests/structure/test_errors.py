"""Every error that a package raises on purpose has a place in the service's table of problems."""

import inspect
from importlib import import_module

import pytest

from api.problems import TABLE

MODULES = ("ingest.errors", "graph.errors", "retrieval.errors", "api.errors")


def errors_of(module_name: str) -> list[type[Exception]]:
    module = import_module(module_name)
    classes = [cls for _, cls in inspect.getmembers(module, inspect.isclass)]
    return [c for c in classes if issubclass(c, Exception) and c.__module__ == module_name]


@pytest.mark.parametrize("module_name", MODULES)
def test_every_error_has_a_status_and_a_title(module_name):
    assert not [cls.__name__ for cls in errors_of(module_name) if cls not in TABLE]


@pytest.mark.parametrize("module_name", MODULES)
def test_every_error_stands_in_the_tree_drawn_above_it(module_name):
    drawn = import_module(module_name).__doc__
    assert not [cls.__name__ for cls in errors_of(module_name) if cls.__name__ not in drawn]
