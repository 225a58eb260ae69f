import { useVisit } from "../context";
import { go } from "../route";

/** The way to the bill, once there is something on it; tells of a payment that is under way. */
export function BillButton(props: { class?: string }) {
  const { orders, billing } = useVisit();
  if (orders.orders.value.length === 0) return null;
  const paying = billing.value?.underWay.value;
  return (
    <button
      type="button"
      class={`button ${props.class ?? ""}`}
      onClick={() => go({ name: "bill", pay: false })}
    >
      {paying ? "Payment under way" : "Bill and pay"}
    </button>
  );
}
