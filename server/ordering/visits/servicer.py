"""VisitService."""

from datetime import datetime

from here2order.ordering.v1 import visit_service_pb2 as pb

from server.identity.tokens.own import OwnTokens
from server.ordering.visits.convert import visit_to_proto
from server.ordering.visits.service import VisitService
from server.rpc.call import Call
from server.rpc.paging import decode_page_token, page_of
from server.rpc.principal import Guest
from server.rpc.times import to_timestamp

_PAGE = 100


class VisitServicer:
    """Answers here2order.ordering.v1.VisitService."""

    def __init__(self, visits: VisitService, tokens: OwnTokens) -> None:
        """`tokens` signs what guests show."""
        self._visits = visits
        self._tokens = tokens

    async def ScanTable(self, request: pb.ScanTableRequest, call: Call) -> pb.ScanTableResponse:
        """Opens or joins the table's visit."""
        seat = await self._visits.scan(request.code, request.request_id, request.guest_name)
        visit, expires = seat.visit, self._visits.token_expiry()
        token = self._token(Guest(seat.guest.id, visit.id, visit.restaurant_id), expires)
        return pb.ScanTableResponse(
            visit=visit_to_proto(visit),
            guest_id=seat.guest.id,
            token=token,
            token_expire_time=to_timestamp(expires),
        )

    async def RenewVisitToken(
        self, request: pb.RenewVisitTokenRequest, call: Call
    ) -> pb.RenewVisitTokenResponse:
        """A new token for the same guest."""
        guest = _guest(call)
        await self._visits.renew(guest.restaurant_id, guest.visit_id)
        expires = self._visits.token_expiry()
        return pb.RenewVisitTokenResponse(
            token=self._token(guest, expires), token_expire_time=to_timestamp(expires)
        )

    async def OpenVisit(self, request: pb.OpenVisitRequest, call: Call) -> pb.OpenVisitResponse:
        """Seats a party without a phone."""
        visit = await self._visits.open_at(call.restaurant_id, request.table_id)
        return pb.OpenVisitResponse(visit=visit_to_proto(visit))

    async def GetVisit(self, request: pb.GetVisitRequest, call: Call) -> pb.GetVisitResponse:
        """One visit; a guest's own if none is named."""
        own = call.principal.visit_id if isinstance(call.principal, Guest) else ""
        visit = await self._visits.get(call.restaurant_id, request.visit_id or own)
        return pb.GetVisitResponse(visit=visit_to_proto(visit))

    async def ListOpenVisits(
        self, request: pb.ListOpenVisitsRequest, call: Call
    ) -> pb.ListOpenVisitsResponse:
        """Open visits, oldest first."""
        size = request.page_size or _PAGE
        after = decode_page_token(request.page_token, str)
        visits = await self._visits.list_open(
            call.restaurant_id, str(after[0]) if after else "", size + 1
        )
        page, more = page_of(visits, size, lambda visit: (visit.id,))
        shown = [visit_to_proto(visit) for visit in page]
        return pb.ListOpenVisitsResponse(visits=shown, next_page_token=more)

    async def CloseVisit(self, request: pb.CloseVisitRequest, call: Call) -> pb.CloseVisitResponse:
        """Ends a visit."""
        visit = await self._visits.close(
            call.restaurant_id, request.visit_id, request.expected_version
        )
        return pb.CloseVisitResponse(visit=visit_to_proto(visit))

    def _token(self, guest: Guest, expires: datetime) -> str:
        return self._tokens.guest_token(
            guest.guest_id, guest.visit_id, guest.restaurant_id, expires
        )


def _guest(call: Call) -> Guest:
    principal = call.principal
    if not isinstance(principal, Guest):
        raise LookupError(f"{call.method.path} is for guests")
    return principal
