/** One of a few ways to look at a list. */
export function Filter<T extends string>(props: {
  all: readonly T[];
  chosen: T;
  onChoose(value: T): void;
}) {
  return (
    <div class="filter">
      {props.all.map((name) => (
        <button
          key={name}
          type="button"
          class="filter__one"
          aria-pressed={name === props.chosen}
          onClick={() => props.onChoose(name)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
