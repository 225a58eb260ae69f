import { fold } from "../format/fold";
import type { Category, Item, Menu, ModifierList } from "../gen/here2order/catalog/v1/menu_pb";

/** A published menu, ready to be looked things up in. */
export interface MenuIndex {
  version: bigint;
  currency: string;
  categories: { category: Category; items: Item[] }[];
  items: Map<string, Item>;
  lists: Map<string, ModifierList>;
  /** Folded name and description of each item, for searching. */
  texts: Map<string, string>;
}

export function indexMenu(menu: Menu): MenuIndex {
  const items = new Map(menu.items.map((item) => [item.id, item]));
  const itemsOf = (category: Category) =>
    category.itemIds.flatMap((id) => {
      const item = items.get(id);
      return item ? [item] : [];
    });
  return {
    version: menu.version,
    currency: menu.currency,
    categories: menu.categories
      .map((category) => ({ category, items: itemsOf(category) }))
      .filter(({ items }) => items.length > 0),
    items,
    lists: new Map(menu.modifierLists.map((list) => [list.id, list])),
    texts: new Map(
      menu.items.map((item) => [item.id, `${fold(item.name)} ${fold(item.description)}`]),
    ),
  };
}

/** The questions that an item asks, in its order. */
export function listsOf(item: Item, index: MenuIndex): ModifierList[] {
  return item.modifierListIds.flatMap((id) => {
    const list = index.lists.get(id);
    return list ? [list] : [];
  });
}
