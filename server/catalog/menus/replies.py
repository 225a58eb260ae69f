"""What everyone reads, as bytes: a menu's answer is put together once and sent as it is.

The menu in it is spliced in as it is stored and never decoded: on the wire, a message is the
concatenation of its fields.
"""

from dataclasses import dataclass, field

from here2order.catalog.v1 import menu_service_pb2 as pb

from server.catalog.menus.availability.domain import Availability
from server.catalog.menus.convert import availability_to_proto
from server.rpc.wire import spliced


@dataclass(frozen=True, slots=True)
class MenuReply:
    """A menu with what is out, as the contract's messages."""

    menu_version: int
    availability_version: int
    etag: str
    #: The serialized GetMenuResponse.
    response: bytes = field(repr=False)
    #: The serialized GetMenuResponse for those who have this menu already.
    not_modified: bytes = field(repr=False)

    def to(self, etag: str) -> bytes:
        """The answer to somebody who holds the menu of that etag."""
        return self.not_modified if etag == self.etag else self.response

    def menu_event(self) -> bytes:
        """The serialized WatchMenuResponse with the menu."""
        return spliced(pb.WatchMenuResponse.MENU_FIELD_NUMBER, self.response)


def menu_reply(version: int, menu: bytes, availability: Availability) -> MenuReply:
    """The reply; `availability` is how things stand now, see `Availability.at`."""
    etag = f"{availability.restaurant_id}.{version}.{availability.version}"
    rest = pb.GetMenuResponse(availability=availability_to_proto(availability), etag=etag)
    unchanged = pb.GetMenuResponse(etag=etag, not_modified=True)
    return MenuReply(
        menu_version=version,
        availability_version=availability.version,
        etag=etag,
        response=spliced(pb.GetMenuResponse.MENU_FIELD_NUMBER, menu) + rest.SerializeToString(),
        not_modified=unchanged.SerializeToString(),
    )


def availability_event(availability: Availability) -> bytes:
    """The serialized WatchMenuResponse with what is out."""
    message = pb.WatchMenuResponse(availability=availability_to_proto(availability))
    return message.SerializeToString()
