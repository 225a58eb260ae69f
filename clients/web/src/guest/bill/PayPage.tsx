import { words } from "../../api/words";
import { minor } from "../../billing/sums";
import { formatAmount, formatMoney } from "../../format/money";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";
import { Sheet } from "../../ui/Sheet";
import { useVisit } from "../context";
import { close } from "../route";
import { AmountChooser } from "./AmountChooser";
import type { Billing } from "./billing";
import { type Problem, partAmount, problemOf } from "./part";
import { TipChooser } from "./TipChooser";
import { isTipTooLarge, tipAmount } from "./tip";

/** How much of the bill, and what on top. */
export function PayPage({ billing }: { billing: Billing }) {
  const visit = useVisit();
  const part = billing.part.value;
  const tip = billing.tip.value;
  const bill = billing.store.bill.value;
  if (!bill) return null;
  const step = BigInt(visit.restaurant.value?.billRounding ?? 0);
  const own = new Set(visit.orders.orders.value.filter((o) => visit.isOwn(o)).map(({ id }) => id));
  const isOwn = (orderId: string) => own.has(orderId);
  const amount = partAmount(part, bill, isOwn, step);
  const onTop = tipAmount(tip, amount ?? 0n, step);
  const footer = <Continue billing={billing} bill={bill} amount={amount} tip={onTop} />;
  return (
    <Sheet label="Pay" title="Pay" onClose={close} footer={footer}>
      <AmountChooser
        {...{ bill, part, isOwn, step }}
        onChoose={(chosen) => {
          billing.part.value = chosen;
        }}
      />
      <TipChooser
        tip={tip}
        amount={amount ?? 0n}
        currency={bill.currency}
        step={step}
        onChoose={(chosen) => {
          billing.tip.value = chosen;
        }}
      />
    </Sheet>
  );
}

function Continue(props: {
  billing: Billing;
  bill: Bill;
  amount: bigint | undefined;
  tip: bigint | undefined;
}) {
  const { billing, bill, amount = 0n, tip = 0n } = props;
  const { paying } = billing;
  const state = paying.state.value;
  const problem = problemOf(props.amount, bill);
  const tooMuch = isTipTooLarge(tip, amount);
  const asking = state.kind === "asking";
  const unsure = props.tip === undefined || tooMuch || problem !== "none";
  const blocked = asking || (unsure && state.kind !== "unanswered");
  const begin = async () => {
    // The payment takes the bill's place: closing it then leads to the menu.
    if (await paying.begin(amount, tip, bill.currency)) close();
  };
  return (
    <div class="place">
      <div role="status">
        {problem !== "none" && problem !== "missing" && (
          <p class="notice">{problemWords(problem, bill)}</p>
        )}
        {tooMuch && problem === "none" && (
          <p class="notice">That is more than the bill itself. Please type a smaller tip.</p>
        )}
        {state.kind === "refused" && <p class="notice notice--bad">{words(state.failure)}</p>}
        {state.kind === "unanswered" && (
          <p class="notice">No answer yet. Try again: you will not be charged twice.</p>
        )}
      </div>
      {tip > 0n && !unsure && (
        <p class="pay__sum">
          <span>
            {formatAmount(amount, bill.currency)} and {formatAmount(tip, bill.currency)} tip
          </span>
        </p>
      )}
      <button type="button" class="button place__button" disabled={blocked} onClick={begin}>
        {label(asking, unsure, formatAmount(amount + tip, bill.currency))}
      </button>
    </div>
  );
}

function label(asking: boolean, unsure: boolean, total: string): string {
  if (asking) return "One moment…";
  return unsure ? "Continue" : `Continue with ${total}`;
}

function problemWords(problem: Problem, bill: Bill): string {
  if (problem === "above-due") return `Only ${formatMoney(bill.dueAmount)} is left to pay.`;
  const least = formatMoney(bill.onlineMinimumAmount);
  const small = minor(bill.dueAmount) < minor(bill.onlineMinimumAmount);
  return small
    ? `Less than ${least} cannot be paid online. Please ask the staff.`
    : `At least ${least} can be paid online.`;
}
