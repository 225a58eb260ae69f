import { useState } from "preact/hooks";
import { formatPrice } from "../../format/money";
import type { Item } from "../../gen/here2order/catalog/v1/menu_pb";
import type { MenuIndex } from "../../menu/menuIndex";
import { announce } from "../../ui/announce";
import { Sheet } from "../../ui/Sheet";
import { useVisit } from "../context";
import { DishPhoto } from "../menu/DishPhoto";
import { close } from "../route";
import { Facts } from "./Facts";
import { ItemFooter } from "./ItemFooter";
import { ItemNote } from "./ItemNote";
import "./itemSheet.css";
import { ModifierFieldset } from "./ModifierFieldset";
import { useDraft } from "./useDraft";

/** A dish from close by: its questions, a note, how many. */
export function ItemSheet(props: { item: Item; index: MenuIndex; lineKey: string }) {
  const { item, index, lineKey } = props;
  const { menu, basket } = useVisit();
  const edited = basket.lines.peek().find((line) => line.key === lineKey);
  const soldOut = menu.soldOut.value;
  const draft = useDraft(item, index, soldOut, edited);
  const [pressed, setPressed] = useState(false);
  const out = soldOut.item(item.id);
  const done = () => {
    setPressed(true);
    const [first] = draft.problems.keys();
    if (first !== undefined) return showQuestion(first);
    if (edited) basket.replace(draft.line());
    else basket.add(draft.line());
    announce(edited ? `${item.name} changed.` : `${item.name} added to your order.`);
    close();
  };
  const footer = <ItemFooter {...{ item, index, draft, out }} editing={!!edited} onDone={done} />;
  return (
    <Sheet label={item.name} title={item.name} kind="wide" onClose={close} footer={footer}>
      <DishPhoto class="item__photo" url={item.photoUrl} eager />
      <div class="item__words">
        <p class="item__price">{formatPrice(item.price)}</p>
        {out && <p class="notice notice--bad">Sold out just now.</p>}
        {item.description && <p class="item__description">{item.description}</p>}
        <Facts item={item} />
        <fieldset class="item__choices" disabled={out}>
          {draft.lists.map((list) => (
            <ModifierFieldset
              key={list.id}
              list={list}
              selection={draft.selection}
              soldOut={soldOut}
              problem={pressed ? draft.problems.get(list.id) : undefined}
              onChoose={draft.setSelection}
            />
          ))}
          <ItemNote draft={draft} />
        </fieldset>
      </div>
    </Sheet>
  );
}

function showQuestion(listId: string): void {
  const question = document.getElementById(`question-${listId}`);
  question?.scrollIntoView({ block: "center" });
  question?.querySelector<HTMLElement>("input:not(:disabled)")?.focus();
}
