import { Code, ConnectError } from "@connectrpc/connect";
import { signal } from "@preact/signals";
import { failureOf, isTokenBad } from "../api/failure";
import type { Config } from "./config";

export type SignIn = "checking" | "out" | "in" | "unreachable";

/** Clerk's tokens live for a minute. */
const RENEW_MS = 45_000;

interface ClientAnswer {
  response: { sessions: { id: string; status: string }[]; last_active_session_id: string | null };
}

/**
 * The person's session at Clerk, by its Frontend API: `GET /v1/client` says which there is, and
 * `POST /v1/client/sessions/{id}/tokens` gives a fresh token. The sandbox speaks the same.
 */
export class ClerkSession {
  readonly state = signal<SignIn>("checking");
  #token = "";
  /** Given by hand: there is nobody to ask for another. */
  #pasted = false;
  #renewing: Promise<void> | undefined;
  readonly #config: Config;
  readonly #fetch: typeof fetch;

  constructor(config: Config, fetchWith: typeof fetch = (...all) => fetch(...all)) {
    this.#config = config;
    this.#fetch = fetchWith;
  }

  token(): string {
    return this.#token;
  }

  /** Looks whether somebody is signed in. */
  async check(): Promise<void> {
    await this.renew().catch(() => {}); // the state says it
  }

  /** Works with a token that somebody pasted, for as long as it is good. */
  use(token: string): void {
    this.#token = token.trim();
    this.#pasted = true;
    this.state.value = "in";
  }

  signOut(): void {
    this.#token = "";
    this.#pasted = false;
    this.state.value = "out";
  }

  /** Keeps the token fresh; gives a way to stop. */
  keepFresh(): () => void {
    const timer = setInterval(() => {
      if (this.state.value === "in" && !this.#pasted) void this.check();
    }, RENEW_MS);
    return () => clearInterval(timer);
  }

  /** Runs a call; with a new token once more if the old one has expired. */
  async call<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!isTokenBad(failureOf(error))) throw error;
      await this.renew();
      return await call();
    }
  }

  /** Gets a new token. Many may ask at once; one is fetched. */
  renew(): Promise<void> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(): Promise<void> {
    if (this.#pasted || !this.#config.clerkUrl) return this.#out();
    let session: string | undefined;
    try {
      session = await this.#session();
      if (session) await this.#fetchToken(session);
    } catch {
      // The token at hand may still be good: only a page without one has nothing to show.
      if (this.#token === "") this.state.value = "unreachable";
      throw new ConnectError("Clerk does not answer", Code.Unavailable);
    }
    if (!session) this.#out();
  }

  #out(): never {
    this.signOut();
    throw new ConnectError("nobody is signed in", Code.Unauthenticated);
  }

  async #session(): Promise<string | undefined> {
    const { response } = await this.#ask<ClientAnswer>("GET", "/v1/client");
    const active = response?.sessions.filter(({ status }) => status === "active") ?? [];
    const last = active.find(({ id }) => id === response.last_active_session_id);
    return (last ?? active[0])?.id;
  }

  async #fetchToken(session: string): Promise<void> {
    const path = `/v1/client/sessions/${encodeURIComponent(session)}/tokens`;
    const { jwt } = await this.#ask<{ jwt: string }>("POST", path);
    this.#token = jwt;
    this.state.value = "in";
  }

  async #ask<T>(method: string, path: string): Promise<T> {
    const options: RequestInit = { method, credentials: "include" };
    const answer = await this.#fetch(this.#config.clerkUrl + path, options);
    if (!answer.ok) throw new Error(`Clerk: ${answer.status}`);
    return (await answer.json()) as T;
  }
}
