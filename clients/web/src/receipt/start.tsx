import { createClient, type Transport } from "@connectrpc/connect";
import { signal } from "@preact/signals";
import { render } from "preact";
import "../guest/fonts.css";
import "../guest/theme.css";
import "../ui/base.css";
import "../guest/controls.css";
import { type Failure, failureOf } from "../api/failure";
import type { TokenSource } from "../api/transport";
import { type Receipt, ReceiptService } from "../gen/here2order/billing/v1/receipt_service_pb";
import { App } from "./App";

export type Reading =
  | { kind: "reading" }
  | { kind: "trouble"; failure: Failure }
  | { kind: "read"; receipt: Receipt };

/** Shows the receipt with this token. Whoever has its address may read it: nobody signs in. */
export function startReceipt(
  root: HTMLElement,
  token: string,
  transportWith: (token: TokenSource) => Transport,
): void {
  const client = createClient(
    ReceiptService,
    transportWith(() => ""),
  );
  const reading = signal<Reading>({ kind: "reading" });
  const read = async () => {
    reading.value = { kind: "reading" };
    try {
      const { receipt } = await client.getReceipt({ receiptToken: token });
      if (receipt) reading.value = { kind: "read", receipt };
    } catch (error) {
      reading.value = { kind: "trouble", failure: failureOf(error) };
    }
  };
  render(<App reading={reading} onRetry={() => void read()} />, root);
  void read();
}
