"""A guest's phone shows the menu as it is, all evening."""

from here2order.catalog.v1 import menu_service_pb2 as api
from here2order.identity.v1.device_service_pb2 import RevokeDeviceRequest
from here2order.ordering.v1 import visit_service_pb2

from tests.rpc.catalog.parties import Caller, Owner
from tests.support.app import RunningApp, SteeredClock


def _sardines_out(owner: Owner, until: int = 0) -> api.MarkSoldOutRequest:
    request = api.MarkSoldOutRequest(
        restaurant_id=owner.restaurant_id, target=api.ItemOrOption(item_id="sardines")
    )
    if until:
        request.until_time.FromSeconds(until)
    return request


async def test_a_watcher_sees_the_menu_then_what_runs_out_and_what_is_published(
    owner: Owner, guest: Caller
) -> None:
    await owner.menu("sardines")
    async with guest.watching("") as phone:
        first = await phone.menu()
        assert first == await guest.ask(guest.menus.GetMenu, api.GetMenuRequest())
        await owner.ask(owner.menus.MarkSoldOut, _sardines_out(owner))
        assert await phone.out() == {"sardines"}
        await owner.menu("sardines", "octopus")
        second = await phone.menu()
        assert second.menu.version == 2
        assert [one.item_id for one in second.availability.sold_out] == ["sardines"]
        back = api.MarkAvailableRequest(
            restaurant_id=owner.restaurant_id, target=api.ItemOrOption(item_id="sardines")
        )
        await owner.ask(owner.menus.MarkAvailable, back)
        assert await phone.out() == set()


async def test_a_quiet_evening_still_beats(owner: Owner, guest: Caller) -> None:
    await owner.menu("sardines")
    async with guest.watching("") as phone:
        await phone.menu()
        for _ in range(3):
            await phone.beat()


async def test_a_watcher_sees_a_dish_come_back_by_itself(
    owner: Owner, guest: Caller, clock: SteeredClock
) -> None:
    await owner.menu("sardines")
    async with guest.watching("") as phone:
        await phone.menu()
        until = int(clock.now().timestamp()) + 3600
        await owner.ask(owner.menus.MarkSoldOut, _sardines_out(owner, until))
        assert await phone.out() == {"sardines"}
        clock.pass_time(seconds=3601)
        assert await phone.out() == set()


async def test_nobody_watches_a_menu_that_is_not_there(owner: Owner, guest: Caller) -> None:
    del owner
    async with guest.watching("") as phone:
        ended = await phone.end()
    assert (ended.code, ended.reason) == ("FAILED_PRECONDITION", "NO_MENU")


async def test_a_revoked_screen_goes_dark_at_once(owner: Owner, screen: tuple[Caller, str]) -> None:
    kitchen, device_id = screen
    await owner.menu("sardines")
    async with kitchen.watching("") as pass_screen:
        await pass_screen.menu()
        await owner.ask(
            owner.api.devices.RevokeDevice,
            RevokeDeviceRequest(restaurant_id=owner.restaurant_id, device_id=device_id),
        )
        ended = await pass_screen.end()
    assert (ended.code, ended.reason) == ("UNAUTHENTICATED", "DEVICE_REVOKED")


async def test_a_guest_whose_visit_is_over_watches_no_more(owner: Owner, guest: Caller) -> None:
    await owner.menu("sardines")
    visits = owner.api.visits
    visit = (await guest.ask(visits.GetVisit, visit_service_pb2.GetVisitRequest())).visit
    async with guest.watching("") as phone:
        await phone.menu()
        await owner.ask(
            visits.CloseVisit,
            visit_service_pb2.CloseVisitRequest(
                restaurant_id=owner.restaurant_id, visit_id=visit.id
            ),
        )
        ended = await phone.end()
    assert (ended.code, ended.reason) == ("FAILED_PRECONDITION", "VISIT_CLOSED")


async def test_a_server_that_stops_tells_watchers_to_come_back(
    app: RunningApp, owner: Owner, guest: Caller
) -> None:
    await owner.menu("sardines")
    async with guest.watching("") as phone:
        await phone.menu()
        await app.app.feed.stop()
        ended = await phone.end()
    assert (ended.code, ended.reason) == ("UNAVAILABLE", "SERVER_STOPPING")
