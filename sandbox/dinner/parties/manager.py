"""The manager: screens, prices, and putting everything back as it was."""

import grpc.aio
from here2order.catalog.v1.menu_pb2 import Item, Menu, MenuDraft
from here2order.catalog.v1.menu_service_pb2 import (
    GetMenuDraftRequest,
    GetMenuRequest,
    GetMenuResponse,
    PublishMenuRequest,
    RollBackMenuRequest,
    UpdateMenuDraftRequest,
    UpdateMenuItemRequest,
)
from here2order.common.v1.money_pb2 import Money
from here2order.identity.v1.device_service_pb2 import RevokeDeviceRequest, StartPairingRequest

from sandbox.dinner import words
from sandbox.dinner.parties.party import Party, new_request_id
from sandbox.dinner.parties.till import Till
from sandbox.dinner.transcript import Transcript

_LISTS = ("categories", "items", "modifier_lists")


class Manager(Party):
    """What it changes, it can undo; undoing twice does no harm."""

    def __init__(
        self, name: str, tell: Transcript, channel: grpc.aio.Channel, token: str, restaurant_id: str
    ) -> None:
        """Comes to work."""
        super().__init__(name, tell, channel, token)
        self.restaurant_id = restaurant_id
        self.till = Till(self, restaurant_id)
        #: As it was published before its own change.
        self.menu_before = Menu()
        self._draft_before: MenuDraft | None = None
        self._screens: list[str] = []

    async def pairing_code(self, name: str) -> str:
        """A code for a new kitchen screen."""
        request = StartPairingRequest(
            restaurant_id=self.restaurant_id, request_id=new_request_id(), name=name
        )
        offer = await self.ask(self.devices.StartPairing, request)
        self._screens.append(offer.device.id)
        return offer.pairing_code

    async def revoke_screens(self) -> None:
        """Those that it paired are worth nothing any more."""
        while self._screens:
            request = RevokeDeviceRequest(
                restaurant_id=self.restaurant_id, device_id=self._screens.pop()
            )
            await self.ask(self.devices.RevokeDevice, request)

    async def menu(self) -> Menu:
        """What is published now."""
        return (await self._menu()).menu

    async def out(self) -> set[str]:
        """The dishes that are out now."""
        return {gone.item_id for gone in (await self._menu()).availability.sold_out}

    async def raises_price(self, item_id: str, by: int) -> None:
        """Publishes the menu of now with one dish dearer, by minor units."""
        menu = self.menu_before = await self.menu()
        draft = await self._draft()
        self._draft_before = draft
        if not _same(draft, menu):  # what somebody else is writing must not be published
            await self._write(_as_draft(menu))
        item = next(item for item in menu.items if item.id == item_id)
        dearer = Money(currency=menu.currency, amount=item.price.amount + by)
        self.does(f"{item.name}: {words.money(item.price)} → {words.money(dearer)}, and publishes")
        change = UpdateMenuItemRequest(
            restaurant_id=self.restaurant_id, item_id=item_id, item=Item(price=dearer)
        )
        change.update_mask.paths.append("price")
        draft = (await self.ask(self.menus.UpdateMenuItem, change)).draft
        publish = PublishMenuRequest(
            restaurant_id=self.restaurant_id,
            request_id=new_request_id(),
            expected_draft_version=draft.version,
        )
        await self.ask(self.menus.PublishMenu, publish)

    async def rolls_back(self) -> None:
        """The menu and the draft are what they were."""
        draft, self._draft_before = self._draft_before, None
        if draft is None:
            return
        version = self.menu_before.version
        self.does(f"rolls the menu back to version {version}")
        request = RollBackMenuRequest(
            restaurant_id=self.restaurant_id, request_id=new_request_id(), to_version=version
        )
        await self.ask(self.menus.RollBackMenu, request)
        await self._write(draft)

    async def _menu(self) -> GetMenuResponse:
        request = GetMenuRequest(restaurant_id=self.restaurant_id)
        return await self.ask(self.menus.GetMenu, request)

    async def _draft(self) -> MenuDraft:
        request = GetMenuDraftRequest(restaurant_id=self.restaurant_id)
        return (await self.ask(self.menus.GetMenuDraft, request)).draft

    async def _write(self, draft: MenuDraft) -> None:
        request = UpdateMenuDraftRequest(restaurant_id=self.restaurant_id, draft=draft)
        request.update_mask.paths.extend(_LISTS)
        await self.ask(self.menus.UpdateMenuDraft, request)


def _as_draft(menu: Menu) -> MenuDraft:
    return MenuDraft(
        categories=menu.categories, items=menu.items, modifier_lists=menu.modifier_lists
    )


def _same(one: MenuDraft | Menu, other: MenuDraft | Menu) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _LISTS)
