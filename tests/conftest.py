"""Fixtures every test may ask for."""

pytest_plugins = [
    "tests.support.components",
    "tests.support.browser",
    "tests.support.app",
    "tests.support.server_process",
    "tests.support.stack",
]
