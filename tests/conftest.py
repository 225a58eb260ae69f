"""Fixtures every test may ask for."""

from hypothesis import settings

# How long an example takes says something about the machine, and nothing about us.
settings.register_profile("here2order", deadline=None)
settings.load_profile("here2order")

pytest_plugins = [
    "tests.support.components",
    "tests.support.browser",
    "tests.support.app",
    "tests.support.server_process",
    "tests.support.machine",
    "tests.support.stack",
    "tests.support.pages",
    "tests.support.stripe_mock",
]
