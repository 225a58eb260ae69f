import { plural } from "../../format/fold";
import { Allergen, Diet } from "../../gen/here2order/catalog/v1/menu_pb";
import { allergenName, dietName } from "../../menu/names";
import { Sheet } from "../../ui/Sheet";
import { useVisit } from "../context";
import { close } from "../route";
import "./filterSheet.css";
import { filterMenu } from "./filterStore";

/** What a guest eats, and what must not be in it. Only asks what makes a difference here. */
export function FilterSheet() {
  const { filter, menu } = useVisit();
  const index = menu.index.value;
  const items = [...(index?.items.values() ?? [])];
  const diets = known(Diet).filter((diet) => items.some((item) => item.diets.includes(diet)));
  const allergens = known(Allergen).filter((one) => items.some((it) => it.allergens.includes(one)));
  const fitting = index
    ? new Set(filterMenu(index, "", filter.wishes.value).flatMap(({ items }) => items)).size
    : 0;
  const footer = (
    <div class="filters__footer">
      <button type="button" class="link" onClick={() => filter.clear()}>
        Clear all
      </button>
      <button type="button" class="button" onClick={close}>
        Show {plural(fitting, "dish", "dishes")}
      </button>
    </div>
  );
  return (
    <Sheet label="Diet and allergens" title="What do you eat?" onClose={close} footer={footer}>
      <Chips
        legend="Only dishes that are"
        names={diets.map((diet) => [diet, dietName(diet)])}
        chosen={filter.wishes.value.diets}
        onToggle={(diet) => filter.toggleDiet(diet)}
      />
      <Chips
        legend="Nothing with"
        names={allergens.map((one) => [one, allergenName(one)])}
        chosen={filter.wishes.value.without}
        onToggle={(one) => filter.toggleAllergen(one)}
      />
      <p class="filters__warning">
        The kitchen works with all of these. If you have an allergy, please tell the staff too.
      </p>
    </Sheet>
  );
}

function Chips<T extends number>(props: {
  legend: string;
  names: [T, string][];
  chosen: readonly T[];
  onToggle(value: T): void;
}) {
  if (props.names.length === 0) return null;
  return (
    <fieldset class="chips">
      <legend>{props.legend}</legend>
      {props.names.map(([value, name]) => (
        <label class="chip" key={value}>
          <input
            type="checkbox"
            checked={props.chosen.includes(value)}
            onChange={() => props.onToggle(value)}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

function known<T extends number>(values: Record<string, T | string>): T[] {
  return Object.values(values).filter(
    (value): value is T => typeof value === "number" && value > 0,
  );
}
