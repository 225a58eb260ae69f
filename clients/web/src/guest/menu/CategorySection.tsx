import type { Category, Item } from "../../gen/here2order/catalog/v1/menu_pb";
import "./categorySection.css";
import { Dish } from "./Dish";
import { sectionId } from "./useCurrentCategory";

/** A chapter of the menu. */
export function CategorySection(props: { category: Category; items: readonly Item[] }) {
  const { id, name, description } = props.category;
  const headingId = `${sectionId(id)}-name`;
  return (
    <section class="chapter" id={sectionId(id)} aria-labelledby={headingId}>
      <h2 class="chapter__name" id={headingId} tabIndex={-1}>
        {name}
      </h2>
      {description && <p class="chapter__words">{description}</p>}
      <ul class="chapter__dishes">
        {props.items.map((item) => (
          <Dish key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}
