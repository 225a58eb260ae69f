"""The local stack: the real components and our programs, started and stopped together.

`make run` uses it, and so do the tests, with free ports and a folder of their own.
"""
