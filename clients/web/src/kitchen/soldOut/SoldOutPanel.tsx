import { useEffect, useState } from "preact/hooks";
import { fold, matchesWords } from "../../format/fold";
import type { MenuIndex } from "../../menu/menuIndex";
import { Sheet } from "../../ui/Sheet";
import { type Target, targetItem, targetOption } from "../commands";
import { useKitchen } from "../context";
import "./soldOut.css";
import { SoldOutRow } from "./SoldOutRow";

/** "86": what is out, for every guest, from this moment on. */
export function SoldOutPanel({ onClose }: { onClose(): void }) {
  const { menu } = useKitchen();
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
  return (
    <Sheet label="86" kind="wide" onClose={onClose}>
      <h2 class="panel__heading" tabIndex={-1} data-focus>
        86: what is out?
      </h2>
      <label class="entry">
        <span class="unseen">Search dishes and options</span>
        <input
          type="search"
          placeholder="Search dishes and options"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </label>
      {!index && <p>Loading the menu…</p>}
      <ul class="eightysix">
        {rows.map((row) => (
          <SoldOutRow key={`${row.name} ${row.group}`} {...row} />
        ))}
      </ul>
    </Sheet>
  );
}

interface Row {
  name: string;
  group: string;
  target: Target;
}

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
