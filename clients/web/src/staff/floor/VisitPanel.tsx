import { useEffect, useState } from "preact/hooks";
import { BillRounds } from "../../billing/BillRounds";
import { BillSums } from "../../billing/BillSums";
import { isSettled, minor } from "../../billing/sums";
import { plural } from "../../format/fold";
import { formatMoney } from "../../format/money";
import { clockTime, millis } from "../../format/time";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";
import type { Payment } from "../../gen/here2order/billing/v1/payment_pb";
import type { Visit } from "../../gen/here2order/ordering/v1/visit_pb";
import { useHouse } from "../context";
import { PaymentPanel } from "../payments/PaymentPanel";
import { PaymentRow } from "../payments/PaymentRow";
import { CashPanel } from "./CashPanel";
import { CloseVisit } from "./CloseVisit";

/** One table: what it had, what is due, who has paid, and what to do about it. */
export function VisitPanel({ visit, onClosed }: { visit: Visit; onClosed(): void }) {
  const { floor, payments, timeZone } = useHouse();
  const [cash, setCash] = useState(false);
  const [opened, setOpened] = useState("");
  const bill = floor.bills.value.get(visit.id);
  useEffect(() => {
    void floor.lookAt(visit.id).catch(() => {}); // what is shown is from the last look
  }, [visit.id]);
  // From the stream, which knows more of them than the bill and is never older.
  const paid = payments.items.value.filter(({ visitId }) => visitId === visit.id);
  const payment = paid.find(({ id }) => id === opened);
  return (
    <>
      <p class="visit__since">
        Table {visit.tableName} · since {clockTime(millis(visit.openTime) ?? 0, timeZone.value)} ·{" "}
        {plural(visit.guests.length, "guest")}
      </p>
      {bill && <Due bill={bill} onCash={() => setCash(true)} />}
      <Payments payments={paid} onOpen={setOpened} />
      {bill && bill.rounds.length > 0 && (
        <>
          <BillRounds bill={bill} />
          <BillSums bill={bill} />
        </>
      )}
      <CloseVisit visit={visit} bill={bill} onClosed={onClosed} />
      {cash && bill && <CashPanel bill={bill} onClose={() => setCash(false)} />}
      {payment && <PaymentPanel payment={payment} onClose={() => setOpened("")} />}
    </>
  );
}

function Due({ bill, onCash }: { bill: Bill; onCash(): void }) {
  const due = minor(bill.dueAmount);
  if (minor(bill.totalAmount) === 0n) return <p class="visit__due">Nothing ordered yet</p>;
  if (isSettled(bill)) return <p class="visit__due visit__due--paid">Paid in full</p>;
  return (
    <>
      <p class="visit__due">{formatMoney(bill.dueAmount)}</p>
      <p class="visit__hint">
        to be paid of {formatMoney(bill.totalAmount)}
        {minor(bill.pendingAmount) > 0n && ` · ${formatMoney(bill.pendingAmount)} being paid now`}
      </p>
      {due > 0n && (
        <button type="button" class="button visit__cash" onClick={onCash}>
          Take cash
        </button>
      )}
    </>
  );
}

function Payments({ payments, onOpen }: { payments: Payment[]; onOpen(id: string): void }) {
  if (payments.length === 0) return null;
  return (
    <ul class="rows visit__payments">
      {payments.map((payment) => (
        <li key={payment.id}>
          <PaymentRow payment={payment} onOpen={() => onOpen(payment.id)} />
        </li>
      ))}
    </ul>
  );
}
