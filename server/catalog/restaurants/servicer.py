"""RestaurantService."""

from here2order.catalog.v1 import restaurant_service_pb2 as pb

from server.catalog.restaurants.convert import edited, restaurant_to_proto, settings_from_proto
from server.catalog.restaurants.domain import Restaurant, Settings
from server.catalog.restaurants.service import RestaurantService
from server.rpc.call import Call
from server.rpc.principal import User


class RestaurantServicer:
    """The RPCs, as documented in the contract."""

    def __init__(self, restaurants: RestaurantService) -> None:
        """`restaurants` does the work."""
        self._restaurants = restaurants

    async def CreateRestaurant(
        self, request: pb.CreateRestaurantRequest, call: Call
    ) -> pb.CreateRestaurantResponse:
        """Makes a restaurant; the caller becomes its owner."""
        settings = settings_from_proto(request.restaurant)
        origin = call.origin(request.request_id)
        restaurant = await self._restaurants.create(_user_id(call), settings, origin)
        return pb.CreateRestaurantResponse(restaurant=restaurant_to_proto(restaurant))

    async def GetRestaurant(
        self, request: pb.GetRestaurantRequest, call: Call
    ) -> pb.GetRestaurantResponse:
        """The restaurant and its settings."""
        restaurant = await self._restaurants.get(call.restaurant_id)
        return pb.GetRestaurantResponse(restaurant=restaurant_to_proto(restaurant))

    async def UpdateRestaurant(
        self, request: pb.UpdateRestaurantRequest, call: Call
    ) -> pb.UpdateRestaurantResponse:
        """Changes the fields that the mask names."""

        def edit(restaurant: Restaurant) -> Settings:
            return edited(restaurant, request.restaurant, request.update_mask)

        restaurant = await self._restaurants.update(
            call.restaurant_id, edit, request.expected_version
        )
        return pb.UpdateRestaurantResponse(restaurant=restaurant_to_proto(restaurant))


def _user_id(call: Call) -> str:
    if not isinstance(call.principal, User):
        raise LookupError(f"{call.method.path} is for users")
    return call.principal.user_id
