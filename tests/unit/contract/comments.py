"""What the contract says in words: the comments before its declarations."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet

from deploy.toolchain.paths import GEN

# Where the kinds of declarations stand in descriptor.proto, by the kind they stand in.
_PARTS: Mapping[str, tuple[tuple[int, str, str], ...]] = {
    "file": ((4, "message_type", "message"), (5, "enum_type", "enum"), (6, "service", "service")),
    "message": ((2, "field", ""), (3, "nested_type", "message"), (4, "enum_type", "enum")),
    "enum": ((2, "value", ""),),
    "service": ((2, "method", ""),),
    "": (),
}


@cache
def comments() -> Mapping[str, str]:
    """The leading comment of each declaration of ours, "" if it has none, by full name.

    An enum's values go by the enum's name: "here2order.common.v1.ErrorReason.ERROR_REASON_…".
    """
    found: dict[str, str] = {}
    for file in _files():
        said = {tuple(one.path): one.leading_comments for one in file.source_code_info.location}
        for path, name in _declarations(file, "file", (), file.package):
            found[name] = " ".join(said.get(path, "").split())
    return found


def _files() -> Iterator[FileDescriptorProto]:
    content = (GEN / "descriptors.binpb").read_bytes()
    for file in FileDescriptorSet.FromString(content).file:
        if file.package.startswith("here2order."):
            yield file


def _declarations(
    parent: Any, kind: str, path: tuple[int, ...], name: str
) -> Iterator[tuple[tuple[int, ...], str]]:
    for number, field, inner in _PARTS[kind]:
        for index, one in enumerate(getattr(parent, field)):
            here, full_name = (*path, number, index), f"{name}.{one.name}"
            yield here, full_name
            yield from _declarations(one, inner, here, full_name)
