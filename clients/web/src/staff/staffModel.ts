import { type Client, createClient, type Transport } from "@connectrpc/connect";
import { effect, signal, untracked } from "@preact/signals";
import { type Failure, failureOf } from "../api/failure";
import { RestaurantService } from "../gen/here2order/catalog/v1/restaurant_service_pb";
import { type Member, Role } from "../gen/here2order/identity/v1/team_pb";
import { TeamService } from "../gen/here2order/identity/v1/team_service_pb";
import { load, save } from "../storage/local";
import type { ClerkSession } from "./clerk";
import { House } from "./house";

export type Phase =
  | { kind: "signing-in" }
  | { kind: "opening" }
  | { kind: "trouble"; failure: Failure }
  /** Signed in, and on no team. */
  | { kind: "stranger" }
  | { kind: "choosing"; places: Place[] }
  | { kind: "open"; house: House };

/** Where somebody works, and as what. */
export interface Place {
  restaurantId: string;
  name: string;
  role: Role;
}

const KEY = "staff.place";
const LOOK_AGAIN_MS = 3_000;

/** From the sign-in to the house. The one place where the staff's page is wired. */
export class StaffModel {
  readonly phase = signal<Phase>({ kind: "signing-in" });
  readonly #team: Client<typeof TeamService>;
  readonly #restaurants: Client<typeof RestaurantService>;

  constructor(
    readonly session: ClerkSession,
    readonly transport: Transport,
  ) {
    this.#team = createClient(TeamService, transport);
    this.#restaurants = createClient(RestaurantService, transport);
  }

  begin(): void {
    this.session.keepFresh();
    void this.session.check();
    effect(() => {
      const { value: state } = this.session.state;
      untracked(() => (state === "in" ? void this.open() : this.#leave()));
    });
    this.#noticeSignIn();
  }

  /** Whoever comes back from the sign-in, in another tab, need not reload this page. */
  #noticeSignIn(): void {
    const look = () => {
      const out = this.session.state.value !== "in";
      if (out && document.visibilityState === "visible") void this.session.check();
    };
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    setInterval(() => {
      if (this.session.state.value === "unreachable") look();
    }, LOOK_AGAIN_MS);
  }

  async open(): Promise<void> {
    this.phase.value = { kind: "opening" };
    try {
      const call = () => this.#team.listMyMemberships({});
      const { memberships } = await this.session.call(call);
      const places = await Promise.all(memberships.filter(worksHere).map((m) => this.#place(m)));
      this.#settle(places);
    } catch (error) {
      this.phase.value = { kind: "trouble", failure: failureOf(error) };
    }
  }

  choose(place: Place): void {
    save(KEY, place.restaurantId);
    const house = new House(this.session, this.transport, place);
    this.phase.value = { kind: "open", house };
    house.open();
  }

  #settle(places: Place[]): void {
    const last = load<string>(KEY);
    const [only, ...others] = places;
    const place = places.find(({ restaurantId }) => restaurantId === last);
    if (!only) this.phase.value = { kind: "stranger" };
    else if (place || others.length === 0) this.choose(place ?? only);
    else this.phase.value = { kind: "choosing", places };
  }

  #leave(): void {
    const { value: phase } = this.phase;
    if (phase.kind === "open") phase.house.leave();
    this.phase.value = { kind: "signing-in" };
  }

  async #place({ restaurantId, role }: Member): Promise<Place> {
    const call = () => this.#restaurants.getRestaurant({ restaurantId });
    const { restaurant } = await this.session.call(call);
    return { restaurantId, name: restaurant?.name ?? "", role };
  }
}

function worksHere({ role }: Member): boolean {
  return role === Role.OWNER || role === Role.MANAGER || role === Role.STAFF;
}
