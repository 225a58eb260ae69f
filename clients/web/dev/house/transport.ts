import type { MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs, timestampNow } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, createRouterTransport, type Transport } from "@connectrpc/connect";
import { ErrorInfoSchema } from "../../src/gen/google/rpc/error_details_pb";
import { MenuService } from "../../src/gen/here2order/catalog/v1/menu_service_pb";
import { RestaurantService } from "../../src/gen/here2order/catalog/v1/restaurant_service_pb";
import { DeviceService } from "../../src/gen/here2order/identity/v1/device_service_pb";
import { Role } from "../../src/gen/here2order/identity/v1/team_pb";
import { TeamService } from "../../src/gen/here2order/identity/v1/team_service_pb";
import { OrderState, TicketState } from "../../src/gen/here2order/ordering/v1/order_pb";
import {
  OrderService,
  type PlaceOrderRequest,
  type QuoteOrderRequest,
} from "../../src/gen/here2order/ordering/v1/order_service_pb";
import {
  LineChange_Kind,
  type LineChangeSchema,
  StaleMenuSchema,
} from "../../src/gen/here2order/ordering/v1/stale_menu_pb";
import { TicketService } from "../../src/gen/here2order/ordering/v1/ticket_service_pb";
import { VisitState } from "../../src/gen/here2order/ordering/v1/visit_pb";
import { VisitService } from "../../src/gen/here2order/ordering/v1/visit_service_pb";
import { type House, refusal } from "./house";
import { isOpen, ticketsOf } from "./tickets";
import { tillServices } from "./tillServices";

const beat = () => ({
  event: { case: "heartbeat" as const, value: { serverTime: timestampNow() } },
});

/** The services of the house, without a network. `offline` cuts every call that is made meanwhile. */
export function houseTransport(
  house: House,
  line: { offline: boolean } = { offline: false },
): Transport {
  return createRouterTransport(
    (router) => {
      const { service } = router;
      tillServices(router, house);
      service(RestaurantService, { getRestaurant: () => ({ restaurant: house.restaurant }) });
      service(DeviceService, {
        pairDevice: ({ pairingCode }) => {
          if (pairingCode.replace("-", "").toUpperCase() !== "K7QX29MT") {
            throw refusal(Code.NotFound, "PAIRING_CODE_UNKNOWN");
          }
          return { token: "device", device: { id: "dev_1", name: "Pass screen" } };
        },
      });
      service(TeamService, {
        listMyMemberships: () => ({
          memberships: [{ restaurantId: house.restaurant.id, userId: "user_1", role: Role.OWNER }],
        }),
      });
      service(VisitService, {
        listOpenVisits: () => ({ visits: [...house.visits.values()] }),
        closeVisit: ({ visitId }) => {
          const visit = house.visits.get(visitId);
          house.visits.delete(visitId);
          return { visit };
        },
        scanTable: ({ code }) => {
          if (code === "unknown-code") throw refusal(Code.NotFound, "TABLE_CODE_UNKNOWN");
          return {
            visit: {
              id: "vis_00000000000000000000000001",
              restaurantId: house.restaurant.id,
              tableName: "4",
              state: VisitState.OPEN,
              guests: [{ id: "gst_1" }, { id: "gst_2", name: "Meera" }, { id: "gst_3" }],
            },
            guestId: "gst_1",
            token: "guest",
            tokenExpireTime: timestampFromMs(Date.now() + 7_200_000),
          };
        },
      });
      service(MenuService, {
        getMenu: () => ({ menu: house.menu, availability: house.availability, etag: "" }),
        async *watchMenu(_request, { signal }) {
          const following = house.menuChanges.follow(signal);
          yield {
            event: {
              case: "menu" as const,
              value: { menu: house.menu, availability: house.availability },
            },
          };
          for await (const what of following) {
            const value = { menu: house.menu, availability: house.availability };
            if (what === "menu") yield { event: { case: "menu" as const, value } };
            else yield { event: { case: "availability" as const, value: house.availability } };
          }
        },
        markSoldOut: ({ target }) => ({
          availability: house.setSoldOut(target?.itemId ?? "", true),
        }),
        markAvailable: ({ target }) => ({
          availability: house.setSoldOut(target?.itemId ?? "", false),
        }),
      });
      service(OrderService, {
        quoteOrder: (request) => {
          refuseStale(house, request);
          const lines = request.lines.map((one) => house.price(one));
          const readyEstimateTime = timestampFromMs(Date.now() + 14 * 60_000);
          return {
            lines,
            totals: house.totals(lines),
            menuVersion: house.menu.version,
            readyEstimateTime,
          };
        },
        placeOrder: (request) => {
          const known = house.byRequest.get(request.requestId);
          if (known) return { order: house.find(known) };
          refuseStale(house, request);
          const order = house.place(request.lines, "4", request.note);
          house.byRequest.set(request.requestId, order.id);
          return { order };
        },
        acceptOrder: ({ orderId }) => ({
          order: house.move(house.find(orderId), "accepted", OrderState.ACCEPTED),
        }),
        rejectOrder: ({ orderId, reason }) => ({
          order: house.move(house.find(orderId), "rejected", OrderState.REJECTED, {
            endReason: reason,
          }),
        }),
        cancelOrder: ({ orderId }) => ({
          order: house.move(house.find(orderId), "cancelled", OrderState.CANCELLED),
        }),
        serveOrder: ({ orderId }) => ({
          order: house.move(house.find(orderId), "served", OrderState.SERVED),
        }),
        async *watchOrders(_request, { signal }) {
          const following = house.changes.follow(signal);
          yield beat();
          for await (const order of following)
            yield { cursor: "1", event: { case: "order" as const, value: order } };
        },
        async *watchOrder({ cursor }, { signal }) {
          const following = house.changes.follow(signal);
          if (cursor === "") {
            yield {
              cursor: "1",
              event: { case: "snapshot" as const, value: { orders: [...house.orders.values()] } },
            };
          }
          yield beat();
          for await (const order of following)
            yield { cursor: "1", event: { case: "order" as const, value: order } };
        },
      });
      service(TicketService, {
        startTicket: ({ orderId, stationId }) =>
          ticket(house, orderId, stationId, "started", TicketState.PREPARING),
        bumpTicket: ({ orderId, stationId }) =>
          ticket(house, orderId, stationId, "bumped", TicketState.READY),
        recallTicket: ({ orderId, stationId }) =>
          ticket(house, orderId, stationId, "recalled", TicketState.PREPARING),
        async *watchTickets({ cursor, stationId }, { signal }) {
          const following = house.changes.follow(signal);
          const shown = (one: { stationId: string }) =>
            stationId === "" || one.stationId === stationId;
          if (cursor === "") {
            const all = [...house.orders.values()].flatMap((order) => ticketsOf(house, order));
            const tickets = all.filter(isOpen).filter(shown);
            yield { cursor: "1", event: { case: "snapshot" as const, value: { tickets } } };
          }
          yield beat();
          for await (const order of following) {
            const tickets = ticketsOf(house, order).filter(shown);
            yield { cursor: "1", event: { case: "change" as const, value: { tickets } } };
          }
        },
      });
    },
    {
      transport: {
        interceptors: [
          (next) => async (request) => {
            if (line.offline) throw new ConnectError("no network", Code.Unavailable);
            return next(request);
          },
        ],
      },
    },
  );
}

