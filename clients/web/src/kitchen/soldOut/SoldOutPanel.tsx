import { useEffect, useRef, useState } from "preact/hooks";
import { fold, matchesWords } from "../../format/fold";
import type { MenuIndex } from "../../menu/menuIndex";
import { Sheet } from "../../ui/Sheet";
import { type Target, targetItem, targetOption } from "../commands";
import { useKitchen } from "../context";
import { isOut } from "./isOut";
import "./soldOut.css";
import { SoldOutRow } from "./SoldOutRow";

/** "86": what is out, for every guest, from this moment on. */
export function SoldOutPanel({ onClose }: { onClose(): void }) {
  const kitchen = useKitchen();
  const { menu } = kitchen;
  /** From the first tap on: a row that leaves under a finger brings another one there. */
  const still = useRef<ReadonlySet<string> | undefined>(undefined);
  const [query, setQuery] = useState("");
  useEffect(() => {
    const watch = menu.watch();
    watch.start();
    return () => watch.pause();
  }, []);
  const index = menu.index.value;
  const words = fold(query);
  const rows = index
    ? everything(index).filter((row) => words === "" || matchesWords(fold(row.name), words))
    : [];
  const outNow = () =>
    new Set(
      rows
        .filter(({ target }) => isOut(target, menu.soldOut.value, kitchen.journal.entries.value))
        .map(keyOf),
    );
  const out = still.current ?? outNow();
  const isFirst = (row: Row) => out.has(keyOf(row));
  const search = (event: { currentTarget: HTMLInputElement }) => {
    still.current = undefined;
    setQuery(event.currentTarget.value);
  };
  return (
    <Sheet
      label="86"
      title="86: what is out?"
      kind="wide"
      onClose={onClose}
      tools={<Search value={query} onInput={search} />}
    >
      {!index && <p>Loading the menu…</p>}
      <ul class="eightysix">
        {[...rows.filter(isFirst), ...rows.filter((row) => !isFirst(row))].map((row) => (
          <SoldOutRow
            key={keyOf(row)}
            {...row}
            onTap={() => {
              still.current = out;
            }}
          />
        ))}
      </ul>
    </Sheet>
  );
}

function Search(props: {
  value: string;
  onInput(event: { currentTarget: HTMLInputElement }): void;
}) {
  return (
    <label class="entry">
      <span class="unseen">Search dishes and options</span>
      <input type="search" placeholder="Search dishes and options" {...props} />
    </label>
  );
}

interface Row {
  name: string;
  group: string;
  target: Target;
}

const keyOf = ({ name, group }: Row) => `${name} ${group}`;

/** Dishes in the order of the menu, then the options by question. */
function everything(index: MenuIndex): Row[] {
  const dishes = index.categories.flatMap(({ category, items }) =>
    items.map((item) => ({ name: item.name, group: category.name, target: targetItem(item.id) })),
  );
  const options = [...index.lists.values()].flatMap((list) =>
    list.options.map((option) => ({
      name: option.name,
      group: list.name,
      target: targetOption(list.id, option.id),
    })),
  );
  return [...dishes, ...options];
}
