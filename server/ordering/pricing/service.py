"""Prices an order on the menu of now, if it is what the guest saw."""

from collections.abc import Sequence

from server.catalog.menus.domain import PublishedMenu
from server.catalog.menus.service import MenuService
from server.catalog.restaurants.domain import Restaurant
from server.clock import Clock
from server.errors import FieldViolation, InvalidFields, NotFound
from server.ordering.orders.domain import OrderLine
from server.ordering.pricing.amounts import totals
from server.ordering.pricing.changes import changes
from server.ordering.pricing.domain import LineWish, MenuChanged, Priced
from server.ordering.pricing.known import KnownLines
from server.ordering.pricing.lines import objections, priced_line


class PricingService:
    """The only source of prices: what a client says of them is not even asked for."""

    def __init__(self, menus: MenuService, clock: Clock) -> None:
        """`menus` keeps the menus of now in memory."""
        self._menus = menus
        self._clock = clock
        self._known = KnownLines()

    async def price(
        self, restaurant: Restaurant, menu_version: int, wishes: Sequence[LineWish]
    ) -> Priced:
        """The wishes at their prices. Nothing in it may differ from the menu that the guest saw.

        Raises InvalidFields for what was never on that menu, MenuChanged for what is different now,
        NoMenu.
        """
        version = await self._menus.current_version(restaurant.id, menu_version)
        availability = await self._menus.availability(restaurant.id)
        lines = None
        if menu_version == version and not availability.sold_out:
            lines = self._known.lines(wishes, version, restaurant)
        if lines is None:
            lines, version = await self._priced(restaurant, menu_version, wishes)
        return Priced(lines, totals(lines, restaurant), restaurant.currency, version)

    async def _priced(
        self, restaurant: Restaurant, menu_version: int, wishes: Sequence[LineWish]
    ) -> tuple[tuple[OrderLine, ...], int]:
        """And the version of the menu whose prices they are."""
        current = await self._menus.current(restaurant.id, menu_version)
        seen = await self._seen(restaurant.id, menu_version, current)
        wrong = objections(wishes, seen)
        if wrong:
            raise InvalidFields(wrong)
        availability = await self._menus.availability(restaurant.id)
        different = changes(wishes, seen, current, availability, self._clock.now())
        if different:
            raise MenuChanged(seen.version, current.version, different, current.currency)
        lines = tuple([priced_line(wish, current, restaurant) for wish in wishes])
        self._known.keep(wishes, lines, current.version, restaurant)
        return lines, current.version

    async def _seen(
        self, restaurant_id: str, version: int, current: PublishedMenu
    ) -> PublishedMenu:
        if version == current.version:
            return current
        try:
            return await self._menus.at_version(restaurant_id, version)
        except NotFound:
            wrong = FieldViolation("menu_version", f"no such version; it is {current.version} now")
            raise InvalidFields([wrong]) from None
