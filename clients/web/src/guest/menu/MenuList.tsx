import { plural } from "../../format/fold";
import { useVisit } from "../context";
import { CategorySection } from "./CategorySection";
import { CategoryTabs } from "./CategoryTabs";
import { filterMenu } from "./filterStore";

/** The part of the menu that fits what the guest looks for. */
export function MenuList() {
  const { menu, filter } = useVisit();
  const index = menu.index.value;
  if (!index) return null;
  const shown = filterMenu(index, filter.query.value, filter.wishes.value);
  const count = new Set(shown.flatMap(({ items }) => items)).size;
  return (
    <>
      <CategoryTabs categories={shown.map(({ category }) => category)} />
      <main id="menu">
        <p class={count > 0 ? "unseen" : "notice menu__none"} role="status">
          {filter.active.value &&
            (count > 0 ? `${plural(count, "dish", "dishes")} found` : "Nothing on the menu fits. ")}
          {filter.active.value && count === 0 && (
            <button type="button" class="link" onClick={() => filter.clear()}>
              Show everything
            </button>
          )}
        </p>
        {shown.map(({ category, items }) => (
          <CategorySection key={category.id} category={category} items={items} />
        ))}
      </main>
    </>
  );
}
