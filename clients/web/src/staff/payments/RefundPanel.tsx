import { useEffect, useMemo, useState } from "preact/hooks";
import { uuid } from "../../api/uuid";
import { minor, refundable } from "../../billing/sums";
import { formatAmount, formatMoney } from "../../format/money";
import { parseAmount } from "../../format/typed";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";
import { type Payment, PaymentMethod } from "../../gen/here2order/billing/v1/payment_pb";
import { Choice } from "../../ui/Choice";
import { Sheet } from "../../ui/Sheet";
import { Stepper } from "../../ui/Stepper";
import { useHouse } from "../context";
import { useAction } from "../screens/useAction";
import { leftOf, lineId, linesOf, type Wish, wishAmount } from "./refund";
import { refundRequest } from "./request";

const REASONS = ["A dish was not right.", "It took too long.", "Charged by mistake."];
const LONGEST = 200;

/** How much goes back, and why: the guest reads it. */
export function RefundPanel({ payment, onClose }: { payment: Payment; onClose(): void }) {
  const house = useHouse();
  const { busy, problem, run } = useAction();
  const [wish, setWish] = useState<Wish>({ kind: "all" });
  const [reason, setReason] = useState("");
  const bill = house.floor.bills.value.get(payment.visitId);
  useEffect(() => {
    void run(() => house.floor.lookAt(payment.visitId));
  }, []);
  const currency = payment.amount?.currency ?? "";
  const amount = bill && wishAmount(wish, payment, bill);
  // The same wish is the same refund, however often somebody presses.
  const requestId = useMemo(uuid, [wish, reason, payment.version]);
  const give = async () => {
    if (amount === undefined) return;
    const request = refundRequest(payment, wish, amount, reason.trim(), requestId);
    const done = await run(() => house.refund(request));
    if (done) onClose();
  };
  const cash = payment.method === PaymentMethod.CASH;
  const footer = (
    <div class="place">
      {problem && (
        <p class="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      {cash && <p class="payment__hint">It was paid in cash: hand it back from the drawer.</p>}
      <button
        type="button"
        class="button place__button"
        disabled={amount === undefined || reason.trim() === "" || busy}
        onClick={give}
      >
        {amount === undefined ? "Give back" : `Give ${formatAmount(amount, currency)} back`}
      </button>
    </div>
  );
  return (
    <Sheet label="Give money back" title="Give money back" onClose={onClose} footer={footer}>
      <fieldset class="choices">
        <legend class="choices__legend">How much?</legend>
        <Choice
          group="refund"
          name="All that is left"
          figure={formatAmount(refundable(payment), currency)}
          checked={wish.kind === "all"}
          onChoose={() => setWish({ kind: "all" })}
        />
        {bill && <Dishes bill={bill} wish={wish} onWish={setWish} />}
        <Amount currency={currency} wish={wish} onWish={setWish} />
      </fieldset>
      <fieldset class="choices">
        <legend class="choices__legend">Why?</legend>
        <div class="payment__reasons">
          {REASONS.map((words) => (
            <button
              key={words}
              type="button"
              class="filter__one"
              aria-pressed={words === reason}
              onClick={() => setReason(words)}
            >
              {words}
            </button>
          ))}
        </div>
        <input
          class="choice__input payment__reason"
          aria-label="The reason, for the guest to read"
          placeholder="In your own words"
          maxLength={LONGEST}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </fieldset>
    </Sheet>
  );
}

function Amount(props: { currency: string; wish: Wish; onWish(wish: Wish): void }) {
  const [text, setText] = useState("");
  const type = (value: string) => {
    setText(value);
    props.onWish({ kind: "amount", amount: parseAmount(value, props.currency) });
  };
  return (
    <Choice
      group="refund"
      name="An amount"
      figure=""
      checked={props.wish.kind === "amount"}
      onChoose={() => type(text)}
    >
      <input
        class="choice__input"
        inputMode="decimal"
        aria-label={`Amount in ${props.currency}`}
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
      />
    </Choice>
  );
}

function Dishes({ bill, wish, onWish }: { bill: Bill; wish: Wish; onWish(wish: Wish): void }) {
  const counts = wish.kind === "lines" ? wish.counts : new Map<string, number>();
  const lines = linesOf(bill).filter((line) => leftOf(line) > 0 && minor(line.shareAmount) > 0n);
  if (lines.length === 0) return null;
  return (
    <Choice
      group="refund"
      name="Dishes"
      figure=""
      checked={wish.kind === "lines"}
      onChoose={() => onWish({ kind: "lines", counts })}
    >
      <ul class="payment__dishes">
        {lines.map((line) => (
          <li key={lineId(line)}>
            <span>
              {line.itemName}
              <small>{formatMoney(line.shareAmount)}</small>
            </span>
            <Stepper
              size="small"
              of={line.itemName}
              value={counts.get(lineId(line)) ?? 0}
              min={0}
              max={leftOf(line)}
              onChange={(count) =>
                onWish({ kind: "lines", counts: new Map(counts).set(lineId(line), count) })
              }
            />
          </li>
        ))}
      </ul>
    </Choice>
  );
}
