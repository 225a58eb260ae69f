import { create } from "@bufbuild/protobuf";
import { type LineRequest, LineRequestSchema } from "../../gen/here2order/ordering/v1/order_pb";
import type { BasketLine } from "./lines";

/** The lines as the contract wants them. */
export function lineRequests(lines: readonly BasketLine[]): LineRequest[] {
  return lines.map((line) =>
    create(LineRequestSchema, {
      key: line.key,
      itemId: line.itemId,
      quantity: line.quantity,
      options: line.choices.map((choice) => ({
        modifierListId: choice.listId,
        optionId: choice.optionId,
        quantity: choice.quantity,
      })),
      note: line.note,
    }),
  );
}
