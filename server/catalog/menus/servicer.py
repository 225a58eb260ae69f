"""MenuService."""

from datetime import datetime

from here2order.catalog.v1 import menu_service_pb2 as pb

from server.catalog.menus.convert import (
    availability_to_proto,
    target_from_proto,
    version_to_proto,
)
from server.catalog.menus.drafts.convert import draft_to_proto, rewritten, with_edited_item
from server.catalog.menus.drafts.domain import MenuDraft
from server.catalog.menus.drafts.service import MenuDraftService
from server.catalog.menus.publishing import PublishingService
from server.catalog.menus.service import MenuService
from server.catalog.menus.stream import MenuStreams
from server.rpc.call import Call
from server.rpc.paging import decode_page_token, page_of
from server.rpc.principal import Member
from server.rpc.times import from_timestamp

_PAGE = 50


class MenuServicer:
    """The RPCs, as documented in the contract."""

    def __init__(
        self,
        menus: MenuService,
        drafts: MenuDraftService,
        publishing: PublishingService,
        streams: MenuStreams,
    ) -> None:
        """Each does its part of the work."""
        self._menus = menus
        self._drafts = drafts
        self._publishing = publishing
        self._streams = streams

    async def GetMenu(self, request: pb.GetMenuRequest, call: Call) -> bytes:
        """The published menu and what is out."""
        return await self._menus.get_bytes(call.restaurant_id, request.etag)

    async def WatchMenu(self, request: pb.WatchMenuRequest, call: Call) -> None:
        """The menu, then every publication and everything that runs out or comes back."""
        del request
        await self._streams.watch(call)

    async def GetMenuDraft(
        self, request: pb.GetMenuDraftRequest, call: Call
    ) -> pb.GetMenuDraftResponse:
        """The draft."""
        del request
        draft = await self._drafts.get(call.restaurant_id)
        return pb.GetMenuDraftResponse(draft=draft_to_proto(*draft))

    async def UpdateMenuDraft(
        self, request: pb.UpdateMenuDraftRequest, call: Call
    ) -> pb.UpdateMenuDraftResponse:
        """Replaces the lists that the mask names."""

        def edit(draft: MenuDraft, currency: str, now: datetime) -> MenuDraft:
            return rewritten(draft, request, currency, now)

        draft = await self._drafts.update(call.restaurant_id, edit, request.expected_version)
        return pb.UpdateMenuDraftResponse(draft=draft_to_proto(*draft))

    async def UpdateMenuItem(
        self, request: pb.UpdateMenuItemRequest, call: Call
    ) -> pb.UpdateMenuItemResponse:
        """Changes the named fields of one item of the draft."""

        def edit(draft: MenuDraft, currency: str, now: datetime) -> MenuDraft:
            return with_edited_item(draft, request, currency, now)

        draft = await self._drafts.update(call.restaurant_id, edit, request.expected_version)
        return pb.UpdateMenuItemResponse(draft=draft_to_proto(*draft))

    async def PublishMenu(
        self, request: pb.PublishMenuRequest, call: Call
    ) -> pb.PublishMenuResponse:
        """Makes the draft the menu."""
        version = await self._publishing.publish(
            call.restaurant_id,
            _user_id(call),
            request.expected_draft_version,
            call.origin(request.request_id),
        )
        return pb.PublishMenuResponse(menu_version=version_to_proto(version))

    async def RollBackMenu(
        self, request: pb.RollBackMenuRequest, call: Call
    ) -> pb.RollBackMenuResponse:
        """Publishes the content of an earlier version again."""
        version = await self._publishing.roll_back(
            call.restaurant_id,
            _user_id(call),
            request.to_version,
            call.origin(request.request_id),
        )
        return pb.RollBackMenuResponse(menu_version=version_to_proto(version))

    async def ListMenuVersions(
        self, request: pb.ListMenuVersionsRequest, call: Call
    ) -> pb.ListMenuVersionsResponse:
        """What was published when, newest first."""
        size = request.page_size or _PAGE
        before = decode_page_token(request.page_token, int) or (0,)
        versions = await self._publishing.page(call.restaurant_id, int(before[0]), size + 1)
        page, more = page_of(versions, size, lambda version: (version.version,))
        shown = [version_to_proto(version) for version in page]
        return pb.ListMenuVersionsResponse(menu_versions=shown, next_page_token=more)

    async def MarkSoldOut(
        self, request: pb.MarkSoldOutRequest, call: Call
    ) -> pb.MarkSoldOutResponse:
        """86: an item or option is out."""
        until = from_timestamp(request, "until_time", "until_time")
        target = target_from_proto(request.target)
        availability = await self._menus.mark_sold_out(call.restaurant_id, target, until)
        return pb.MarkSoldOutResponse(availability=availability_to_proto(availability))

    async def MarkAvailable(
        self, request: pb.MarkAvailableRequest, call: Call
    ) -> pb.MarkAvailableResponse:
        """It is back."""
        target = target_from_proto(request.target)
        availability = await self._menus.mark_available(call.restaurant_id, target)
        return pb.MarkAvailableResponse(availability=availability_to_proto(availability))


def _user_id(call: Call) -> str:
    if not isinstance(call.principal, Member):
        raise LookupError(f"{call.method.path} is for members")
    return call.principal.user_id
