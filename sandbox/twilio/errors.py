"""Twilio's error envelope, and the errors that the sandbox can answer or let a message end with."""

from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: Refused when a message is created: the HTTP status, and Twilio's words.
REFUSALS: dict[int, tuple[int, str]] = {
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "An internal server error has occurred"),
    20503: (503, "Service is temporarily unavailable"),
    21211: (400, "Invalid 'To' Phone Number"),
    21212: (400, "Invalid 'From' Phone Number"),
    21408: (400, "Permission to send an SMS has not been enabled for this region"),
    21602: (400, "Message body is required"),
    21603: (400, "A 'From' phone number is required"),
    21604: (400, "A 'To' phone number is required"),
    21606: (400, "The 'From' phone number is not a valid, SMS-capable number"),
    21608: (400, "The number is unverified; trial accounts send to verified numbers only"),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21611: (429, "This 'From' number has exceeded the maximum number of queued messages"),
    21612: (400, "The 'To' phone number is not currently reachable"),
    21614: (400, "'To' number is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    21655: (400, "The ContentSid is Invalid"),
    21656: (400, "The Content Variables Parameter is invalid"),
    63007: (400, "Twilio could not find a Channel with the specified From address"),
    63018: (429, "Rate limit exceeded for Channel"),
}
#: A message that was taken may end with these.
FAILURES: dict[int, str] = {
    30001: "Queue overflow",
    30002: "Account suspended",
    30003: "Unreachable destination handset",
    30004: "Message blocked",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Message filtered by carrier",
    30008: "Unknown error",
    30034: "Message from an unregistered number",
    63001: "Channel could not authenticate the request",
    63003: "Channel could not find To address",
    63005: "Channel did not accept given content",
    63012: "Channel provider returned an internal service error",
    63013: "Channel policy violation",
    63016: "Outside the allowed window; use a Message Template",
    63018: "Rate limit exceeded for Channel",
    63024: "Invalid message recipient",
    63032: "User cannot receive this message",
    63049: "Meta chose not to deliver this WhatsApp marketing message",
}
#: Never left Twilio; the others came back from the network.
_NOT_LEFT = 30002


class ApiError(Exception):
    """A refusal with Twilio's code."""

    def __init__(self, code: int) -> None:
        """One of REFUSALS."""
        self.status, self.message = REFUSALS[code]
        super().__init__(self.message)
        self.code = code

    def response(self) -> web.Response:
        """The answer as Twilio words it."""
        body = {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
        return web.json_response(body, status=self.status)


def last_status(code: int) -> str:
    """Twilio's word for a message that ended with this error."""
    return "failed" if code <= _NOT_LEFT or code >= 63000 else "undelivered"


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns ApiError and unknown paths into Twilio's envelope."""
    try:
        return await handler(request)
    except ApiError as error:
        return error.response()
    except web.HTTPNotFound:
        return ApiError(20404).response()
