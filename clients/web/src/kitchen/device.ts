import type { Client } from "@connectrpc/connect";
import { signal } from "@preact/signals";
import type { DeviceService } from "../gen/here2order/identity/v1/device_service_pb";
import { load, save } from "../storage/local";

interface Paired {
  token: string;
  name: string;
}

const KEY = "device";

/** This screen as the restaurant knows it. */
export class Device {
  readonly paired = signal<Paired | undefined>(load<Paired>(KEY));
  /** Why it has to be paired again, in words; or empty. */
  readonly farewell = signal("");

  token(): string {
    return this.paired.value?.token ?? "";
  }

  /** Trades the code from the back office for a token. */
  async pair(client: Client<typeof DeviceService>, code: string): Promise<void> {
    const { token, device } = await client.pairDevice({ pairingCode: code });
    this.#set({ token, name: device?.name ?? "" });
    this.farewell.value = "";
  }

  unpair(why: string): void {
    this.farewell.value = why;
    this.#set(undefined);
  }

  #set(paired: Paired | undefined): void {
    this.paired.value = paired;
    save(KEY, paired);
  }
}
