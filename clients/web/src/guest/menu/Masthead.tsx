import { useVisit } from "../context";
import "./masthead.css";

/** Whose menu it is, and which table it lies on. */
export function Masthead() {
  const { restaurant, visit } = useVisit();
  const [street] = restaurant.value?.addressLines ?? [];
  return (
    <header class="masthead">
      <h1 class="masthead__name">{restaurant.value?.name ?? "Menu"}</h1>
      <p class="masthead__table">
        Table <b>{visit.tableName}</b>
      </p>
      {street && <p class="masthead__street">{street}</p>}
    </header>
  );
}
