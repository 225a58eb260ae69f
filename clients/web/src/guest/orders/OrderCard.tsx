import { plural } from "../../format/fold";
import { formatMoney } from "../../format/money";
import { clockTime, millis, minutes } from "../../format/time";
import {
  type Order,
  type OrderLine,
  OrderState,
  type Totals,
} from "../../gen/here2order/ordering/v1/order_pb";
import { useVisit } from "../context";
import { CancelOrder } from "./CancelOrder";
import { Progress } from "./Progress";
import { headline, isEnded, isFailed, stateName } from "./steps";

/** One round: what was ordered and how far it has come. */
export function OrderCard(props: { order: Order; round: number; by: string }) {
  const { order, round, by } = props;
  const ended = isEnded(order.state);
  const charge = order.totals?.serviceChargeAmount;
  return (
    <li class="order" data-failed={isFailed(order.state)} aria-label={`Order ${order.number}`}>
      <p class="order__round">
        Round {round} · {order.number}
        {by && ` · ordered by ${by}`}
      </p>
      <h3 class="order__state" data-state={OrderState[order.state]}>
        {stateName(order.state)}
      </h3>
      {order.state === OrderState.REJECTED ? (
        <Rejected reason={order.endReason} />
      ) : (
        <p class="order__headline">{headline(order)}</p>
      )}
      {!ended && <Estimate order={order} />}
      {!ended && <Progress order={order} />}
      <details class="order__lines" open={!ended}>
        <summary>
          {plural(order.lines.length, "dish", "dishes")}, {formatMoney(order.totals?.totalAmount)}
          {addsTax(order.totals) && " with taxes"}
        </summary>
        <ul>
          {order.lines.map((line) => (
            <Line key={line.key} line={line} />
          ))}
          {charge && charge.amount !== 0n && (
            <li class="order__line">
              <span class="order__extra">Service charge</span>
              <span>{formatMoney(charge)}</span>
            </li>
          )}
        </ul>
      </details>
      {!ended && <CancelOrder order={order} />}
    </li>
  );
}

/** Taxes come on top of the prices: the lines alone do not add up to the total. */
function addsTax(totals: Totals | undefined): boolean {
  return !!totals && !totals.pricesIncludeTax && totals.taxes.some(({ amount }) => amount?.amount);
}

function Rejected({ reason }: { reason: string }) {
  return (
    <>
      <p class="order__headline">The kitchen could not take it.</p>
      <p class="order__headline">{reason || "Please ask the staff."}</p>
      <p class="order__headline">Nothing to pay.</p>
    </>
  );
}

function Line({ line }: { line: OrderLine }) {
  const options = line.options.map(({ name, quantity }) =>
    quantity > 1 ? `${quantity} × ${name}` : name,
  );
  return (
    <li class="order__line">
      <b>{line.quantity}</b>
      <span>
        {line.itemName}
        {options.length > 0 && <small>{options.join(", ")}</small>}
        {line.note && <small>“{line.note}”</small>}
      </span>
      <span>{formatMoney(line.amount)}</span>
    </li>
  );
}

function Estimate({ order }: { order: Order }) {
  const { clock, timeZone } = useVisit();
  const readyMs = millis(order.readyEstimateTime);
  if (readyMs === undefined || order.state === OrderState.READY) return null;
  const left = readyMs - clock.now.value;
  return (
    <p class="order__estimate">
      {left > 0
        ? `Ready about ${clockTime(readyMs, timeZone.value)}, in ${minutes(left)}`
        : "Any minute now"}
    </p>
  );
}
