import { useState } from "preact/hooks";
import { BillBadge } from "../../billing/Badge";
import { minor } from "../../billing/sums";
import { plural } from "../../format/fold";
import { formatAmount, formatMoney } from "../../format/money";
import { clockTime, millis } from "../../format/time";
import { BillState } from "../../gen/here2order/billing/v1/bill_pb";
import type { Visit } from "../../gen/here2order/ordering/v1/visit_pb";
import { Sheet } from "../../ui/Sheet";
import { wide } from "../../ui/wide";
import { useHouse } from "../context";
import { floorSums } from "./tables";
import { VisitPanel } from "./VisitPanel";
import "./floor.css";

/** Who sits where, and what is to be paid; the chosen table beside it, or over it on a phone. */
export function FloorScreen() {
  const { floor } = useHouse();
  const [chosen, setChosen] = useState("");
  const visit = floor.visits.value.find(({ id }) => id === chosen);
  const close = () => setChosen("");
  return (
    <main class="floor" data-split={visit !== undefined && wide.value}>
      <div class="floor__tables">
        <Summary />
        <ul class="tables">
          {floor.tables.value.map((one) => (
            <li key={one.id}>
              <Table visit={one} chosen={one.id === chosen} onChoose={() => setChosen(one.id)} />
            </li>
          ))}
        </ul>
      </div>
      {visit && wide.value && (
        <aside class="floor__visit" aria-label={`Table ${visit.tableName}`}>
          <VisitPanel key={visit.id} visit={visit} onClosed={close} />
        </aside>
      )}
      {visit && !wide.value && (
        <Sheet
          label={`Table ${visit.tableName}`}
          title={`Table ${visit.tableName}`}
          onClose={close}
        >
          <VisitPanel key={visit.id} visit={visit} onClosed={close} />
        </Sheet>
      )}
    </main>
  );
}

function Summary() {
  const { floor, currency } = useHouse();
  const count = floor.visits.value.length;
  if (!floor.known.value) return <p class="floor__sum">Looking who is here…</p>;
  if (count === 0) return <p class="floor__sum">Nobody is seated just now.</p>;
  const { due, paying } = floorSums(floor.bills.value.values());
  return (
    <p class="floor__sum">
      <b>{plural(count, "table")}</b> · {formatAmount(due, currency.value)} to be paid
      {paying > 0 && ` · ${paying} paying now`}
    </p>
  );
}

function Table(props: { visit: Visit; chosen: boolean; onChoose(): void }) {
  const { floor, timeZone } = useHouse();
  const { visit } = props;
  const bill = floor.bills.value.get(visit.id);
  const names = visit.guests.map(({ name }) => name).filter(Boolean);
  return (
    <button
      type="button"
      class="table"
      data-state={BillState[bill?.state ?? BillState.UNSPECIFIED]}
      aria-pressed={props.chosen}
      onClick={props.onChoose}
    >
      <span class="table__name">{visit.tableName}</span>
      <span class="table__due">
        {bill && minor(bill.dueAmount) > 0n ? formatMoney(bill.dueAmount) : ""}
      </span>
      <span class="table__who">
        {clockTime(millis(visit.openTime) ?? 0, timeZone.value)} ·{" "}
        {names.length > 0 ? names.join(", ") : plural(visit.guests.length, "guest")}
      </span>
      {bill && <BillBadge state={bill.state} />}
    </button>
  );
}
