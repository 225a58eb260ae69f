"""What the caller of a failing call is told, and what is nobody's business."""

import logging
from typing import Any

import grpc
import pytest
from google.rpc import error_details_pb2
from here2order.ordering.v1 import order_service_pb2, stale_menu_pb2
from pymongo.errors import NotPrimaryError

from server.errors import (
    RETRY_SECONDS,
    STATUS,
    DomainError,
    FieldViolation,
    InvalidFields,
    NotFound,
    Reason,
)
from server.rpc.call import Call
from tests.support.refusals import Refusal, refused
from tests.unit.rpc.conftest import Act, Served, WithDetail, get_order, watch_order

_SECRET = "password=hunter2"


def _raise(error: Exception) -> Act:
    async def act(request: Any, call: Call) -> None:
        raise error

    return act


def _retry_seconds(refusal: Refusal) -> float | None:
    info = error_details_pb2.RetryInfo()
    for detail in refusal.details:
        if detail.Unpack(info):
            return info.retry_delay.ToTimedelta().total_seconds()
    return None


async def test_a_fact_that_stands_in_the_way_is_told_with_its_parts(served: Served) -> None:
    served.servicer.act = _raise(NotFound("order", "ord_1"))
    refusal = await refused(get_order(served))
    assert (refusal.code, refusal.reason) == ("NOT_FOUND", "NOT_FOUND")
    assert refusal.metadata == {"resource": "order", "id": "ord_1"}
    assert _retry_seconds(refusal) is None


async def test_every_offending_field_is_named(served: Served) -> None:
    wrong = [FieldViolation("lines[0].key", "is there twice"), FieldViolation("note", "too long")]
    served.servicer.act = _raise(InvalidFields(wrong))
    refusal = await refused(get_order(served))
    assert refusal.fields == ["lines[0].key", "note"]
    assert refusal.metadata == {"count": "2"}


@pytest.mark.parametrize("reason", Reason)
async def test_each_reason_has_its_status_and_says_when_to_come_back(
    served: Served, reason: Reason
) -> None:
    class Fact(DomainError):
        pass

    Fact.reason = reason
    served.servicer.act = _raise(Fact("so it is"))
    refusal = await refused(get_order(served))
    assert (refusal.code, refusal.reason) == (STATUS[reason], reason)
    assert _retry_seconds(refusal) == RETRY_SECONDS.get(reason)


async def test_a_message_of_the_contract_goes_along(served: Served) -> None:
    sent = stale_menu_pb2.StaleMenu(ordered_from_version=6, current_version=7)
    served.servicer.act = _raise(WithDetail(sent))
    refusal = await refused(get_order(served))
    found = stale_menu_pb2.StaleMenu()
    assert refusal.details[-1].Unpack(found)
    assert found == sent


async def test_of_a_fault_of_ours_nothing_is_told_but_where_to_find_it(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    served.servicer.act = _raise(KeyError(_SECRET))
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await get_order(served, metadata=[("x-request-id", "phone-1234")])
    refusal = await refused(get_order(served))
    assert (refusal.code, refusal.reason) == ("INTERNAL", "INTERNAL")
    error = caught.value
    told = [error.details(), error.debug_error_string(), str(error.trailing_metadata())]
    assert not any(_SECRET in str(part) or "KeyError" in str(part) for part in told)
    logged = [record for record in caplog.records if "phone-1234" in record.getMessage()]
    faults = [record for record in logged if record.levelno == logging.ERROR]
    assert _SECRET in str([record.exc_info for record in faults])


async def test_the_database_is_away_for_a_moment(served: Served) -> None:
    served.servicer.act = _raise(NotPrimaryError(_SECRET))
    refusal = await refused(get_order(served))
    assert (refusal.code, refusal.reason) == ("UNAVAILABLE", "UNAVAILABLE")
    assert _retry_seconds(refusal) == 1.0
    assert _SECRET not in str(refusal)


@pytest.mark.parametrize("error", [RuntimeError(_SECRET), NotFound("order", "ord_1")])
async def test_a_stream_that_breaks_later_says_as_much(served: Served, error: Exception) -> None:
    async def act(request: Any, call: Call) -> None:
        first = order_service_pb2.WatchOrderResponse(cursor="one")
        await call.write(first.SerializeToString())
        raise error

    served.servicer.act = act
    call = watch_order(served)
    assert (await call.read()).cursor == "one"
    refusal = await refused(call.read())
    assert refusal.reason in {"INTERNAL", "NOT_FOUND"}
    assert _SECRET not in str(refusal)


@pytest.mark.parametrize("method", ["GetOrder", "WatchOrder"])
@pytest.mark.parametrize("token", [[], [("authorization", "Bearer guest")]])
async def test_bytes_that_are_no_request(
    served: Served, method: str, token: list[tuple[str, str]]
) -> None:
    channel = served.api.channel
    kind = channel.unary_stream if method.startswith("Watch") else channel.unary_unary
    call = kind(f"/here2order.ordering.v1.OrderService/{method}")(b"\xff\xff", metadata=token)
    refusal = await refused(call.read() if method.startswith("Watch") else call)
    assert (refusal.code, refusal.reason) == ("INVALID_ARGUMENT", "INVALID_FIELDS")
    assert refusal.fields == [""]
    assert served.servicer.calls == []


async def test_a_text_that_is_no_text(served: Served) -> None:
    not_utf8 = b"\x12\x02\xff\xfe"
    call = served.api.channel.unary_unary("/here2order.ordering.v1.OrderService/GetOrder")
    refusal = await refused(call(not_utf8))
    assert (refusal.code, refusal.reason) == ("INVALID_ARGUMENT", "INVALID_FIELDS")


async def test_an_rpc_that_is_not_in_the_contract(served: Served) -> None:
    call = served.api.channel.unary_unary("/here2order.ordering.v1.OrderService/EatOrder")
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call(b"")
    assert caught.value.code() is grpc.StatusCode.UNIMPLEMENTED
