"""The RPCs as the contract declares them: read from the descriptors, never listed by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from google.protobuf import message_factory
from google.protobuf.descriptor import FileDescriptor, MethodDescriptor, ServiceDescriptor
from google.protobuf.message import Message
from here2order.common.v1 import access_pb2


class UndeclaredAccess(Exception):
    """An RPC does not say who may call it. The server does not start with one."""


@dataclass(frozen=True, slots=True, eq=False)
class Method:
    """One RPC."""

    service: str
    name: str
    request_class: type[Message]
    response_class: type[Message]
    streams: bool
    #: Names of the contract's Caller without their prefix, in its order.
    callers: tuple[str, ...]
    #: A guest may call it when the visit is over.
    after_visit: bool = False
    #: Nobody may call it in another person's name.
    moves_money: bool = False

    @property
    def path(self) -> str:
        """As it stands on the wire: "/package.Service/Method"."""
        return f"/{self.service}/{self.name}"


def methods_of(files: Iterable[FileDescriptor]) -> list[Method]:
    """Every RPC of these files. Raises UndeclaredAccess."""
    services = [service for file in files for service in file.services_by_name.values()]
    return [_method(service, method) for service in services for method in service.methods]


def _method(service: ServiceDescriptor, method: MethodDescriptor) -> Method:
    return Method(
        service=service.full_name,
        name=method.name,
        request_class=message_factory.GetMessageClass(method.input_type),
        response_class=message_factory.GetMessageClass(method.output_type),
        streams=method.server_streaming,
        callers=_callers(method),
        after_visit=_access(method).after_visit,
        moves_money=_access(method).moves_money,
    )


def _callers(method: MethodDescriptor) -> tuple[str, ...]:
    callers = _access(method).callers
    names = [access_pb2.Caller.Name(caller).removeprefix("CALLER_") for caller in callers]
    if not names or "UNSPECIFIED" in names:
        raise UndeclaredAccess(
            f"{method.full_name} declares no caller; add option (here2order.common.v1.access) to it"
        )
    return tuple(names)


def _access(method: MethodDescriptor) -> access_pb2.Access:
    options: Any = method.GetOptions()
    access: access_pb2.Access = options.Extensions[access_pb2.access]
    return access
