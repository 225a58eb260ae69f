import type { TicketLine } from "../../gen/here2order/ordering/v1/ticket_pb";
import { allergenName } from "../../menu/names";
import { Icon } from "../../ui/Icon";

/** A dish to make, with everything that must not be overlooked. */
export function TicketLineRow({ line }: { line: TicketLine }) {
  return (
    <li class="line">
      <b class="line__quantity">{line.quantity}</b>
      <div>
        <p class="line__name">{line.itemName}</p>
        {line.options.map((option) => (
          <p class="line__option" key={option}>
            {option}
          </p>
        ))}
        {line.note && <p class="line__note">“{line.note}”</p>}
        {line.allergens.length > 0 && (
          <p class="line__allergens">
            <Icon name="warning" />
            <span class="unseen">Contains </span>
            {line.allergens.map(allergenName).join(", ")}
          </p>
        )}
      </div>
    </li>
  );
}
