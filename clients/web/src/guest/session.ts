import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { signal } from "@preact/signals";
import { failureOf, isTokenBad } from "../api/failure";
import { uuid } from "../api/uuid";
import { millis } from "../format/time";
import { type Visit, VisitState } from "../gen/here2order/ordering/v1/visit_pb";
import {
  type ScanTableResponse,
  ScanTableResponseSchema,
  type VisitService,
} from "../gen/here2order/ordering/v1/visit_service_pb";
import { load, loadMessage, save, saveMessage } from "../storage/local";

export type VisitClient = Client<typeof VisitService>;

/** A scan of a table's code: the same request id is the same guest, over every reload. */
interface Scan {
  requestId: string;
  /** When the page was last used with it. */
  usedMs: number;
}

/** Who comes back to a table later than this has come for another meal. */
const SAME_MEAL_MS = 8 * 3_600_000;
const RENEW_BEFORE_MS = 15 * 60_000;

/** One phone at one table: its visit and its token. */
export class Session {
  readonly visit = signal<Visit | undefined>(undefined);
  /** The visit has ended; nothing can be ordered any more. */
  readonly over = signal(false);
  /** The last answer to the scan, with the newest token in it. */
  #held: ScanTableResponse | undefined;
  #renewing: Promise<void> | undefined;
  #scan: Scan;
  readonly #client: VisitClient;
  readonly #code: string;

  constructor(code: string, client: VisitClient) {
    this.#code = code;
    this.#client = client;
    const kept = load<Scan>(this.#key("scan"));
    const fresh = kept !== undefined && Date.now() - kept.usedMs < SAME_MEAL_MS;
    this.#scan = fresh ? kept : { requestId: uuid(), usedMs: Date.now() };
    if (fresh) this.#resume();
  }

  token(): string {
    return this.#held?.token ?? "";
  }

  get guestId(): string {
    return this.#held?.guestId ?? "";
  }

  /** Opens or joins the table's visit, unless a token of an earlier load is still good. */
  async enter(): Promise<void> {
    save(this.#key("scan"), { ...this.#scan, usedMs: Date.now() });
    if (this.#remainingMs() < 60_000) await this.renew();
  }

  /** Lets go of a visit that has ended: the next load of the page opens another. */
  forget(): void {
    save(this.#key("scan"), undefined);
    save(this.#key("visit"), undefined);
  }

  /** Runs a call; with a new token once more if the old one has expired. */
  async call<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      const failure = failureOf(error);
      if (failure.reason === "VISIT_CLOSED") this.over.value = true;
      if (!isTokenBad(failure)) throw error;
      await this.renew();
      return await call();
    }
  }

  /** Gets a new token for the same guest. Many may ask at once; one call is made. */
  renew(): Promise<void> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  /** Renews when the time has come; called now and then. */
  async keepFresh(): Promise<void> {
    if (this.over.value || this.#remainingMs() > RENEW_BEFORE_MS) return;
    await this.renew().catch(() => {}); // the next call will say what is wrong
  }

  async #renew(): Promise<void> {
    try {
      if (this.#remainingMs() > 0) await this.#renewToken();
      else await this.#scanTable();
    } catch (error) {
      if (failureOf(error).reason === "VISIT_CLOSED") this.over.value = true;
      throw error;
    }
  }

  async #renewToken(): Promise<void> {
    try {
      const renewed = await this.#client.renewVisitToken({});
      const held = this.#held ?? create(ScanTableResponseSchema);
      held.token = renewed.token;
      held.tokenExpireTime = renewed.tokenExpireTime;
      this.#take(held);
    } catch (error) {
      if (!isTokenBad(failureOf(error))) throw error;
      this.#held = undefined;
      await this.#scanTable();
    }
  }

  async #scanTable(): Promise<void> {
    const request = { code: this.#code, requestId: this.#scan.requestId };
    this.#take(await this.#client.scanTable(request));
  }

  #resume(): void {
    const kept = loadMessage(this.#key("visit"), ScanTableResponseSchema);
    if (kept) this.#take(kept);
    if (this.#remainingMs() <= 0) this.#held = undefined;
  }

  #take(response: ScanTableResponse): void {
    this.#held = response;
    this.visit.value = response.visit;
    this.over.value = response.visit?.state === VisitState.CLOSED;
    saveMessage(this.#key("visit"), ScanTableResponseSchema, response);
  }

  #remainingMs(): number {
    return (millis(this.#held?.tokenExpireTime) ?? 0) - Date.now();
  }

  #key(what: string): string {
    return `${what}.${this.#code}`;
  }
}
