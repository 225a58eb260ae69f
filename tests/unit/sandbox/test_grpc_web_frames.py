"""gRPC-Web as it comes out of the network: in pieces of any size."""

from itertools import pairwise

import grpc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.dinner.wires.frames import Frame, Frames, framed, status_error, trailers

TRAILERS = b"grpc-status:0\r\ngrpc-message:\r\n"
ANSWER = framed(b"one") + framed(b"") + b"\x80" + framed(TRAILERS)[1:]


@given(st.lists(st.integers(1, len(ANSWER) - 1), unique=True))
def test_frames_are_the_same_however_the_body_is_cut(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(ANSWER)]
    frames = Frames()
    pieces = [ANSWER[start:end] for start, end in pairwise(edges)]
    cut = [frame for piece in pieces for frame in frames.cut(piece)]
    assert cut == [Frame(False, b"one"), Frame(False, b""), Frame(True, TRAILERS)]


def test_a_refusal_keeps_its_words_and_its_details() -> None:
    error = status_error(
        trailers(b"Grpc-Status: 9\r\ngrpc-message: caf%C3%A9\r\ngrpc-status-details-bin: AAEC/w")
    )
    assert error is not None
    assert error.code() is grpc.StatusCode.FAILED_PRECONDITION
    assert error.details() == "café"
    assert dict(error.trailing_metadata())["grpc-status-details-bin"] == b"\x00\x01\x02\xff"


def test_ok_is_no_error() -> None:
    assert status_error(trailers(TRAILERS)) is None


@pytest.mark.parametrize("fields", [{}, {"content-type": "application/grpc-web+proto"}])
def test_an_answer_that_breaks_off_is_unavailable(fields: dict[str, str]) -> None:
    error = status_error(fields)
    assert error is not None
    assert error.code() is grpc.StatusCode.UNAVAILABLE
