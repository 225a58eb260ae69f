"""Settings: one frozen object, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

_PREFIX = "HERE2ORDER_"
_MIN_SECRET = 32


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which and how to set it."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that differs between one installation and another."""

    #: Signs the tokens of guests and devices; at least 32 characters, the same on every process.
    token_secret: str
    #: The issuer of Clerk's session tokens, exactly as in their `iss`.
    clerk_issuer: str
    #: Where Clerk publishes its keys.
    clerk_jwks_url: str
    #: Origins that may stand in `azp`; empty accepts any.
    clerk_authorized_parties: tuple[str, ...] = ()
    mongodb_uri: str = "mongodb://127.0.0.1:27117/?replicaSet=rs0"
    database: str = "here2order"
    #: host:port; worker i of several listens on port + i.
    listen: str = "127.0.0.1:50051"
    temporal_address: str = "127.0.0.1:7233"
    temporal_namespace: str = "default"
    #: Names this build of the workflows' worker, to run several side by side; empty: no versions.
    worker_build: str = ""
    #: What the codes on tables point to, without a slash at the end.
    public_url: str = "http://localhost:8080"
    reflection: bool = True
    #: host:port for Prometheus to scrape; worker i on port + i. Empty: nobody scrapes.
    metrics_listen: str = ""
    log_level: str = "INFO"
    #: How long calls may take to finish when the server stops.
    stop_grace_seconds: float = 10.0
    #: Unary calls at work at once; more are told to come back.
    max_calls: int = 1000
    #: Open streams; more are told to come back.
    max_streams: int = 20000
    #: A stream that says nothing else beats this often.
    heartbeat_seconds: float = 15.0
    #: Changes that may wait for a slow reader of a stream before it is cut off.
    stream_backlog: int = 256
    #: Stripe's secret key; empty: nobody pays online.
    stripe_secret_key: str = ""
    #: Stripe's publishable key, for the guest's page.
    stripe_publishable_key: str = ""
    #: Where the guest's page loads Stripe.js from.
    stripe_script_url: str = "https://js.stripe.com/clover/stripe.js"
    #: Where Stripe's API is; empty: at Stripe's.
    stripe_api_url: str = ""
    #: Signs Stripe's events; several while one is being replaced.
    stripe_webhook_secrets: tuple[str, ...] = ()
    #: How long a guest may take to pay.
    payment_expire_seconds: float = 900.0
    #: Twilio's account; empty: nobody is told anything.
    twilio_account_sid: str = ""
    #: Twilio's token of that account: signs in, and signs Twilio's callbacks.
    twilio_auth_token: str = ""
    #: Where Twilio's API is; empty: at Twilio's.
    twilio_api_url: str = ""
    #: The number that sends SMS, in E.164.
    twilio_sms_from: str = ""
    #: The number that sends WhatsApp, in E.164; empty: no WhatsApp.
    twilio_whatsapp_from: str = ""
    #: Signs Clerk's events, "whsec_…"; empty: none are believed.
    clerk_webhook_secret: str = ""
    #: Clerk's secret key, to ask who somebody is; empty: nobody is asked.
    clerk_secret_key: str = ""
    #: Where Clerk's backend API is.
    clerk_api_url: str = "https://api.clerk.com"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Reads HERE2ORDER_*. Raises SettingsError, naming what is missing or wrong."""
        read = _Reader(environment)
        return cls(
            token_secret=read.secret("TOKEN_SECRET"),
            clerk_issuer=read.required("CLERK_ISSUER"),
            clerk_jwks_url=read.required("CLERK_JWKS_URL"),
            clerk_authorized_parties=read.words("CLERK_AUTHORIZED_PARTIES"),
            mongodb_uri=read.text("MONGODB_URI", cls.mongodb_uri),
            database=read.text("DATABASE", cls.database),
            listen=read.text("LISTEN", cls.listen),
            temporal_address=read.text("TEMPORAL_ADDRESS", cls.temporal_address),
            temporal_namespace=read.text("TEMPORAL_NAMESPACE", cls.temporal_namespace),
            worker_build=read.text("WORKER_BUILD", cls.worker_build),
            public_url=read.text("PUBLIC_URL", cls.public_url).rstrip("/"),
            metrics_listen=read.text("METRICS_LISTEN", cls.metrics_listen),
            reflection=read.switch("REFLECTION", cls.reflection),
            log_level=read.text("LOG_LEVEL", cls.log_level).upper(),
            stop_grace_seconds=read.number("STOP_GRACE_SECONDS", cls.stop_grace_seconds),
            max_calls=int(read.number("MAX_CALLS", cls.max_calls)),
            max_streams=int(read.number("MAX_STREAMS", cls.max_streams)),
            heartbeat_seconds=read.number("HEARTBEAT_SECONDS", cls.heartbeat_seconds),
            stream_backlog=int(read.number("STREAM_BACKLOG", cls.stream_backlog)),
            stripe_secret_key=read.text("STRIPE_SECRET_KEY", ""),
            stripe_publishable_key=read.text("STRIPE_PUBLISHABLE_KEY", ""),
            stripe_script_url=read.text("STRIPE_SCRIPT_URL", cls.stripe_script_url),
            stripe_api_url=read.text("STRIPE_API_URL", "").rstrip("/"),
            stripe_webhook_secrets=read.words("STRIPE_WEBHOOK_SECRETS"),
            payment_expire_seconds=read.number(
                "PAYMENT_EXPIRE_SECONDS", cls.payment_expire_seconds
            ),
            twilio_account_sid=read.text("TWILIO_ACCOUNT_SID", ""),
            twilio_auth_token=read.text("TWILIO_AUTH_TOKEN", ""),
            twilio_api_url=read.text("TWILIO_API_URL", "").rstrip("/"),
            twilio_sms_from=read.text("TWILIO_SMS_FROM", ""),
            twilio_whatsapp_from=read.text("TWILIO_WHATSAPP_FROM", ""),
            clerk_webhook_secret=read.text("CLERK_WEBHOOK_SECRET", ""),
            clerk_secret_key=read.text("CLERK_SECRET_KEY", ""),
            clerk_api_url=read.text("CLERK_API_URL", cls.clerk_api_url).rstrip("/"),
        )


@dataclass(frozen=True, slots=True)
class _Reader:
    environment: Mapping[str, str]

    def text(self, name: str, default: str) -> str:
        return self.environment.get(_PREFIX + name) or default

    def required(self, name: str) -> str:
        value = self.environment.get(_PREFIX + name)
        if not value:
            raise SettingsError(f"{_PREFIX}{name} is not set; see server/config.py for its meaning")
        return value

    def secret(self, name: str) -> str:
        value = self.required(name)
        if len(value) < _MIN_SECRET:
            raise SettingsError(f"{_PREFIX}{name} needs at least {_MIN_SECRET} characters")
        return value

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(word.strip() for word in self.text(name, "").split(",") if word.strip())

    def switch(self, name: str, default: bool) -> bool:
        value = self.text(name, "on" if default else "off").lower()
        if value not in {"on", "off"}:
            raise SettingsError(f"{_PREFIX}{name} is {value!r}; it takes on or off")
        return value == "on"

    def number(self, name: str, default: float) -> float:
        value = self.text(name, str(default))
        try:
            return float(value)
        except ValueError:
            raise SettingsError(f"{_PREFIX}{name} is {value!r}; it takes a number") from None
