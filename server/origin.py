"""Which request made something: what makes creating idempotent."""

from server.values import value


@value
class Origin:
    """Stands in everything that a request creates, and finds it when the request comes again."""

    #: "user:…", "guest:…" or "device:…".
    caller: str
    #: As the client chose it.
    request_id: str
    #: Of the whole request: the same id with other content is another request.
    content_hash: str
