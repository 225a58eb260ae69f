import type { Interceptor, Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";

/** Gives the token to send, or an empty string when there is none yet. */
export type TokenSource = () => string;

/** A call without an answer after this long is sent again. Streams have no deadline. */
export const CALL_TIMEOUT_MS = 10_000;

/** The one place where a token meets a call. */
export function bearer(token: TokenSource): Interceptor {
  return (next) => (request) => {
    const value = token();
    if (value !== "") request.header.set("authorization", `Bearer ${value}`);
    return next(request);
  };
}

/** gRPC-Web to the origin that served the page, which is Envoy. */
export function webTransport(token: TokenSource): Transport {
  return createGrpcWebTransport({
    baseUrl: globalThis.location.origin,
    useBinaryFormat: true,
    defaultTimeoutMs: CALL_TIMEOUT_MS,
    interceptors: [bearer(token)],
  });
}
