import { words } from "../../api/words";
import { formatAmount, formatMoney } from "../../format/money";
import { clockTime, millis } from "../../format/time";
import type { Totals } from "../../gen/here2order/ordering/v1/order_pb";
import type { QuoteOrderResponse } from "../../gen/here2order/ordering/v1/order_service_pb";
import { useVisit } from "../context";
import { linesAmount } from "./lines";

/** The server's sums when they are there; until then the sum of the lines. */
export function Sums() {
  const { basket, menu, quote } = useVisit();
  const asked = quote.quote.value;
  const index = menu.index.value;
  if (asked.kind === "quoted" && asked.quote.totals) {
    return <Quoted quote={asked.quote} totals={asked.quote.totals} />;
  }
  return (
    <>
      <dl class="sums">
        <div class="sums__total">
          <dt>Dishes</dt>
          <dd>{index && formatAmount(linesAmount(basket.lines.value, index), index.currency)}</dd>
        </div>
      </dl>
      {asked.kind === "failed" && <p class="notice">{words(asked.failure)}</p>}
    </>
  );
}

function Quoted({ quote, totals }: { quote: QuoteOrderResponse; totals: Totals }) {
  const { timeZone } = useVisit();
  const ready = millis(quote.readyEstimateTime);
  return (
    <>
      <TotalsList totals={totals} />
      {ready !== undefined && (
        <p class="sums__ready">Ready about {clockTime(ready, timeZone.value)} if you order now</p>
      )}
    </>
  );
}

/** Lines, service charge, taxes, total: as on a receipt. */
export function TotalsList({ totals }: { totals: Totals }) {
  const charge = totals.serviceChargeAmount;
  return (
    <dl class="sums">
      <Sum name="Dishes" amount={formatMoney(totals.linesAmount)} />
      {charge && charge.amount !== 0n && <Sum name="Service charge" amount={formatMoney(charge)} />}
      {totals.taxes.map((tax) => (
        <Sum
          key={tax.taxId}
          name={totals.pricesIncludeTax ? `${tax.name}, included` : tax.name}
          amount={formatMoney(tax.amount)}
        />
      ))}
      <div class="sums__total">
        <dt>Total</dt>
        <dd>{formatMoney(totals.totalAmount)}</dd>
      </div>
    </dl>
  );
}

function Sum(props: { name: string; amount: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.amount}</dd>
    </div>
  );
}
