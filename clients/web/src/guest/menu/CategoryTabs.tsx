import { useEffect, useRef } from "preact/hooks";
import type { Category } from "../../gen/here2order/catalog/v1/menu_pb";
import { calm } from "../../ui/calm";
import "./categoryTabs.css";
import { sectionId, useCurrentCategory } from "./useCurrentCategory";

/** The chapters, in reach all the time; the one being read is marked. */
export function CategoryTabs({ categories }: { categories: readonly Category[] }) {
  const current = useCurrentCategory(categories.map(({ id }) => id));
  const strip = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const tab = strip.current?.querySelector<HTMLElement>("[aria-current]");
    if (!tab || !strip.current) return;
    const left = tab.offsetLeft - (strip.current.clientWidth - tab.offsetWidth) / 2;
    strip.current.scrollTo({ left, behavior: calm() ? "auto" : "smooth" });
  }, [current]);
  return (
    <nav class="tabs" aria-label="Categories">
      <ul class="tabs__strip" ref={strip}>
        {categories.map(({ id, name }) => (
          <li key={id}>
            <a
              class="tabs__tab"
              href={`#${sectionId(id)}`}
              aria-current={id === current ? "true" : undefined}
              onClick={(event) => {
                event.preventDefault();
                jumpTo(id);
              }}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The address stays as it is: its fragment says which sheet is open. */
function jumpTo(categoryId: string): void {
  const section = document.getElementById(sectionId(categoryId));
  section?.scrollIntoView({ behavior: calm() ? "auto" : "smooth" });
  section?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
}
