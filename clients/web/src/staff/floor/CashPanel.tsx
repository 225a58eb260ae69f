import { useMemo, useState } from "preact/hooks";
import { uuid } from "../../api/uuid";
import { minor } from "../../billing/sums";
import { formatAmount, formatMoney } from "../../format/money";
import { parseAmount, typed } from "../../format/typed";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";
import type { Payment } from "../../gen/here2order/billing/v1/payment_pb";
import { Sheet } from "../../ui/Sheet";
import { useHouse } from "../context";
import { useAction } from "../screens/useAction";
import { AmountField } from "./AmountField";
import { changeOf, likelyNotes } from "./cash";

/** Notes over the table: how much, what was given, what goes back. */
export function CashPanel({ bill, onClose }: { bill: Bill; onClose(): void }) {
  const [paid, setPaid] = useState<Payment | undefined>(undefined);
  return paid ? (
    <Taken payment={paid} onClose={onClose} />
  ) : (
    <Taking bill={bill} onPaid={setPaid} onClose={onClose} />
  );
}

function Taking(props: { bill: Bill; onPaid(payment: Payment): void; onClose(): void }) {
  const { bill } = props;
  const house = useHouse();
  const { busy, problem, run } = useAction();
  const [amountText, setAmount] = useState(typed(minor(bill.dueAmount), bill.currency));
  const [tipText, setTip] = useState("");
  const [givenText, setGiven] = useState("");
  const amount = parseAmount(amountText, bill.currency);
  const tip = tipText.trim() === "" ? 0n : parseAmount(tipText, bill.currency);
  const total = amount === undefined || tip === undefined ? undefined : amount + tip;
  const tendered = parseAmount(givenText, bill.currency);
  // The same sums are the same payment, however often somebody presses.
  const requestId = useMemo(uuid, [amount, tip, tendered]);
  const change = changeOf(total, tendered);
  const show = (sum: bigint) => formatAmount(sum, bill.currency);
  const above = amount !== undefined && amount > minor(bill.dueAmount);
  const ready = amount && tip !== undefined && tendered !== undefined && change !== undefined;
  const take = async () => {
    if (!ready) return;
    const sums = { amount, tip, tendered };
    const payment = await run(() => house.takeCash(bill.visitId, requestId, sums));
    if (payment) props.onPaid(payment);
  };
  const footer = (
    <div class="place">
      {problem && (
        <p class="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      {above && <p class="notice">Only {formatMoney(bill.dueAmount)} is left to pay.</p>}
      <p class="cash__change" data-known={change !== undefined}>
        <span>Give back</span>
        <b>{change === undefined ? "–" : show(change)}</b>
      </p>
      <button
        type="button"
        class="button place__button"
        disabled={!ready || above || busy}
        onClick={take}
      >
        {total === undefined ? "Take cash" : `Take ${show(total)}`}
      </button>
    </div>
  );
  return (
    <Sheet
      label="Take cash"
      title={`Cash, table ${bill.tableName}`}
      onClose={props.onClose}
      footer={footer}
    >
      <div class="cash">
        <AmountField
          label="For the bill"
          currency={bill.currency}
          value={amountText}
          onType={setAmount}
        />
        <AmountField label="Tip" currency={bill.currency} value={tipText} onType={setTip} />
        <AmountField
          label="Handed over"
          currency={bill.currency}
          value={givenText}
          onType={setGiven}
          focus
        />
        <div class="cash__notes">
          {likelyNotes(total ?? 0n, bill.currency).map((note) => (
            <button
              key={String(note)}
              type="button"
              class="button button--small button--quiet"
              onClick={() => setGiven(typed(note, bill.currency))}
            >
              {formatAmount(note, bill.currency, "menu")}
            </button>
          ))}
        </div>
      </div>
    </Sheet>
  );
}

function Taken({ payment, onClose }: { payment: Payment; onClose(): void }) {
  const footer = (
    <button type="button" class="button place__button" onClick={onClose}>
      Done
    </button>
  );
  return (
    <Sheet label="Cash taken" title="Taken" onClose={onClose} footer={footer}>
      <div class="cash__taken">
        <p>Give back</p>
        <p class="cash__figure">{formatMoney(payment.changeAmount)}</p>
        <p>
          {formatMoney(payment.totalAmount)} of {formatMoney(payment.tenderedAmount)}
        </p>
        {payment.receiptToken && (
          <a class="link" href={`/receipt/${payment.receiptToken}`} target="_blank" rel="noopener">
            Receipt
          </a>
        )}
      </div>
    </Sheet>
  );
}
