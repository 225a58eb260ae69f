import { create } from "@bufbuild/protobuf";
import { timestampFromMs, timestampNow } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema } from "../../src/gen/google/rpc/error_details_pb";
import {
  type Availability,
  AvailabilitySchema,
  type Menu,
} from "../../src/gen/here2order/catalog/v1/menu_pb";
import {
  type Restaurant,
  RestaurantSchema,
} from "../../src/gen/here2order/catalog/v1/restaurant_pb";
import {
  type LineRequest,
  type Order,
  type OrderLine,
  OrderLineSchema,
  OrderSchema,
  OrderState,
  TicketState,
  type Totals,
  TotalsSchema,
} from "../../src/gen/here2order/ordering/v1/order_pb";
import { type Visit, VisitSchema, VisitState } from "../../src/gen/here2order/ordering/v1/visit_pb";
import { menu } from "./menu";
import { Post } from "./post";
import { Till } from "./till";
import { Topic } from "./topic";

/**
 * A restaurant in memory: enough of the server's manners to look at the pages and to test their
 * stores against. What is right and wrong is decided by the server, not here.
 */
export class House {
  menus = new Map<bigint, Menu>([[1n, menu(1n)]]);
  availability: Availability = create(AvailabilitySchema, { version: 1n });
  restaurant: Restaurant = create(RestaurantSchema, {
    id: "rst_00000000000000000000000000",
    name: "Chakara",
    addressLines: ["9 Old Jetty Lane"],
    timeZone: "Asia/Kolkata",
    currency: "INR",
    billRounding: 100,
    taxes: [{ id: "gst", name: "GST 5 %", ratePpm: 50_000 }],
    stations: [
      { id: "fire", name: "Coals & fryer" },
      { id: "pots", name: "Clay pots" },
      { id: "sweets", name: "Sweets" },
    ],
  });
  readonly orders = new Map<string, Order>();
  readonly byRequest = new Map<string, string>();
  readonly changes = new Topic<Order>();
  readonly menuChanges = new Topic<"menu" | "availability">();
  readonly till = new Till(this);
  readonly visits = new Map<string, Visit>();
  readonly post = new Post();

  get menu(): Menu {
    return [...this.menus.values()].at(-1) as Menu;
  }

  publish(next: Menu): void {
    this.menus.set(next.version, next);
    this.menuChanges.publish("menu");
  }

  setSoldOut(itemId: string, out: boolean): Availability {
    const rest = this.availability.soldOut.filter((entry) => entry.itemId !== itemId);
    this.availability = create(AvailabilitySchema, {
      version: this.availability.version + 1n,
      soldOut: out ? [...rest, { itemId }] : rest,
    });
    this.menuChanges.publish("availability");
    return this.availability;
  }

  /** A party sits down. */
  seat(id: string, tableName: string, guestName: string): void {
    const guests = [{ id: `gst_${id.slice(-2)}`, name: guestName }];
    const state = VisitState.OPEN;
    const openTime = timestampNow();
    const restaurantId = this.restaurant.id;
    this.visits.set(
      id,
      create(VisitSchema, { id, restaurantId, tableName, state, guests, openTime }),
    );
  }

  place(
    lines: LineRequest[],
    table = "4",
    note = "",
    agoMs = 0,
    by: { visitId?: string; guestName?: string; guestId?: string } = {},
  ): Order {
    const priced = lines.map((line) => this.price(line));
    const placed = Date.now() - agoMs;
    const stations = [...new Set(priced.map((line) => line.stationId))];
    const order = create(OrderSchema, {
      id: `ord_${String(this.orders.size + 1).padStart(26, "0")}`,
      visitId: by.visitId ?? "vis_00000000000000000000000001",
      guestName: by.guestName ?? "",
      tableName: table,
      number: `K${String(this.orders.size + 7)}QX`,
      state: OrderState.PLACED,
      lines: priced,
      tickets: stations.map((stationId) => ({ stationId, state: TicketState.QUEUED })),
      totals: this.totals(priced),
      note,
      placeTime: timestampFromMs(placed),
      readyEstimateTime: timestampFromMs(placed + 14 * 60_000),
      version: 1n,
      timeline: [
        {
          kind: "placed",
          state: OrderState.PLACED,
          time: timestampFromMs(placed),
          actor: { kind: "guest", id: by.guestId ?? "gst_1" },
        },
      ],
    });
    this.orders.set(order.id, order);
    this.changes.publish(order);
    return order;
  }

  /** Records what happened to an order and tells everybody. */
  move(order: Order, kind: string, state: OrderState, change: Partial<Order> = {}): Order {
    const event = { kind, state, time: timestampNow(), actor: { kind: "device" } };
    const next = create(OrderSchema, {
      ...order,
      ...change,
      state,
      version: order.version + 1n,
    } as Order);
    next.timeline = [...order.timeline, create(OrderSchema, { timeline: [event] }).timeline].flat();
    this.orders.set(order.id, next);
    this.changes.publish(next);
    return next;
  }

  /** A station came to another state; the order follows from all of them. */
  moveTicket(orderId: string, stationId: string, kind: string, state: TicketState): Order {
    const order = this.find(orderId);
    const tickets = order.tickets.map((ticket) =>
      ticket.stationId === stationId ? { ...ticket, state } : ticket,
    );
    const ready = tickets.every((ticket) => ticket.state === TicketState.READY);
    const next = ready ? OrderState.READY : OrderState.IN_PREPARATION;
    return this.move(order, kind, next, { tickets });
  }

  find(orderId: string): Order {
    const order = this.orders.get(orderId);
    if (!order) throw refusal(Code.NotFound, "NOT_FOUND");
    return order;
  }

  price(line: LineRequest): OrderLine {
    const item = this.menu.items.find((one) => one.id === line.itemId);
    const options = line.options.map((wish) => {
      const list = this.menu.modifierLists.find((one) => one.id === wish.modifierListId);
      const option = list?.options.find((one) => one.id === wish.optionId);
      return { ...wish, name: option?.name ?? "", price: option?.price };
    });
    const extras = options.reduce(
      (sum, o) => sum + (o.price?.amount ?? 0n) * BigInt(o.quantity || 1),
      0n,
    );
    const unit = (item?.price?.amount ?? 0n) + extras;
    return create(OrderLineSchema, {
      key: line.key,
      itemId: line.itemId,
      itemName: item?.name ?? "",
      stationId: item?.stationId ?? "",
      quantity: line.quantity,
      options: options.map(({ modifierListId, optionId, quantity, name }) => ({
        modifierListId,
        optionId,
        quantity,
        name,
      })),
      note: line.note,
      unitPrice: { currency: "INR", amount: unit },
      amount: { currency: "INR", amount: unit * BigInt(line.quantity) },
    });
  }

  totals(lines: OrderLine[]): Totals {
    const sum = lines.reduce((total, line) => total + (line.amount?.amount ?? 0n), 0n);
    const tax = (sum * 5n) / 100n;
    const inr = (amount: bigint) => ({ currency: "INR", amount });
    return create(TotalsSchema, {
      linesAmount: inr(sum),
      taxes: [{ taxId: "gst", name: "GST 5 %", ratePpm: 50_000, amount: inr(tax) }],
      totalAmount: inr(sum + tax),
    });
  }
}

export function refusal(code: Code, reason: string, metadata: Record<string, string> = {}) {
  const info = { desc: ErrorInfoSchema, value: { reason, domain: "here2order", metadata } };
  return new ConnectError(reason, code, undefined, [info]);
}
