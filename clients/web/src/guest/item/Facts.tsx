import type { Item } from "../../gen/here2order/catalog/v1/menu_pb";
import { allergenName, dietNames } from "../../menu/names";
import { useVisit } from "../context";

/** What is in a dish, for whom it is, how long it takes. */
export function Facts({ item }: { item: Item }) {
  const { without } = useVisit().filter.wishes.value;
  const diets = dietNames(item.diets);
  return (
    <dl class="facts">
      {diets.length > 0 && <Fact name="Good for" words={diets.join(", ")} />}
      <div>
        <dt>Contains</dt>
        <dd>
          {item.allergens.length === 0 && "None of the fourteen allergens"}
          {item.allergens.map((allergen, i) => (
            <span key={allergen} data-bad={without.includes(allergen)}>
              {i > 0 && ", "}
              {allergenName(allergen)}
            </span>
          ))}
        </dd>
      </div>
      {item.prepSeconds > 0 && (
        <Fact name="Takes" words={`about ${Math.max(1, Math.round(item.prepSeconds / 60))} min`} />
      )}
    </dl>
  );
}

function Fact(props: { name: string; words: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.words}</dd>
    </div>
  );
}
