import { formatMoney } from "../format/money";
import type { Bill, BillLine, BillRound } from "../gen/here2order/billing/v1/bill_pb";
import { minor } from "./sums";
import "./bill.css";

/** What was ordered, round by round; each line opens and tells how its price came to be. */
export function BillRounds({ bill }: { bill: Bill }) {
  return (
    <ol class="rounds">
      {bill.rounds.map((round, i) => (
        <Round key={round.orderId} round={round} count={i + 1} />
      ))}
    </ol>
  );
}

function Round({ round, count }: { round: BillRound; count: number }) {
  return (
    <li class="round">
      <h3 class="round__head">
        <span>
          Round {count} · {round.number}
          {round.guestName && ` · ${round.guestName}`}
        </span>
        <span class="figure">{formatMoney(round.totalAmount)}</span>
      </h3>
      <ul>
        {round.lines.map((line) => (
          <li key={line.lineKey}>
            <Line line={line} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Line({ line }: { line: BillLine }) {
  const charged = minor(line.shareAmount) !== minor(line.amount);
  return (
    <details class="charge">
      <summary class="charge__line">
        <b class="charge__count">{line.quantity}</b>
        <span class="charge__name">
          {line.itemName}
          {line.refundedQuantity > 0 && (
            <small class="charge__refunded">{line.refundedQuantity} refunded</small>
          )}
        </span>
        <span class="figure">{formatMoney(line.amount)}</span>
      </summary>
      <dl class="trace">
        {line.trace.map((step, i) => (
          <div key={i} data-included={step.kind === "tax_included"}>
            <dt>{step.text}</dt>
            <dd>{minor(step.amount) !== 0n && formatMoney(step.amount)}</dd>
          </div>
        ))}
        {charged && (
          <div class="trace__total">
            <dt>In all, for this dish</dt>
            <dd>{formatMoney(line.shareAmount)}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
