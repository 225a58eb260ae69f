import { Icon } from "../../ui/Icon";
import { useVisit } from "../context";
import { go } from "../route";
import "./menuTools.css";

/** Searching, and what a guest eats and does not eat. */
export function MenuTools() {
  const { filter } = useVisit();
  const count = filter.count.value;
  return (
    <div class="tools">
      <search class="tools__search">
        <Icon name="search" />
        <input
          type="search"
          aria-label="Search the menu"
          placeholder="Search the menu"
          autocomplete="off"
          enterkeyhint="search"
          value={filter.query.value}
          onInput={(event) => {
            filter.query.value = event.currentTarget.value;
          }}
        />
      </search>
      <button
        type="button"
        class="tools__filters"
        data-on={count > 0}
        aria-label={count > 0 ? `Diet and allergens, ${count} set` : "Diet and allergens"}
        onClick={() => go({ name: "filters" })}
      >
        <Icon name="filter" />
        {count > 0 && <span aria-hidden="true">{count}</span>}
      </button>
    </div>
  );
}
