import { useState } from "preact/hooks";
import type { Ticket } from "../../gen/here2order/ordering/v1/ticket_pb";
import { Sheet } from "../../ui/Sheet";
import { useKitchen } from "../context";

const REASONS = [
  "Something in it has just run out.",
  "We are too busy to do it well just now.",
  "The kitchen is closing.",
];
const LONGEST = 200;

/** No, with a reason that the guest reads. */
export function RejectPanel({ ticket, onClose }: { ticket: Ticket; onClose(): void }) {
  const kitchen = useKitchen();
  const [reason, setReason] = useState("");
  const reject = (words: string) => {
    kitchen.tap({ kind: "reject", orderId: ticket.orderId, reason: words });
    onClose();
  };
  return (
    <Sheet
      label={`Reject order ${ticket.orderNumber}`}
      title={`Reject the whole order ${ticket.orderNumber}?`}
      onClose={onClose}
    >
      <p>One tap rejects. Table {ticket.tableName} will read why:</p>
      <div class="reasons">
        {REASONS.map((words) => (
          <button key={words} type="button" class="key" onClick={() => reject(words)}>
            {words}
          </button>
        ))}
      </div>
      <form
        class="reasons"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== "") reject(reason.trim());
        }}
      >
        <label class="entry">
          <span>Another reason</span>
          <input
            maxLength={LONGEST}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="key" disabled={reason.trim() === ""}>
          Reject with this reason
        </button>
      </form>
    </Sheet>
  );
}
