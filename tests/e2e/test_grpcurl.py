"""What a developer does first: looks around with the real grpcurl."""

from __future__ import annotations

import asyncio
import json
import os
import re
import uuid
from asyncio.subprocess import PIPE, STDOUT
from typing import Any

import pytest

from deploy.local.binaries import GRPCURL, find
from deploy.toolchain.paths import ROOT
from tests.support.stack import OpenHouse

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stack")]

LIST_TABLES = "here2order.catalog.v1.TableService/ListTables"
CREATE_TABLE = "here2order.catalog.v1.TableService/CreateTable"
SCAN_TABLE = "here2order.ordering.v1.VisitService/ScanTable"


@pytest.fixture(params=["envoy", "server"])
def target(request: pytest.FixtureRequest, open_stack: OpenHouse) -> str:
    """Reflection works before Envoy and behind it."""
    ports = open_stack.stack.ports
    return f"localhost:{ports.origin if request.param == 'envoy' else ports.api[0]}"


async def grpcurl(
    target: str, *what: str, token: str = "", body: Any = None
) -> tuple[int | None, str]:
    """Exit code and everything that was printed."""
    options = ["-plaintext"]
    options += ["-H", f"authorization: Bearer {token}"] if token else []
    options += ["-d", json.dumps(body)] if body is not None else []
    program = await asyncio.create_subprocess_exec(
        find(GRPCURL), *options, target, *what, stdout=PIPE, stderr=STDOUT
    )
    said, _ = await program.communicate()
    return program.returncode, said.decode()


def details(said: str) -> dict[str, Any]:
    """The details of a refusal, by the last word of their type."""
    found = [json.loads(text) for text in re.findall(r"^ *\d+\)\s+(\{.*\})$", said, re.MULTILINE)]
    return {one["@type"].rpartition(".")[2]: one for one in found}


async def refused(target: str, what: str, body: Any, token: str = "") -> tuple[str, str]:
    """Status and reason."""
    code, said = await grpcurl(target, what, token=token, body=body)
    assert code != 0, said
    status = re.search(r"^ *Code: (\w+)$", said, re.MULTILINE)
    assert status, said
    return status[1], details(said)["ErrorInfo"]["reason"]


async def test_list_names_every_service_of_the_contract(target: str) -> None:
    code, said = await grpcurl(target, "list")
    assert code == 0, said
    files = ROOT.glob("protos/here2order/*/v1/*_service.proto")
    texts = [file.read_text() for file in files]
    services = {
        f"{package}.{name}"
        for text in texts
        for package in re.findall(r"^package (.+);", text, re.MULTILINE)
        for name in re.findall(r"^service (\w+)", text, re.MULTILINE)
    }
    assert services
    assert services <= set(said.split())
    assert "grpc.health.v1.Health" in said.split()


async def test_describe_shows_a_service_with_who_may_call_it(target: str) -> None:
    code, said = await grpcurl(target, "describe", "here2order.ordering.v1.TicketService")
    assert code == 0, said
    assert "rpc BumpTicket ( .here2order.ordering.v1.BumpTicketRequest )" in said
    assert re.search(r"rpc WatchTickets \(.*\) returns \( stream ", said)
    assert "CALLER_DEVICE" in said


async def test_describe_shows_a_message_with_its_limits(target: str) -> None:
    code, said = await grpcurl(target, "describe", "here2order.ordering.v1.LineRequest")
    assert code == 0, said
    assert re.search(r"int32 quantity = 3 .*lte:99", said)


async def test_a_call_is_answered(target: str, open_stack: OpenHouse) -> None:
    seeded = open_stack.seeded
    body = {"restaurant_id": seeded.restaurant_id}
    code, said = await grpcurl(target, LIST_TABLES, token=seeded.tokens["staff"], body=body)
    assert code == 0, said
    tables = json.loads(said)["tables"]
    assert {table["name"] for table in tables} >= {str(number) for number in range(1, 13)}
    assert seeded.table_code in {table["code"] for table in tables}


async def test_a_wrong_call_gets_a_status_a_reason_and_the_offending_fields(
    target: str, open_stack: OpenHouse
) -> None:
    body = {
        "restaurant_id": open_stack.seeded.restaurant_id,
        "request_id": "the first",
        "table": {"name": "13", "seats": 1000},
    }
    owner = open_stack.seeded.tokens["owner"]
    why = await refused(target, CREATE_TABLE, body, token=owner)
    assert why == ("InvalidArgument", "INVALID_FIELDS")
    _, said = await grpcurl(target, CREATE_TABLE, token=owner, body=body)
    found = details(said)
    assert found["ErrorInfo"]["domain"] == "here2order"
    violations = {
        one["field"]: one["description"] for one in found["BadRequest"]["field_violations"]
    }
    assert set(violations) == {"request_id", "table.seats"}
    assert violations["table.seats"].endswith("less than or equal to 100")


async def test_who_sends_no_token_is_told_to(target: str, open_stack: OpenHouse) -> None:
    body = {"restaurant_id": open_stack.seeded.restaurant_id}
    assert await refused(target, LIST_TABLES, body) == ("Unauthenticated", "TOKEN_MISSING")


async def test_who_may_not_call_is_told_so(target: str, open_stack: OpenHouse) -> None:
    body = {
        "restaurant_id": open_stack.seeded.restaurant_id,
        "request_id": str(uuid.uuid4()),
        "table": {"name": "13", "seats": 2},
    }
    why = await refused(target, CREATE_TABLE, body, token=open_stack.seeded.tokens["staff"])
    assert why == ("PermissionDenied", "CALLER_NOT_ALLOWED")


async def test_a_code_that_opens_no_table_is_called_that(target: str) -> None:
    body = {"code": "nobodyatall", "request_id": str(uuid.uuid4())}
    assert await refused(target, SCAN_TABLE, body) == ("NotFound", "TABLE_CODE_UNKNOWN")


async def test_the_lines_that_make_run_prints_work_as_they_stand(open_stack: OpenHouse) -> None:
    printed = str(open_stack.seeded)
    tokens = dict(re.findall(r"^ +([A-Z]+)=(\S+)$", printed, re.MULTILINE))
    commands = printed.partition("And then:\n")[2]
    assert commands.count("grpcurl") == 2
    shell = await asyncio.create_subprocess_exec(
        *("bash", "-e", "-c", commands),
        cwd=ROOT,
        env={**os.environ, **tokens},
        stdout=PIPE,
        stderr=STDOUT,
    )
    said, _ = await shell.communicate()
    assert shell.returncode == 0, said.decode()
    assert b"here2order.catalog.v1.TableService" in said
    assert open_stack.seeded.table_code.encode() in said