function ticket(
  house: House,
  orderId: string,
  stationId: string,
  kind: string,
  state: TicketState,
) {
  const order = house.moveTicket(orderId, stationId, kind, state);
  return { ticket: ticketsOf(house, order).find((one) => one.stationId === stationId) };
}

/** Sold out, or priced on an older menu with other prices: refused with what changed. */
function refuseStale(house: House, request: QuoteOrderRequest | PlaceOrderRequest): void {
  const seen = house.menus.get(request.menuVersion);
  const changes = request.lines.flatMap((line): MessageInitShape<typeof LineChangeSchema>[] => {
    const old = seen?.items.find((item) => item.id === line.itemId);
    const now = house.menu.items.find((item) => item.id === line.itemId);
    const base = { lineKey: line.key, itemId: line.itemId, itemName: old?.name ?? "" };
    if (house.availability.soldOut.some((entry) => entry.itemId === line.itemId)) {
      const others = house.menu.items.filter((item) => item.stationId === now?.stationId);
      const substituteItemIds = others.map((item) => item.id).filter((id) => id !== line.itemId);
      return [{ ...base, kind: LineChange_Kind.ITEM_SOLD_OUT, substituteItemIds }];
    }
    if (old?.price?.amount === now?.price?.amount) return [];
    return [
      {
        ...base,
        kind: LineChange_Kind.PRICE_CHANGED,
        oldUnitPrice: old?.price,
        newUnitPrice: now?.price,
      },
    ];
  });
  if (changes.length === 0) return;
  const versions = { orderedFromVersion: request.menuVersion, currentVersion: house.menu.version };
  throw new ConnectError("the menu has changed", Code.FailedPrecondition, undefined, [
    { desc: ErrorInfoSchema, value: { reason: "MENU_CHANGED", domain: "here2order" } },
    { desc: StaleMenuSchema, value: { ...versions, changes } },
  ]);
}
