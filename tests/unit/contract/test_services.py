"""Services: all of them are served, and each RPC says what a caller has to know."""

import re
from collections.abc import Iterator

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool
from google.protobuf.descriptor import FileDescriptor
from here2order.common.v1 import access_pb2

from deploy.toolchain.paths import PROTOS, ROOT
from server import contract
from server.role import Role
from server.rpc.methods import Method, UndeclaredAccess, methods_of
from server.rpc.principal import Device, Guest, Member, Nobody, Principal, User
from tests.unit.contract.comments import comments
from tests.unit.contract.walk import fields_of, names_of

every_rpc = pytest.mark.parametrize("method", contract.methods(), ids=lambda one: one.name)


def _comment(method: Method) -> str:
    return comments()[f"{method.service}.{method.name}"]


def test_every_file_that_declares_a_service_is_served() -> None:
    declaring = {
        str(file.relative_to(PROTOS))
        for file in PROTOS.rglob("*.proto")
        if re.search("^service ", file.read_text(), re.MULTILINE)
    }
    assert declaring == {file.name for file in contract.FILES}


def _undeclared(*callers: int) -> FileDescriptor:
    # A pool of its own: the file stands beside the contract's, and nobody else sees it.
    file = descriptor_pb2.FileDescriptorProto(
        name="open_door.proto", package="here2order.open.v1", syntax="proto3"
    )
    file.message_type.add(name="OpenRequest")
    method = file.service.add(name="DoorService").method.add(
        name="Open",
        input_type=".here2order.open.v1.OpenRequest",
        output_type=".here2order.open.v1.OpenRequest",
    )
    for caller in callers:
        method.options.Extensions[access_pb2.access].callers.append(
            access_pb2.Caller.ValueType(caller)
        )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return pool.FindFileByName(file.name)


@pytest.mark.parametrize(
    "callers", [(), (access_pb2.CALLER_UNSPECIFIED,), (access_pb2.CALLER_OWNER, 0)]
)
def test_an_rpc_that_does_not_say_who_may_call_it_is_not_served(callers: tuple[int, ...]) -> None:
    with pytest.raises(UndeclaredAccess, match=r"here2order\.open\.v1\.DoorService\.Open"):
        methods_of([_undeclared(*callers)])


def test_one_that_says_it_is() -> None:
    (method,) = methods_of([_undeclared(access_pb2.CALLER_GUEST, access_pb2.CALLER_DEVICE)])
    assert method.callers == ("GUEST", "DEVICE")


def test_everybody_who_can_call_is_a_caller_of_the_contract() -> None:
    principals: list[Principal] = [
        Nobody(),
        User("user_1"),
        Guest("gst_1", "vis_1", "rst_1"),
        Device("dev_1", "rst_1"),
        *(Member("user_1", "rst_1", role) for role in Role),
    ]
    declared = names_of(access_pb2.Caller, "CALLER_")
    assert {principal.caller for principal in principals} == declared


@every_rpc
def test_it_is_explained(method: Method) -> None:
    assert _comment(method).endswith("."), f"{method.path} needs a sentence of its own"


@every_rpc
def test_what_anybody_may_call_is_called_by_nobody_else(method: Method) -> None:
    assert "ANYONE" not in method.callers or method.callers == ("ANYONE",)


@every_rpc
def test_who_belongs_to_no_place_is_asked_for_one(method: Method) -> None:
    """Without it, nobody could tell as what a person calls."""
    by_role = set(Role) & set(method.callers)
    assert not by_role or "restaurant_id" in fields_of(method)


def test_what_the_documents_name_is_there() -> None:
    known = {f"{method.service.rpartition('.')[2]}.{method.name}" for method in contract.methods()}
    assert set(_named_in_documents()) <= known


def _named_in_documents() -> Iterator[str]:
    for file in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for service, name in re.findall(r"\b([A-Z]\w+Service)[./]([A-Z]\w+)", file.read_text()):
            yield f"{service}.{name}"
